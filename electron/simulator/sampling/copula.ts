import type { Correlation } from '#shared/domain/scenario.ts';
import { normalDistribution } from '#shared/statistics/normal-distribution.ts';
import { normalQuantile } from '#shared/statistics/normal-quantile.ts';

/** What a pivot may fall below 0 by and still count as 0: two inputs that move as one. */
const rounding = 1e-10;

/** Inputs that move together: paths, and the lower triangle that turns independent normal scores into correlated ones. */
export interface Copula {
  readonly paths: readonly string[];
  /** Row i has the weights of scores 0…i. */
  readonly weights: readonly (readonly number[])[];
}

/**
 * The Gaussian copula of some correlations: the Cholesky factor of their matrix, in which pairs that are not named have 0.
 * Of a pair named twice the last one counts.
 * @returns undefined when no inputs can be correlated so: the matrix is not positive semidefinite.
 */
export function gaussianCopula(correlations: readonly Correlation[]): Copula | undefined {
  const paths = [...new Set(correlations.flatMap(({ inputs }) => inputs))];
  const matrix = paths.map((_row, i) => paths.map((_column, j): number => (i === j ? 1 : 0)));
  for (const { inputs, coefficient } of correlations) {
    const [i, j] = [paths.indexOf(inputs[0]), paths.indexOf(inputs[1])];
    const [row, column] = [matrix[i], matrix[j]];
    if (row === undefined || column === undefined) throw new Error('Every named input has a row.');
    row[j] = coefficient;
    column[i] = coefficient;
  }
  const weights = cholesky(matrix);
  return weights === undefined ? undefined : { paths, weights };
}

/** The part of a copula that some inputs make: correlations with inputs that do not vary fall away. */
export function restrictCopula(correlations: readonly Correlation[], varying: ReadonlySet<string>): Copula | undefined {
  return gaussianCopula(correlations.filter(({ inputs }) => inputs.every((path) => varying.has(path))));
}

/** Correlates columns of independent uniform numbers in place, one column for each path of the copula. */
export function correlate({ weights }: Copula, columns: readonly Float64Array[], rows: number): void {
  for (let row = 0; row < rows; row += 1) {
    const scores = columns.map((column) => normalQuantile(column[row] ?? 0.5));
    for (const [index, column] of columns.entries()) {
      let score = 0;
      for (const [other, weight] of (weights[index] ?? []).entries()) score += weight * (scores[other] ?? 0);
      column[row] = insideUnit(normalDistribution(score));
    }
  }
}

/** A distribution may not be asked at 0 or 1. */
function insideUnit(probability: number): number {
  return Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, probability));
}

function cholesky(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const weights: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const other = factor[j] ?? weights;
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= (weights[k] ?? 0) * (other[k] ?? 0);
      if (j === i) {
        if (rest < -rounding) return undefined;
        weights.push(Math.sqrt(Math.max(0, rest)));
      } else {
        const pivot = other[j] ?? 0;
        // Beside a pivot of 0 nothing may be left: the inputs before it decide this one wholly.
        if (pivot === 0 && Math.abs(rest) > Math.sqrt(rounding)) return undefined;
        weights.push(pivot === 0 ? 0 : rest / pivot);
      }
    }
    factor.push(weights);
  }
  return factor;
}
