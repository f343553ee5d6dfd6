import { drawOutlook, quantiles, type OutlookRanges } from './bands.ts';
import { advantageOf, followPath, type OutlookCase, type PathQuestion } from './outlook.ts';

/** P5 and P95 around what is likely, USD of the mean month. */
export interface VolumeBand {
  readonly p5: number;
  readonly likely: number;
  readonly p95: number;
}

/** Both lines at one volume. */
export interface VolumePoint {
  /** Multiple of the demand at hand, in the first month. */
  readonly factor: number;
  readonly api: VolumeBand;
  readonly fleet: VolumeBand;
}

/** Fleet and API over the volume, with what sampled outlooks do to them. */
export interface OverVolume {
  readonly samples: number;
  /** Ascending from no traffic. */
  readonly points: readonly VolumePoint[];
  /** Multiples of the demand from which on the fleet costs less over the horizon; null = not below `searched`. */
  readonly crossing: { readonly p5: number | null; readonly p50: number | null; readonly p95: number | null };
  /** Share of the outlooks in which the lines meet at all, as far as was searched. */
  readonly meetingShare: number;
  /** Largest multiple of the demand that was looked at. */
  readonly searched: number;
}

/** Steps of the drawn volumes from zero to the end. */
const steps = 20;
/** Beyond the drawn volumes, where lines that have not met are still sought. */
const further = [1.5, 2, 3, 4, 6, 8, 12, 16, 32, 64, 128];

/**
 * What a mean month of the horizon costs either way, if the traffic of the first month is a multiple of the demand. Each outlook
 * draws growth, API prices and GPU prices; the same outlooks are used at every volume, so that the lines move together.
 * @param upTo largest multiple of the demand that is drawn.
 * @param random uniform numbers in (0, 1).
 */
export function costsOverVolume(
  question: PathQuestion,
  likely: OutlookCase,
  ranges: OutlookRanges,
  options: {
    readonly upTo: number;
    readonly samples: number;
    readonly random: () => number;
    readonly horizonMonths: number;
  },
): OverVolume {
  const { upTo, samples, random, horizonMonths } = options;
  const factors = Array.from({ length: steps + 1 }, (_, step) => (step * upTo) / steps);
  const outlooks = Array.from({ length: samples }, () => drawOutlook(ranges, random));
  const sampled = outlooks.map((outlook) =>
    factors.map((factor) => meanMonth(question, outlook, factor, horizonMonths)),
  );
  const crossings = outlooks.map((outlook, sample) =>
    crossingOf(factors, sampled[sample] ?? [], (factor) => meanMonth(question, outlook, factor, horizonMonths)),
  );
  const found = quantiles(crossings.map((factor) => factor ?? Infinity));
  const finite = (factor: number): number | null => (Number.isFinite(factor) ? factor : null);
  return {
    samples,
    points: factors.map((factor, index) => {
      const middle = meanMonth(question, likely, factor, horizonMonths);
      const band = (line: keyof MeanMonth): VolumeBand => {
        const { p5, p95 } = quantiles(sampled.map((costs) => costs[index]?.[line] ?? 0));
        return { p5, likely: middle[line], p95 };
      };
      return { factor, api: band('apiUsd'), fleet: band('fleetUsd') };
    }),
    crossing: { p5: finite(found.p5), p50: finite(found.p50), p95: finite(found.p95) },
    meetingShare: samples === 0 ? 0 : crossings.filter((factor) => factor !== undefined).length / samples,
    searched: upTo * (further.at(-1) ?? 1),
  };
}

interface MeanMonth {
  readonly apiUsd: number;
  /** Cash, less what the hardware sells for at the end. */
  readonly fleetUsd: number;
}

function meanMonth(question: PathQuestion, outlook: OutlookCase, factor: number, months: number): MeanMonth {
  const { costsAt, apiUsdPerMonth } = question;
  const path = followPath(
    { ...question, costsAt: (volume) => costsAt(volume * factor), apiUsdPerMonth: apiUsdPerMonth * factor },
    outlook,
    months,
  );
  const apiUsd = path.apiUsd.at(-1) ?? 0;
  return { apiUsd: apiUsd / months, fleetUsd: (apiUsd - advantageOf(path)) / months };
}

/** The first volume at which the fleet costs no more, along a straight line from the volume before it. */
function crossingOf(
  factors: readonly number[],
  known: readonly MeanMonth[],
  at: (factor: number) => MeanMonth,
): number | undefined {
  const last = factors.at(-1) ?? 0;
  let before: { readonly factor: number; readonly gap: number } | undefined;
  for (const [index, factor] of [...factors, ...further.map((times) => last * times)].entries()) {
    const { apiUsd, fleetUsd } = known[index] ?? at(factor);
    const gap = fleetUsd - apiUsd;
    if (gap <= 0 && factor > 0) {
      return before === undefined || before.gap <= 0
        ? factor
        : before.factor + ((factor - before.factor) * before.gap) / (before.gap - gap);
    }
    before = { factor, gap };
  }
  return undefined;
}
