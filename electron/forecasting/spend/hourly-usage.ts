import type { UsageGrouping, UsageSelection, UsageSummary } from '#shared/domain/usage-query.ts';
import { msPerHour } from '#shared/time.ts';
import { calendarDay, plusDays, startOfDayMs } from '#shared/zoned-days.ts';
import type { SpendSource } from './source.ts';

/** A group of usage within one hour of UTC, and within one day of a time zone. */
export type HourGroup = UsageSummary['groups'][number] & {
  /** Where its part of the hour begins, UTC ms. */
  readonly startMs: number;
};

/** Usage by hour; first and last instant of all of it. */
export interface HourlyUsage extends Pick<UsageSummary, 'firstMs' | 'lastMs'> {
  readonly groups: readonly HourGroup[];
}

/**
 * Usage by hour of UTC, such that every group is of one day of a time zone: an hour in which a day begins, as everywhere in
 * India, is read in two parts.
 */
export function hourlyUsage(
  source: Pick<SpendSource, 'usage'>,
  selection: UsageSelection,
  timeZone: string,
  by: readonly UsageGrouping[] = [],
): HourlyUsage {
  const { firstMs, lastMs, groups } = source.usage({ ...selection, by: ['hour', ...by] });
  const { fromMs: earliestMs = -Infinity, toMs: latestMs = Infinity } = selection;
  const splits =
    firstMs === null || lastMs === null ? new Map<number, number>() : splitHours(firstMs, lastMs, timeZone);
  const used = new Set<number>();
  const whole = groups.flatMap((group): readonly HourGroup[] => {
    const hourMs = hourStartMs(group.keys.hour);
    if (splits.has(hourMs)) used.add(hourMs);
    return splits.has(hourMs) ? [] : [{ ...group, startMs: Math.max(hourMs, earliestMs) }];
  });
  const parts = [...used].flatMap((hourMs) => {
    const middleMs = splits.get(hourMs) ?? hourMs;
    return [
      [hourMs, middleMs],
      [middleMs, hourMs + msPerHour],
    ].flatMap(([fromMs = 0, toMs = 0]) => {
      const part = { ...selection, fromMs: Math.max(fromMs, earliestMs), toMs: Math.min(toMs, latestMs) };
      if (part.fromMs >= part.toMs) return [];
      const found = source.usage({ ...part, by: ['hour', ...by] });
      return found.groups.map((group) => ({ ...group, startMs: part.fromMs }));
    });
  });
  return { groups: [...whole, ...parts], firstMs, lastMs };
}

/** Hours in which a day of the time zone begins, with the instant at which it does, UTC ms. */
function splitHours(firstMs: number, lastMs: number, timeZone: string): ReadonlyMap<number, number> {
  const splits = new Map<number, number>();
  if (timeZone === 'UTC') return splits;
  for (let day = calendarDay(firstMs, timeZone); ; day = plusDays(day, 1)) {
    const startMs = startOfDayMs(day, timeZone);
    if (startMs > lastMs) return splits;
    if (startMs % msPerHour !== 0) splits.set(startMs - (startMs % msPerHour), startMs);
  }
}

/** `2026-11-22T09` or longer, UTC, as an instant. @throws Error for a group that has no hour: a bug. */
function hourStartMs(hour = ''): number {
  const startMs = Date.parse(`${hour.slice(0, 13)}:00Z`);
  if (Number.isNaN(startMs)) throw new Error(`Not an hour of a group: ${hour}`);
  return startMs;
}
