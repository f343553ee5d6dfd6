import type { Expression } from '#shared/domain/expression.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Band, Range, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { formatUsd } from '#shared/money.ts';
import { leaf, quotient, sum } from '../expressions.ts';
import { bandOf } from './bands.ts';
import { compileExpressions } from './program.ts';
import { sampleRoots, type Drawing } from './sample-roots.ts';

/** How a run is sampled. */
export interface SamplingOptions extends Drawing {
  /** Asks how likely the mean month is above this, USD. */
  readonly budgetMonthlyUsd?: number | undefined;
}

/** Amounts of both sides, one column of samples for each month. */
interface SampledMonths {
  readonly baseline: readonly Float64Array[];
  readonly optimized: readonly Float64Array[];
}

/**
 * Monte Carlo over a simulation's own formulas: every uncertain input is sampled, every month's totals are evaluated for
 * both sides on the same samples. What a formula decided by the mean (a long-context price, a
 * minimum cacheable prompt) stays as decided.
 */
export function sampleSimulation(result: SimulationResult, options: SamplingOptions): SimulationRanges {
  const { months } = result;
  const program = compileExpressions([
    ...months.map(({ baseline }) => baseline.expression),
    ...months.map(({ optimized }) => optimized.expression),
    ...leverChanges(result),
  ]);
  const columns = sampleRoots(program, options);
  const sampled = {
    baseline: columns.slice(0, months.length),
    optimized: columns.slice(months.length, 2 * months.length),
  };
  const mean = { baseline: meanOf(sampled.baseline), optimized: meanOf(sampled.optimized) };
  const monthly = rangeOf(mean.baseline, mean.optimized);
  const note = meanNote(result.summary, monthly);
  return {
    sequence: options.sequence ?? 'random',
    seed: options.seed,
    samples: options.samples,
    uncertainInputs: program.inputs.flatMap(({ path }) => path ?? []),
    monthly,
    ...(note === undefined ? {} : { meanNote: note }),
    months: months.map(({ month }, index) => ({ month, ...monthRange(sampled, index) })),
    levers: leverRanges(result, columns.slice(2 * months.length)),
    savingProbability: savingProbability(mean.baseline, mean.optimized),
    ...(options.budgetMonthlyUsd === undefined ? {} : { aboveBudget: aboveBudget(mean, options.budgetMonthlyUsd) }),
  };
}

/** Standard errors by which a mean may miss the headline by chance: once in sixteen thousand runs. */
const errorsByChance = 4;

/** Says that the means are not the headline where a cost bends in a range: growth, a limit, a number that divides. */
function meanNote(
  { baselineMonthlyUsd, optimizedMonthlyUsd }: SimulationResult['summary'],
  { baselineUsd, optimizedUsd }: Range,
): string | undefined {
  const isApart = ({ mean, standardError }: Band, headline: number): boolean =>
    Math.abs(mean - headline) > errorsByChance * standardError + rounding * Math.abs(headline);
  if (!isApart(baselineUsd, baselineMonthlyUsd) && !isApart(optimizedUsd, optimizedMonthlyUsd)) return undefined;
  return (
    `The samples average ${formatUsd(baselineUsd.mean)} before and ${formatUsd(optimizedUsd.mean)} after the levers, the headline is ` +
    `${formatUsd(baselineMonthlyUsd)} and ${formatUsd(optimizedMonthlyUsd)}: it takes each range at its mean, and the cost does not rise in a straight line with all of them.`
  );
}

/** What float64 sums of a few hundred numbers may differ by. */
const rounding = 1e-9;

/** Mean of some months' totals, sampled as `sampleSimulation` samples them. */
export function sampleMeanMonth(months: readonly Expression[], options: SamplingOptions): Band {
  return bandOf(meanOf(sampleRoots(compileExpressions(months), options)));
}

/** What each lever changes in the mean month, as a formula. */
function leverChanges({ months, summary }: SimulationResult): readonly Expression[] {
  const count = leaf('Months in the horizon', 'factor', months.length, { path: 'calendar.months' });
  return summary.steps.map(({ leverName }, index) =>
    quotient(
      `Change by ${leverName}`,
      'USD',
      sum(
        'Sum of the months',
        'USD',
        months.flatMap(({ waterfall }) => waterfall[index]?.expression ?? []),
      ),
      count,
    ),
  );
}

function leverRanges({ summary }: SimulationResult, changes: readonly Float64Array[]): SimulationRanges['levers'] {
  return summary.steps.flatMap(({ leverId, leverName }, index) => {
    const change = changes[index];
    if (change === undefined) return [];
    const unchanged = new Float64Array(change.length);
    return [{ leverId, leverName, changeUsd: bandOf(change), savingProbability: savingProbability(unchanged, change) }];
  });
}

function meanOf(columns: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(columns[0]?.length ?? 0);
  for (const column of columns)
    for (let row = 0; row < mean.length; row += 1) mean[row] = at(mean, row) + at(column, row);
  for (let row = 0; row < mean.length; row += 1) mean[row] = at(mean, row) / columns.length;
  return mean;
}

function monthRange({ baseline, optimized }: SampledMonths, index: number): Range {
  const [before, after] = [baseline[index], optimized[index]];
  if (before === undefined || after === undefined) throw new Error(`Month ${index} was not sampled.`);
  return rangeOf(before, after);
}

function rangeOf(baseline: Float64Array, optimized: Float64Array): Range {
  const saving = baseline.map((usd, row) => usd - at(optimized, row));
  return { baselineUsd: bandOf(baseline), optimizedUsd: bandOf(optimized), savingUsd: bandOf(saving) };
}

function savingProbability(baseline: Float64Array, optimized: Float64Array): number | null {
  let [saves, differs] = [0, 0];
  baseline.forEach((usd, row) => {
    if (at(optimized, row) < usd) saves += 1;
    if (at(optimized, row) !== usd) differs += 1;
  });
  return differs === 0 ? null : saves / baseline.length;
}

function aboveBudget(
  { baseline, optimized }: { readonly baseline: Float64Array; readonly optimized: Float64Array },
  budgetMonthlyUsd: number,
): NonNullable<SimulationRanges['aboveBudget']> {
  const share = (amounts: Float64Array): number =>
    amounts.filter((usd) => usd > budgetMonthlyUsd).length / amounts.length;
  return { budgetMonthlyUsd, baselineProbability: share(baseline), optimizedProbability: share(optimized) };
}

function at(column: Float64Array, row: number): number {
  return column[row] ?? 0;
}
