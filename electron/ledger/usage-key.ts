import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { dayOf, msPerDay, msPerHour } from '#shared/time.ts';

/**
 * Groups are formed on integers and named only when they are shown: dictionary ids for dimensions, indexes for
 * service tiers, ledger ids for imports, hours and days since 1970-01-01T00Z, and months since year 0.
 */

/** Hour that an instant falls in. @param instantMs UTC ms. */
export function hourNumber(instantMs: number): number {
  return Math.floor(instantMs / msPerHour);
}

/** Month that a day falls in. @param day days since 1970-01-01. */
export function monthNumber(day: number): number {
  const date = new Date(day * msPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
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
