import type { UsageGrouping, UsageSelection, UsageSummary } from '#shared/domain/usage-query.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { fillGaps, type RegularSeries } from '../series/time-grid.ts';
import { hourlyUsage } from './hourly-usage.ts';
import type { SpendSource } from './source.ts';

/** One group of one day. */
export type DayGroup = UsageSummary['groups'][number] & { readonly day: string };

/** Spend by day, in USD, of complete days. */
export interface DailySpend {
  readonly series: RegularSeries;
  readonly groups: readonly DayGroup[];
  /** First and last day that usage touches, complete or not, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Spend of the last day, which is not complete and not in the series; null = the last day is complete. */
  readonly partialDay: { readonly day: string; readonly usd: number } | null;
}

/**
 * Spend by day of a time zone. A day within the time of some import counts, with 0 where nothing was used; other days are
 * gaps, filled and noted. The first and the last day count where usage reaches their first and last hour; otherwise they are
 * partial and left out. Imports that stand for a part of a month (traces) are left out: their days are no days of spend.
 * Fails `no-usage`.
 */
export function dailySpend(
  source: SpendSource,
  selection: UsageSelection,
  timeZone: string,
  by: readonly UsageGrouping[] = [],
): Result<DailySpend> {
  const imports = source.listImports().filter(({ monthScale, firstMs }) => monthScale === null && firstMs !== null);
  const wanted = selection.filter?.import;
  const used = wanted === undefined ? imports : imports.filter(({ id }) => wanted.includes(id));
  const chosen = { ...selection, filter: { ...selection.filter, import: used.map(({ id }) => id) } };
  const summary = used.length === 0 ? undefined : usageByDay(source, chosen, timeZone, by);
  if (summary?.firstMs === undefined || summary.firstMs === null || summary.lastMs === null) {
    return failure('no-usage', 'The ledger holds no usage by day in this selection, so there is nothing to look at.', {
      nextStep: 'Import a usage file first, or choose a wider selection.',
    });
  }
  const dayAt = dayReader(timeZone);
  const covered = new Set<string>();
  for (const { firstMs, lastMs } of used) {
    for (let atMs = firstMs ?? 0; atMs < (lastMs ?? 0); atMs += msPerHour) covered.add(dayAt(atMs));
    covered.add(dayAt(Math.max(firstMs ?? 0, (lastMs ?? 0) - 1)));
  }
  return success(assemble(summary.groups, covered, summary.firstMs, summary.lastMs, dayAt));
}

function assemble(
  groups: readonly DayGroup[],
  covered: ReadonlySet<string>,
  firstMs: number,
  lastMs: number,
  dayAt: (atMs: number) => string,
): DailySpend {
  const spend = new Map<string, number>();
  for (const { day, costUsd } of groups) spend.set(day, (spend.get(day) ?? 0) + costUsd);
  const firstDay = dayAt(firstMs);
  const lastDay = dayAt(Math.max(firstMs, lastMs - 1));
  // Usage an hour before the day's first, or after its last, would be of another day.
  const isFirstPartial = dayAt(firstMs - msPerHour) === firstDay;
  const isLastPartial = dayAt(lastMs + msPerHour - 1) === lastDay;
  const firstWhole = Date.parse(firstDay) + (isFirstPartial ? msPerDay : 0);
  const wholeDays = (Date.parse(lastDay) - firstWhole) / msPerDay + (isLastPartial ? 0 : 1);
  // Parts of one or two days are all there is: better than nothing, and said.
  const hasWholeDays = wholeDays >= 1;
  const fromMs = hasWholeDays ? firstWhole : Date.parse(firstDay);
  const days = hasWholeDays ? wholeDays : (Date.parse(lastDay) - fromMs) / msPerDay + 1;
  const values = Float64Array.from({ length: days }, (_none, index) => {
    const day = new Date(fromMs + index * msPerDay).toISOString().slice(0, 10);
    return spend.get(day) ?? (covered.has(day) ? 0 : Number.NaN);
  });
  const missing = values.filter(Number.isNaN).length;
  const unpriced = groups.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0);
  return {
    series: {
      grain: 'day',
      fromMs,
      values: fillGaps(values, 7),
      notes: [
        ...(hasWholeDays ? [] : ['No day is complete: what there is of it is all that is known.']),
        ...(hasWholeDays && isFirstPartial ? [`${firstDay} is left out: usage begins within the day.`] : []),
        ...(hasWholeDays && isLastPartial ? [`${lastDay} is left out: usage ends within the day.`] : []),
        ...(missing > 0
          ? [`${missing} ${missing === 1 ? 'day is' : 'days are'} in no import and filled from the weeks around them.`]
          : []),
        ...(unpriced > 0
          ? [`${unpriced.toLocaleString('en-US')} tokens have no price: their cost is not in these figures.`]
          : []),
      ],
    },
    groups,
    firstDay,
    lastDay,
    partialDay: hasWholeDays && isLastPartial ? { day: lastDay, usd: spend.get(lastDay) ?? 0 } : null,
  };
}

function usageByDay(
  source: SpendSource,
  selection: UsageSelection,
  timeZone: string,
  by: readonly UsageGrouping[],
): Pick<UsageSummary, 'firstMs' | 'lastMs'> & { readonly groups: readonly DayGroup[] } {
  if (timeZone === 'UTC') {
    const { groups, firstMs, lastMs } = source.usage({ ...selection, by: ['day', ...by] });
    return { firstMs, lastMs, groups: groups.map((group) => ({ ...group, day: group.keys.day ?? '' })) };
  }
  const dayAt = dayReader(timeZone);
  const { groups, firstMs, lastMs } = hourlyUsage(source, selection, timeZone, by);
  return { firstMs, lastMs, groups: groups.map((group) => ({ ...group, day: dayAt(group.startMs) })) };
}

/** Which day an instant belongs to in a time zone, `YYYY-MM-DD`. */
function dayReader(timeZone: string): (atMs: number) => string {
  if (timeZone === 'UTC') return (atMs) => new Date(atMs).toISOString().slice(0, 10);
  // The Swedish way of writing a date is ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (atMs) => format.format(atMs);
}
