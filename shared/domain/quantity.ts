import { z } from 'zod';
import { ledgerBindingSchema } from './ledger-binding.ts';
import { betaPert } from '../statistics/beta-pert.ts';
import { truncatedNormal, type Moments } from '../statistics/truncated-normal.ts';

/**
 * A quantity is a number or a distribution. The closed form uses its mean; sampling engines use its shape.
 * Values are non-negative, in the unit that the field's name says.
 */

/** Far above any traffic or token count; keeps products of several quantities finite. */
const maxAmount = 1e15;
const amount = z.number().nonnegative().max(maxAmount);
/** A plain number. */
export { amount as amountSchema };

/** Lognormal by its 5th and 95th percentiles, both above zero. */
const lognormalSchema = z
  .strictObject({ kind: z.literal('lognormal'), p5: amount.positive(), p95: amount.positive() })
  .refine((range) => range.p5 <= range.p95, { message: 'p5 must not be above p95', path: ['p95'] })
  .refine((range) => lognormalMean(range) <= maxAmount, { message: 'the range is too wide: its mean is beyond 10^15' });

const uniformSchema = z
  .strictObject({ kind: z.literal('uniform'), low: amount, high: amount })
  .refine((range) => range.low <= range.high, { message: 'low must not be above high', path: ['high'] });

const triangularSchema = z
  .strictObject({ kind: z.literal('triangular'), low: amount, mode: amount, high: amount })
  .refine((range) => range.low <= range.mode && range.mode <= range.high, {
    message: 'low, mode and high must ascend',
    path: ['mode'],
  });

/** Beta by its bounds and likeliest value, as PERT does: see `betaPert`. Between 0 and 1 it suits shares. */
const betaSchema = z
  .strictObject({ kind: z.literal('beta'), low: amount, mode: amount, high: amount })
  .refine((range) => range.low <= range.mode && range.mode <= range.high, {
    message: 'low, mode and high must ascend',
    path: ['mode'],
  });

/** Normal, cut off below 0: `mean` and `sd` (standard deviation) are those before the cut. */
const normalSchema = z.strictObject({ kind: z.literal('normal'), mean: amount, sd: amount });

/** What was observed in the ledger: mean and quantiles, with the number of records behind them. */
export const empiricalSchema = z
  .strictObject({
    kind: z.literal('empirical'),
    mean: amount,
    p5: amount,
    p25: amount,
    p50: amount,
    p75: amount,
    p95: amount,
    /** How many were observed: records, or the days or conversations of a binding. */
    records: z.number().int().positive(),
    /** How the ledger gives it anew; absent = it was observed once, by calibration or elsewhere. */
    binding: ledgerBindingSchema.optional(),
  })
  .refine(({ p5, p25, p50, p75, p95 }) => p5 <= p25 && p25 <= p50 && p50 <= p75 && p75 <= p95, {
    message: 'quantiles must ascend',
    path: ['p5'],
  });

/** A distribution of non-negative numbers. */
export const distributionSchema = z
  .discriminatedUnion('kind', [
    lognormalSchema,
    uniformSchema,
    triangularSchema,
    betaSchema,
    normalSchema,
    empiricalSchema,
  ])
  .meta({ id: 'distribution' });
export type Distribution = z.infer<typeof distributionSchema>;
/** Their names in files. */
export const distributionKinds = [
  'lognormal',
  'uniform',
  'triangular',
  'beta',
  'normal',
  'empirical',
] as const satisfies readonly Distribution['kind'][];
export type EmpiricalQuantity = z.infer<typeof empiricalSchema>;

export const quantitySchema = z.union([amount, distributionSchema]).meta({ id: 'quantity' });
/** A non-negative number, or a distribution of non-negative numbers. */
export type Quantity = z.infer<typeof quantitySchema>;

/** A number between two bounds, or a distribution that stays below the upper one, as those of a bounded kind and measured ones can. */
export function boundedQuantity(least: number, most: number): z.ZodType<Quantity, Quantity> {
  return z.union([
    z.number().min(least).max(most),
    distributionSchema.refine((range) => highestOf(range) <= most, {
      message: `must stay at or below ${most}: give lowest and highest, or a measured share`,
    }),
  ]);
}

/**
 * A number, or a distribution that keeps to the bounds that the number has.
 * @param plain the number by itself. @param least no value may be below it. @param most one value in twenty may be above it.
 */
export function quantityWithin(plain: z.ZodNumber, least: number, most: number): z.ZodType<Quantity, Quantity> {
  return z
    .union([plain, distributionSchema])
    .refine((quantity) => typeof quantity === 'number' || lowestOf(quantity) >= least, {
      message: `must not go below ${least}`,
    })
    .refine((quantity) => quantileRange(quantity).p95 <= most, { message: `must stay at or below ${most}` });
}

