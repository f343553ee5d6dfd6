import { leverAsRead, leverDefinition } from '#simulator';
import type { Lever } from '#shared/domain/scenario.ts';
import type { LeverStep } from '#shared/domain/simulation.ts';
import { formatUsd } from '#shared/money.ts';
import { nothing, usd, usdChange, words } from '../cells.ts';
import type { Block, Cell, Section } from '../report-document.ts';
import { waterfall } from '../waterfall.ts';
import type { PlanFacts } from './plan-facts.ts';

/** What each lever changes, in order, and its fair share of the saving. */
export function leverSection({ scenario, result }: PlanFacts): Section {
  const { summary } = result;
  const { steps } = summary;
  const off = scenario.levers.filter(({ enabled }) => !enabled);
  const blocks: readonly Block[] =
    steps.length === 0
      ? [{ kind: 'paragraph', text: 'No lever is on: baseline and optimized are the same.' }]
      : [
          {
            kind: 'chart',
            title: 'From baseline to optimized',
            sentence: stepSentence(steps),
            chart: waterfall(
              { label: 'Baseline', usd: summary.baselineMonthlyUsd },
              steps.map((step) => ({ ...step, label: step.leverName })),
              { label: 'Optimized', usd: summary.optimizedMonthlyUsd },
            ),
          },
          leverTable({ scenario, result }),
          ...notesOf(steps),
        ];
  return {
    title: 'What each lever changes',
    blocks: [
      ...blocks,
      ...(off.length === 0
        ? []
        : [{ kind: 'paragraph' as const, text: `Off, and in no figure: ${off.map(nameOf).join('; ')}.` }]),
    ],
  };
}

function leverTable({ scenario, result }: Pick<PlanFacts, 'scenario' | 'result'>): Block {
  const { summary, attribution, ranges } = result;
  const shapley = new Map(attribution?.levers.map(({ leverId, shapleyUsd }) => [leverId, shapleyUsd]));
  const bands = new Map(ranges?.levers.map(({ leverId, changeUsd }) => [leverId, changeUsd]));
  const isUncertain = (ranges?.uncertainInputs.length ?? 0) > 0;
  const { savingMonthlyUsd } = summary;
  return {
    kind: 'table',
    id: 'levers',
    title: 'Levers in order, USD a month',
    columns: [
      { key: 'lever', title: 'Lever' },
      { key: 'does', title: 'What it does' },
      { key: 'changeUsd', title: 'Change', isNumber: true },
      ...(isUncertain ? [{ key: 'changeP5P95', title: 'P5 to P95', isNumber: true }] : []),
      { key: 'afterUsd', title: 'Left after it', isNumber: true },
      { key: 'fairShareUsd', title: 'Fair share', isNumber: true },
    ],
    rows: summary.steps.map(({ leverId, leverName, deltaUsd, afterUsd }) => {
      const lever = scenario.levers.find(({ id }) => id === leverId);
      const band = bands.get(leverId);
      const fair = shapley.get(leverId);
      return [
        words(leverName),
        words(lever === undefined ? '' : describeLever(lever)),
        usdChange(deltaUsd),
        ...(isUncertain
          ? [band === undefined ? nothing : words(`${formatUsd(band.p5)} to ${formatUsd(band.p95)}`)]
          : []),
        usd(afterUsd),
        fair === undefined ? nothing : usdChange(fair),
      ];
    }),
    total: [
      words('Together'),
      nothing,
      usdChange(-savingMonthlyUsd),
      ...(isUncertain ? [nothing] : []),
      usd(summary.optimizedMonthlyUsd),
      attribution === undefined ? nothing : usdChange(attribution.totalUsd),
    ] satisfies readonly Cell[],
  };
}

/** The lever's parameters in a few words, and what it acts on. */
function describeLever(lever: Lever): string {
  const { kind, scope } = lever;
  const read = leverAsRead(lever);
  const does = read === undefined ? kind : read.definition.describe(read.values);
  const on = [...(scope.workloads ?? []), ...(scope.calls ?? [])];
  return on.length === 0 ? does : `${does} (only ${on.join(', ')})`;
}

function nameOf({ kind, name }: Lever): string {
  return name ?? leverDefinition(kind)?.name ?? kind;
}

function stepSentence(steps: readonly LeverStep[]): string {
  const largest = steps.reduce((best, step) => (step.deltaUsd < best.deltaUsd ? step : best));
  if (largest.deltaUsd >= 0) return 'No lever saves anything.';
  return `The largest saving after the levers before it comes from ${largest.leverName}: ${formatUsd(-largest.deltaUsd)} a month.`;
}

function notesOf(steps: readonly LeverStep[]): readonly Block[] {
  const items = steps.flatMap(({ leverName, notes }) => notes.map((note) => `${leverName}: ${note}`));
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
