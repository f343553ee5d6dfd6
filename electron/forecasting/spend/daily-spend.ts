import type { UsageGrouping, UsageSelection, UsageSummary } from '#shared/domain/usage-query.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { fillGaps, type RegularSeries } from '../series/time-grid.ts';
import { dayReader } from '#shared/zoned-days.ts';
import { hourlyUsage } from './hourly-usage.ts';
import { beginsWithinDay, recordedDays } from './recorded-days.ts';
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
  const recorded = recordedDays(source, selection, timeZone);
  const summary = recorded && usageByDay(source, recorded.selection, timeZone, by);
  if (recorded === undefined || summary === undefined || summary.firstMs === null || summary.lastMs === null) {
    return failure('no-usage', 'The ledger holds no usage by day in this selection, so there is nothing to look at.', {
      nextStep: 'Import a usage file first, or choose a wider selection.',
    });
  }
  return success(assemble(summary.groups, recorded.days, summary.firstMs, summary.lastMs, dayReader(timeZone)));
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
  const isFirstPartial = beginsWithinDay(firstMs, dayAt);
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
