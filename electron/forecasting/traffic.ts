import { msPerDay, msPerHour } from '#shared/time.ts';
import type { Survey } from './survey.ts';

/** Days of the month that a trace's month scale refers to. */
export const daysOfScaledMonth = 30;

/** How records become traffic: what one record's request counts for per day. */
export interface TrafficRule {
  /** Requests per day that one recorded request stands for, by month scale; 0 = imports without one. */
  readonly perDay: ReadonlyMap<number, number>;
  /** Observed span of imports without a month scale, days; undefined when there are none. */
  readonly observedDays: number | undefined;
}

/**
 * Traffic per day: an import with a month scale counts `scale ÷ 30` for each request; the others count 1 ÷ (observed
 * span in days), from the first record's start to the last one's end. A span of no length counts as one day.
 */
export function trafficRule({ unscaled, scaled }: Survey): TrafficRule {
  const perDay = new Map<number, number>();
  for (const scale of scaled.keys()) perDay.set(scale, scale / daysOfScaledMonth);
  if (unscaled.records === 0) return { perDay, observedDays: undefined };
  const spanMs = unscaled.toMs - unscaled.fromMs;
  const observedDays = spanMs > 0 ? spanMs / msPerDay : 1;
  perDay.set(0, 1 / observedDays);
  return { perDay, observedDays };
}

/** Fewer requests than hours in a day tell nothing of its shape. */
const fewestRequestsForAShape = 24;

/**
 * Shares of a day's requests by UTC hour: requests of each hour of the day, divided by how often the span held that
 * hour, so that a span of a day and a half does not count some hours double.
 * @param requestsByHour 24 counts.
 * @returns undefined when the span is shorter than a day or holds fewer than 24 requests.
 */
export function hourShares(requestsByHour: Float64Array, fromMs: number, toMs: number): number[] | undefined {
  if (toMs - fromMs < msPerDay) return undefined;
  if (requestsByHour.reduce((sum, requests) => sum + requests, 0) < fewestRequestsForAShape) return undefined;
  const coverage = hoursCovered(fromMs, toMs);
  const rates = Array.from(requestsByHour, (requests, hour) => requests / (coverage[hour] ?? 1));
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => rate / total);
}

/** How many times a span holds each hour of the UTC day, fractions included. */
function hoursCovered(fromMs: number, toMs: number): readonly number[] {
  const wholeDays = Math.floor((toMs - fromMs) / msPerDay);
  const coverage = Array.from({ length: 24 }, () => wholeDays);
  let atMs = fromMs + wholeDays * msPerDay;
  while (atMs < toMs) {
    const nextMs = Math.min(toMs, (Math.floor(atMs / msPerHour) + 1) * msPerHour);
    const hour = Math.floor(atMs / msPerHour) % 24;
    coverage[hour] = (coverage[hour] ?? 0) + (nextMs - atMs) / msPerHour;
    atMs = nextMs;
  }
  return coverage;
}
