import { msPerDay, msPerHour } from '#shared/time.ts';

/** How far apart the values of a series are. */
export type Grain = 'hour' | 'day';

/** A series with a value for every step, oldest first. */
export interface RegularSeries {
  readonly grain: Grain;
  /** Instant of the first value, UTC ms. */
  readonly fromMs: number;
  readonly values: Float64Array;
  /** What was done to make it regular: one sentence each. */
  readonly notes: readonly string[];
}

/** Length of a step, ms. Days are those of a calendar without clock changes: a day's label, not an instant. */
export function stepMs(grain: Grain): number {
  return grain === 'hour' ? msPerHour : msPerDay;
}

/** The seasons that a grain has unless told otherwise: the week of days; the day and the week of hours. */
export function usualSeasons(grain: Grain): readonly number[] {
  return grain === 'hour' ? [24, 168] : [7];
}

/** How a step is written: `2026-12-01`, or `2026-12-01T09:00Z`. */
export function stepLabel(atMs: number, grain: Grain): string {
  const text = new Date(atMs).toISOString();
  return grain === 'hour' ? `${text.slice(0, 16)}Z` : text.slice(0, 10);
}

/**
 * Fills steps without a value from the nearest seasons before and after: their mean where both are known.
 * @param values NaN = missing.
 */
export function fillGaps(values: Float64Array, season: number): Float64Array {
  const filled = Float64Array.from(values);
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isNaN(values[index])) continue;
    const known = [nearest(values, index, -season), nearest(values, index, season)].filter(
      (value) => value !== undefined,
    );
    const around =
      known.length > 0
        ? known
        : [nearest(values, index, -1), nearest(values, index, 1)].filter((value) => value !== undefined);
    filled[index] = around.reduce((sum, value) => sum + value, 0) / Math.max(1, around.length);
  }
  return filled;
}

function nearest(values: Float64Array, from: number, step: number): number | undefined {
  for (let index = from + step; index >= 0 && index < values.length; index += step) {
    const value = values[index];
    if (value !== undefined && !Number.isNaN(value)) return value;
  }
  return undefined;
}
