import { rangesOf, selfHostingOf, sensitivityOf } from '../engine.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Result } from '#shared/result.ts';
import type { Analyses, AnalysisKind } from './analyses.ts';

/** Works one analysis out, where it is called. */
export function runAnalysis(
  kind: AnalysisKind,
  scenario: Scenario,
  cards: readonly PriceCard[],
): Result<Analyses[AnalysisKind]> {
  switch (kind) {
    case 'ranges':
      return rangesOf(scenario, cards);
    case 'selfHosting':
      return selfHostingOf(scenario, cards);
    case 'sensitivity':
      return sensitivityOf(scenario, cards);
  }
}
