import type { Expression } from '#shared/domain/expression.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Band, Range, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { bandOf } from './bands.ts';
import type { Correlation } from '#shared/domain/scenario.ts';
import { correlate, restrictCopula } from './copula.ts';
import { copyRoot, createColumns, evaluateBlock } from './evaluate.ts';
import { compileExpressions, type Program } from './program.ts';
import { quantileFunction } from './quantity-samples.ts';
import { fillUniforms } from './uniforms.ts';

/** Samples evaluated at a time: the columns of a block stay in the processor's cache. */
const blockRows = 1024;

/** How a run is sampled. */
export interface SamplingOptions {
  /** 1 or more. */
  readonly samples: number;
  /** Any integer; the same seed gives the same figures bit for bit. */
  readonly seed: number;
  /** How inputs move together; inputs that are not named are independent. */
  readonly correlations?: readonly Correlation[] | undefined;
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
  ]);
  const columns = sampleRoots(program, options);
  const sampled = { baseline: columns.slice(0, months.length), optimized: columns.slice(months.length) };
  const mean = { baseline: meanOf(sampled.baseline), optimized: meanOf(sampled.optimized) };
  return {
    seed: options.seed,
    samples: options.samples,
    uncertainInputs: program.inputs.flatMap(({ path }) => path ?? []),
    monthly: rangeOf(mean.baseline, mean.optimized),
    months: months.map(({ month }, index) => ({ month, ...monthRange(sampled, index) })),
    savingProbability: savingProbability(mean.baseline, mean.optimized),
    ...(options.budgetMonthlyUsd === undefined ? {} : { aboveBudget: aboveBudget(mean, options.budgetMonthlyUsd) }),
  };
}

/** Mean of some months' totals, sampled as `sampleSimulation` samples them. */
export function sampleMeanMonth(months: readonly Expression[], options: SamplingOptions): Band {
  return bandOf(meanOf(sampleRoots(compileExpressions(months), options)));
}

function sampleRoots(program: Program, { samples, seed, correlations = [] }: SamplingOptions): readonly Float64Array[] {
  const roots = program.roots.map(() => new Float64Array(samples));
  const columns = createColumns(program, Math.min(blockRows, samples));
  const inputs = program.inputs.flatMap(({ path, distribution }, index) => {
    const column = columns[index];
    if (path === undefined || distribution === undefined || column === undefined) return [];
    return [{ path, column, quantile: quantileFunction(distribution) }];
  });
  const copula = restrictCopula(correlations, new Set(inputs.map(({ path }) => path)));
  if (copula === undefined) throw new Error('A checked scenario has correlations that can be.');
  const together = copula.paths.flatMap((path) => inputs.find((input) => input.path === path)?.column ?? []);
  for (let from = 0; from < samples; from += blockRows) {
    const rows = Math.min(blockRows, samples - from);
    for (const { path, column } of inputs) fillUniforms(column, seed, path, from / blockRows);
    if (together.length > 0) correlate(copula, together, rows);
    for (const { column, quantile } of inputs) {
      for (let row = 0; row < rows; row += 1) column[row] = quantile(column[row] ?? 0);
    }
    evaluateBlock(program, columns, rows);
    for (const [index, target] of roots.entries()) {
      const root = program.roots[index];
      if (root !== undefined) copyRoot(root, columns, rows, target, from);
    }
  }
  return roots;
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
