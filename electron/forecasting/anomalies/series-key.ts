import type { AnomalyQuery } from '#shared/domain/anomaly.ts';

/**
 * Names the series that a query looks at: the time zone of its days and the usage that counts, in an order of its own. The
 * time asked for and the floors are no part of it, so that a mark on a day is found again by every look at the same usage.
 */
export function seriesKey({ timeZone, filter = {} }: Pick<AnomalyQuery, 'timeZone' | 'filter'>): string {
  const chosen = Object.entries(filter)
    .filter(([, names]) => names !== undefined)
    .map(([dimension, names]) => [dimension, [...new Set((names ?? []).map(String))].sort()])
    .sort(([left], [right]) => ((left ?? '') < (right ?? '') ? -1 : 1));
  return JSON.stringify({ timeZone, filter: Object.fromEntries(chosen) });
}
