import { advantageOf, followPath, type OutlookCase, type Path, type PathQuestion } from './outlook.ts';

/** P5, P50 and P95 of money paid until the end of each month. */
export interface Band {
  readonly p5: readonly number[];
  readonly p50: readonly number[];
  readonly p95: readonly number[];
}

/** What sampled outlooks say. */
export interface OutlookBands {
  readonly samples: number;
  readonly api: Band;
  readonly fleet: Band;
  /** Share of the samples in which the fleet has cost less in all at the end of the horizon, resale included. */
  readonly winningShare: number;
  readonly netPresentUsd: { readonly p5: number; readonly p50: number; readonly p95: number };
}

/** Ranges with every one given. */
export interface OutlookRanges {
  readonly growthPerMonth: Range;
  readonly apiPriceDeclinePerYear: Range;
  readonly gpuPriceDeclinePerYear: Range;
}

/** A triangular belief. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * Samples outlooks: growth, API prices and GPU prices independently of each other, each triangular.
 * @param random uniform numbers in (0, 1).
 * @param horizonMonths the end at which a winner is named.
 */
export function sampleBands(
  question: PathQuestion,
  ranges: OutlookRanges,
  options: {
    readonly samples: number;
    readonly random: () => number;
    readonly horizonMonths: number;
    readonly months: number;
  },
): OutlookBands {
  const { samples, random, horizonMonths, months } = options;
  const paths: Path[] = [];
  const values: number[] = [];
  let won = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const drawn = drawOutlook(ranges, random);
    const horizon = followPath(question, drawn, horizonMonths);
    values.push(horizon.netPresentUsd);
    if (advantageOf(horizon) > 0) won += 1;
    paths.push(horizonMonths === months ? horizon : followPath(question, drawn, months));
  }
  return {
    samples,
    api: bandOf(paths.map(({ apiUsd }) => apiUsd)),
    fleet: bandOf(paths.map(({ fleetUsd }) => fleetUsd)),
    winningShare: samples === 0 ? 0 : won / samples,
    netPresentUsd: quantiles(values),
  };
}

/** One outlook: growth, API prices and GPU prices independently of each other. @param random uniform numbers in (0, 1). */
export function drawOutlook(ranges: OutlookRanges, random: () => number): OutlookCase {
  return {
    growthPerMonth: triangular(ranges.growthPerMonth, random()),
    apiPriceDeclinePerYear: triangular(ranges.apiPriceDeclinePerYear, random()),
    gpuPriceDeclinePerYear: triangular(ranges.gpuPriceDeclinePerYear, random()),
  };
}

/** Quantile of a triangular distribution. */
export function triangular({ low, likely, high }: Range, probability: number): number {
  const width = high - low;
  if (width === 0) return low;
  return probability <= (likely - low) / width
    ? low + Math.sqrt(probability * width * (likely - low))
    : high - Math.sqrt((1 - probability) * width * (high - likely));
}

function bandOf(paths: readonly (readonly number[])[]): Band {
  const length = paths[0]?.length ?? 0;
  const months = Array.from({ length }, (_, month) => quantiles(paths.map((path) => path[month] ?? 0)));
  return {
    p5: months.map(({ p5 }) => p5),
    p50: months.map(({ p50 }) => p50),
    p95: months.map(({ p95 }) => p95),
  };
}

/** P5, P50 and P95 of some values. */
export function quantiles(values: readonly number[]): {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
} {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p5: at(0.05), p50: at(0.5), p95: at(0.95) };
}
