import { describe, expect, it } from 'vitest';
import type { Distribution } from '#shared/domain/quantity.ts';
import { leaf, product, sum } from '../../electron/simulator/expressions.ts';
import { bandOf } from '../../electron/simulator/sampling/bands.ts';
import { compileExpressions } from '../../electron/simulator/sampling/program.ts';
import { sampleRoots } from '../../electron/simulator/sampling/sample-roots.ts';
import { squiggle } from '../squiggle.ts';

/**
 * Our sampled distributions against those of @quri/squiggle-lang 0.10.0, which shares no code with this project: the same
 * inputs by the same published parameters, and sums and products of them.
 */

const samples = 20_000;

const inputs = {
  lognormal: { ours: { kind: 'lognormal', p5: 800, p95: 1500 }, theirs: 'lognormal({p5: 800, p95: 1500})' },
  uniform: { ours: { kind: 'uniform', low: 2, high: 5 }, theirs: 'uniform(2, 5)' },
  triangular: { ours: { kind: 'triangular', low: 1, mode: 2, high: 4 }, theirs: 'triangular(1, 2, 4)' },
} as const satisfies Readonly<Record<string, { readonly ours: Distribution; readonly theirs: string }>>;
type Name = keyof typeof inputs;

const cases: readonly { readonly operation: 'product' | 'sum'; readonly names: readonly Name[] }[] = [
  { operation: 'product', names: ['lognormal'] },
  { operation: 'product', names: ['uniform'] },
  { operation: 'product', names: ['triangular'] },
  { operation: 'product', names: ['lognormal', 'triangular'] },
  { operation: 'product', names: ['uniform', 'triangular'] },
  { operation: 'product', names: ['lognormal', 'uniform', 'triangular'] },
  { operation: 'sum', names: ['uniform', 'triangular'] },
  { operation: 'sum', names: ['lognormal', 'uniform', 'triangular'] },
];

function sampled(operation: 'product' | 'sum', names: readonly Name[]): Float64Array {
  const leaves = names.map((name) => leaf(name, 'factor', 1, { path: name, distribution: inputs[name].ours }));
  const root = { product, sum }[operation]('All of them', 'factor', leaves);
  const [column] = sampleRoots(compileExpressions([root]), { samples, seed: 1 });
  if (column === undefined) throw new Error('One root has one column.');
  return column;
}

function theirCode(operation: 'product' | 'sum', names: readonly Name[]): string {
  const parts = names.map((name) => `SampleSet.fromDist(${inputs[name].theirs})`);
  return `d = ${parts.join(operation === 'sum' ? ' + ' : ' * ')}
[mean(d), quantile(d, 0.05), quantile(d, 0.25), quantile(d, 0.5), quantile(d, 0.75), quantile(d, 0.95)]`;
}

/**
 * Standard error of a quantile: √(p(1 − p) ÷ n) ÷ density there, the density read off the sorted samples around it.
 * Source: A. M. Mood, F. A. Graybill, D. C. Boes, Introduction to the Theory of Statistics (1974), section VI.5.
 */
function quantileError(sorted: Float64Array, probability: number): number {
  const step = 0.02;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const density = (2 * step) / (at(probability + step) - at(probability - step));
  return Math.sqrt((probability * (1 - probability)) / sorted.length) / density;
}

describe('sampled distributions', () => {
  it.each(cases)('agree with squiggle-lang: $operation of $names', async ({ operation, names }) => {
    const column = sampled(operation, names);
    const ours = bandOf(column);
    const sorted = column.toSorted();
    const [mean = NaN, ...quantiles] = await squiggle(theirCode(operation, names), { samples, seed: 'oracle' });
    // Both sides are sampled: their errors add up as squares. Five of them: a fixed seed, so no chance of a flake.
    expect(Math.abs(ours.mean - mean)).toBeLessThan(5 * Math.SQRT2 * ours.standardError);
    const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
    for (const [index, own] of [ours.p5, ours.p25, ours.p50, ours.p75, ours.p95].entries()) {
      const error = quantileError(sorted, probabilities[index] ?? 0);
      expect(Math.abs(own - (quantiles[index] ?? NaN))).toBeLessThan(5 * Math.SQRT2 * error);
    }
  });
});