/** A share, or a distribution of shares. */
export const shareQuantitySchema = boundedQuantity(0, 1).meta({ id: 'shareQuantity' });

/** The highest value that is taken for possible; of what was measured, P95. */
export function highestOf(range: Distribution): number {
  switch (range.kind) {
    case 'uniform':
    case 'triangular':
    case 'beta':
      return range.high;
    case 'empirical':
      return range.p95;
    case 'lognormal':
    case 'normal':
      return Infinity;
  }
}

/** The lowest value that is drawn: of a lognormal, which has none, P5; of what was measured, six standard errors below its mean. */
function lowestOf(range: Distribution): number {
  switch (range.kind) {
    case 'uniform':
    case 'triangular':
    case 'beta':
      return range.low;
    case 'lognormal':
      return range.p5;
    case 'empirical':
      return Math.max(0, range.mean - 6 * Math.sqrt(varianceOf(range) / range.records));
    case 'normal':
      return 0;
  }
}

/** 95th percentile of the standard normal distribution. */
export const z95 = 1.6448536269514722;

/** Mean of a quantity, in the quantity's own unit. Lognormal: exp(mu + sigma^2 / 2) from its P5 and P95. */
export function meanOf(quantity: Quantity): number {
  if (typeof quantity === 'number') return quantity;
  switch (quantity.kind) {
    case 'lognormal':
      return lognormalMean(quantity);
    case 'uniform':
      return (quantity.low + quantity.high) / 2;
    case 'triangular':
      return (quantity.low + quantity.mode + quantity.high) / 3;
    case 'beta':
      return betaPert(quantity).mean;
    case 'normal':
      return truncatedNormal(quantity).mean;
    case 'empirical':
      return quantity.mean;
  }
}

/**
 * Variance of a quantity, in the square of its unit; 0 for a number. Of an empirical quantity it is that of the records
 * observed, read off P5 and P95 as for a normal distribution.
 */
export function varianceOf(quantity: Quantity): number {
  if (typeof quantity === 'number') return 0;
  switch (quantity.kind) {
    case 'lognormal': {
      const { sigma } = lognormalShape(quantity);
      return Math.expm1(sigma * sigma) * lognormalMean(quantity) ** 2;
    }
    case 'uniform':
      return (quantity.high - quantity.low) ** 2 / 12;
    case 'triangular': {
      const { low, mode, high } = quantity;
      return (low ** 2 + mode ** 2 + high ** 2 - low * mode - low * high - mode * high) / 18;
    }
    case 'beta':
      return betaPert(quantity).variance;
    case 'normal':
      return truncatedNormal(quantity).variance;
    case 'empirical':
      return ((quantity.p95 - quantity.p5) / (2 * z95)) ** 2;
  }
}

function lognormalMean(range: { readonly p5: number; readonly p95: number }): number {
  const { mu, sigma } = lognormalShape(range);
  return Math.exp(mu + (sigma * sigma) / 2);
}

/** Mean and standard deviation of a lognormal quantity's logarithm, from its P5 and P95. */
export function lognormalShape({ p5, p95 }: { readonly p5: number; readonly p95: number }): {
  readonly mu: number;
  readonly sigma: number;
} {
  return { mu: (Math.log(p5) + Math.log(p95)) / 2, sigma: (Math.log(p95) - Math.log(p5)) / (2 * z95) };
}

/**
 * 5th and 95th percentiles of a quantity, in the quantity's own unit; a plain number is its own percentile.
 * Bounded ones and the normal by their inverse distribution functions.
 */
export function quantileRange(quantity: Quantity): { readonly p5: number; readonly p95: number } {
  if (typeof quantity === 'number') return { p5: quantity, p95: quantity };
  switch (quantity.kind) {
    case 'lognormal':
    case 'empirical':
      return { p5: quantity.p5, p95: quantity.p95 };
    case 'uniform': {
      const width = quantity.high - quantity.low;
      return { p5: quantity.low + 0.05 * width, p95: quantity.low + 0.95 * width };
    }
    case 'triangular':
      return { p5: triangularQuantile(quantity, 0.05), p95: triangularQuantile(quantity, 0.95) };
    case 'beta':
      return outerQuantiles(betaPert(quantity));
    case 'normal':
      return outerQuantiles(truncatedNormal(quantity));
  }
}

function outerQuantiles({ quantile }: Moments): { readonly p5: number; readonly p95: number } {
  return { p5: quantile(0.05), p95: quantile(0.95) };
}

function triangularQuantile(
  { low, mode, high }: { readonly low: number; readonly mode: number; readonly high: number },
  probability: number,
): number {
  const width = high - low;
  if (width === 0) return low;
  return probability <= (mode - low) / width
    ? low + Math.sqrt(probability * width * (mode - low))
    : high - Math.sqrt((1 - probability) * width * (high - mode));
}
