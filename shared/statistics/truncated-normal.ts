import { normalDistribution } from './normal-distribution.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A normal distribution cut off below 0, by its mean and standard deviation before the cut. */
export interface NormalShape {
  readonly mean: number;
  readonly sd: number;
}

/** Mean, variance and quantiles of a distribution, in its own unit. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** @param probability 0…1. */
  readonly quantile: (probability: number) => number;
}

const smallestProbability = 1e-300;

/**
 * A normal distribution of which only what is not negative counts. With α = −mean ÷ sd and λ = φ(α) ÷ (1 − Φ(α)) its mean
 * is mean + sd·λ and its variance sd²·(1 + α·λ − λ²).
 * Source: N. L. Johnson, S. Kotz, N. Balakrishnan, Continuous Univariate Distributions 1 (1994), section 10.1.
 * @param shape mean ≥ 0, so that at least half of the distribution counts.
 */
export function truncatedNormal({ mean, sd }: NormalShape): Moments {
  if (sd === 0) return { mean, variance: 0, quantile: () => mean };
  const alpha = -mean / sd;
  const counted = normalDistribution(-alpha);
  const lambda = Math.exp((-alpha * alpha) / 2) / Math.sqrt(2 * Math.PI) / counted;
  return {
    mean: mean + sd * lambda,
    variance: sd * sd * (1 + alpha * lambda - lambda * lambda),
    quantile(probability) {
      // From the upper end, where the numbers near 1 are told apart.
      const above = Math.max((1 - probability) * counted, smallestProbability);
      return Math.max(0, mean - sd * normalQuantile(above));
    },
  };
}
