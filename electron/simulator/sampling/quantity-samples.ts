import { lognormalShape, z95, type Distribution } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';
import { betaPert } from '#shared/statistics/beta-pert.ts';
import { exponential } from '#shared/statistics/exponential.ts';
import { normalQuantile } from '#shared/statistics/normal-quantile.ts';
import { truncatedNormal } from '#shared/statistics/truncated-normal.ts';

/** Turns the first `rows` numbers of a column, probabilities in (0, 1), into the values of a distribution at them. */
type ColumnQuantiles = (column: Float64Array, rows: number) => void;

/**
 * The values of a distribution at probabilities: its inverse distribution function, so that uniform numbers become
 * samples. What was measured per record averages out over a month: of an empirical quantity only its mean is uncertain,
 * by the standard error sd ÷ √records, with the standard deviation read off P5 and P95 as for a normal distribution.
 * Each kind has a loop of its own over the column: a call for every sample would take as long as the sample.
 */
export function columnQuantiles(distribution: Distribution): ColumnQuantiles {
  switch (distribution.kind) {
    case 'lognormal':
      return lognormalQuantiles(distribution);
    case 'uniform': {
      const { low, high } = distribution;
      return (column, rows) => {
        for (let row = 0; row < rows; row += 1) column[row] = low + (column[row] ?? 0) * (high - low);
      };
    }
    case 'triangular':
      return triangularQuantiles(distribution);
    case 'beta':
      return oneByOne(betaPert(distribution).quantile);
    case 'normal':
      return oneByOne(truncatedNormal(distribution).quantile);
    case 'empirical': {
      const { mean, p5, p95, records } = distribution;
      const standardError = (p95 - p5) / (2 * z95) / Math.sqrt(records);
      return (column, rows) => {
        for (let row = 0; row < rows; row += 1) {
          column[row] = Math.max(0, mean + standardError * normalQuantile(column[row] ?? 0));
        }
      };
    }
    default:
      return assertNever(distribution);
  }
}

/** The value of a distribution at one probability. */
export function quantileFunction(distribution: Distribution): (probability: number) => number {
  const quantiles = columnQuantiles(distribution);
  return (probability) => {
    const column = Float64Array.of(probability);
    quantiles(column, 1);
    return column[0] ?? Number.NaN;
  };
}

function lognormalQuantiles(distribution: Extract<Distribution, { kind: 'lognormal' }>): ColumnQuantiles {
  const { mu, sigma } = lognormalShape(distribution);
  return (column, rows) => {
    for (let row = 0; row < rows; row += 1) column[row] = mu + sigma * normalQuantile(column[row] ?? 0);
    for (let row = 0; row < rows; row += 1) column[row] = exponential(column[row] ?? 0);
  };
}

function triangularQuantiles({ low, mode, high }: Extract<Distribution, { kind: 'triangular' }>): ColumnQuantiles {
  const width = high - low;
  if (width === 0) return (column, rows) => void column.fill(low, 0, rows);
  const turn = (mode - low) / width;
  const rising = width * (mode - low);
  const falling = width * (high - mode);
  return (column, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const probability = column[row] ?? 0;
      column[row] =
        probability <= turn ? low + Math.sqrt(probability * rising) : high - Math.sqrt((1 - probability) * falling);
    }
  };
}

function oneByOne(quantile: (probability: number) => number): ColumnQuantiles {
  return (column, rows) => {
    for (let row = 0; row < rows; row += 1) column[row] = quantile(column[row] ?? 0);
  };
}
