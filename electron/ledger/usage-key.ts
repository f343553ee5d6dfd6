import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { dayOf, msPerDay, msPerHour } from '#shared/time.ts';

/**
 * Groups are formed on integers and named only when they are shown: dictionary ids for dimensions, indexes for
 * service tiers, ledger ids for imports, hours and days since 1970-01-01T00Z, and months since year 0.
 */

const hoursPerDay = 24;

/** Month that a day falls in. @param day days since 1970-01-01. */
export function monthNumber(day: number): number {
  const date = new Date(day * msPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Months of many days; the days of a month mostly stand together. */
export function monthNumbers(days: ArrayLike<number>): Float64Array {
  const months = new Float64Array(days.length);
  let lastDay = Number.NaN;
  let lastMonth = 0;
  for (let row = 0; row < days.length; row++) {
    const day = days[row] ?? 0;
    if (day !== lastDay) {
      lastDay = day;
      lastMonth = monthNumber(day);
    }
    months[row] = lastMonth;
  }
  return months;
}

/** A key of time that follows from a finer one that is there. @throws RangeError when there is none. */
export function derivedKey(keys: ReadonlyMap<UsageGrouping, Float64Array>, grouping: UsageGrouping): Float64Array {
  const hours = keys.get('hour');
  const days = keys.get('day') ?? hours?.map((hour) => Math.floor(hour / hoursPerDay));
  if (grouping === 'day' && days !== undefined) return days;
  if (grouping === 'month' && days !== undefined) return monthNumbers(days);
  throw new RangeError(`These groups do not keep ${grouping} apart.`);
}

/** Writes a key: names of dimensions and tiers, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-MM-DDTHH:00Z`, the id of an import. */
export function keyText(grouping: UsageGrouping, key: number, dictionary: UsageDictionary): string {
  switch (grouping) {
    case 'hour':
      return `${new Date(key * msPerHour).toISOString().slice(0, 13)}:00Z`;
    case 'day':
      return dayOf(key * msPerDay);
    case 'month':
      return `${String(Math.floor(key / 12)).padStart(4, '0')}-${String((key % 12) + 1).padStart(2, '0')}`;
    case 'import':
      return String(key);
    case 'serviceTier':
      return serviceTiers[key] ?? '';
    case 'provider':
    case 'model':
    case 'project':
    case 'user':
    case 'task':
    case 'conversation':
      return dictionary.name(grouping, key);
  }
}
