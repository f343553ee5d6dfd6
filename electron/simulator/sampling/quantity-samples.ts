import { lognormalShape, z95, type Distribution } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';
import { betaPert } from '#shared/statistics/beta-pert.ts';
import { normalQuantile } from '#shared/statistics/normal-quantile.ts';
import { truncatedNormal } from '#shared/statistics/truncated-normal.ts';

/**
 * The value of a distribution at a probability: its inverse distribution function, so that a uniform number becomes a
 * sample. What was measured per record averages out over a month: of an empirical quantity only its mean is uncertain,
 * by the standard error sd ÷ √records, with the standard deviation read off P5 and P95 as for a normal distribution.
 */
export function quantileFunction(distribution: Distribution): (probability: number) => number {
  switch (distribution.kind) {
    case 'lognormal': {
      const { mu, sigma } = lognormalShape(distribution);
      return (probability) => Math.exp(mu + sigma * normalQuantile(probability));
    }
    case 'uniform': {
      const { low, high } = distribution;
      return (probability) => low + probability * (high - low);
    }
    case 'triangular':
      return triangularQuantile(distribution);
    case 'beta':
      return betaPert(distribution).quantile;
    case 'normal':
      return truncatedNormal(distribution).quantile;
    case 'empirical': {
      const { mean, p5, p95, records } = distribution;
      const standardError = (p95 - p5) / (2 * z95) / Math.sqrt(records);
      return (probability) => Math.max(0, mean + standardError * normalQuantile(probability));
    }
    default:
      return assertNever(distribution);
  }
}

function triangularQuantile({
  low,
  mode,
  high,
}: Extract<Distribution, { kind: 'triangular' }>): (probability: number) => number {
  const width = high - low;
  if (width === 0) return () => low;
  const turn = (mode - low) / width;
  const rising = width * (mode - low);
  const falling = width * (high - mode);
  return (probability) =>
    probability <= turn ? low + Math.sqrt(probability * rising) : high - Math.sqrt((1 - probability) * falling);
}
