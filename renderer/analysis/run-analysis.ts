import { rangesOf, selfHostingOf, sensitivityOf } from '../engine.ts';
import type { Result } from '#shared/result.ts';
import type { Analyses, AnalysisKind, AnalysisQuestion } from './analyses.ts';

/** Works one analysis out, where it is called. */
export function runAnalysis({
  kind,
  scenario,
  cards,
  budgetMonthlyUsd,
}: AnalysisQuestion): Result<Analyses[AnalysisKind]> {
  switch (kind) {
    case 'ranges':
      return rangesOf(scenario, cards, budgetMonthlyUsd);
    case 'selfHosting':
      return selfHostingOf(scenario, cards);
    case 'sensitivity':
      return sensitivityOf(scenario, cards);
  }
}
