import type { SpendSource } from '#forecasting';

/** What tracking reads: the ledger, or a test's own usage. */
export type TrackingSource = SpendSource;

/** When usage begins and ends. */
export interface Recorded {
  /** Start of the first and end of the last record, UTC ms; null = nothing is recorded. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** Calendars of all time zones begin their days at a multiple of this. */
const dayGrainMs = 15 * 60_000;

/**
 * When the ledger's usage begins and ends; the end is exclusive, a millisecond after a request that has no length. Whether
 * the last record begins at its end matters only where a day may begin there: only then is it asked.
 */
export function recordedSpan(source: TrackingSource): Recorded {
  const { firstMs, lastMs } = source.usage({ by: [] });
  if (lastMs === null) return { firstMs, lastMs };
  const startsAtEnd = lastMs % dayGrainMs !== 0 || source.usage({ fromMs: lastMs, by: [] }).totals.records > 0;
  return { firstMs, lastMs: startsAtEnd ? lastMs + 1 : lastMs };
}

/**
 * The instant that tracking looks from: now, or the last recorded usage where that is earlier, so that a ledger which is
 * filled once a month shows the month that it knows.
 */
export function asOfMs({ lastMs }: Recorded, nowMs: number): number {
  return lastMs === null ? nowMs : Math.min(nowMs, Math.max(lastMs - 1, 0));
}
