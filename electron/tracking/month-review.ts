import type { Catalogue } from '#pricing';
import { hourlyUsage } from '#forecasting';
import { splitChange } from '#simulator';
import type { ChangeSplit } from '#shared/domain/attribution.ts';
import type { PeriodSpan } from '#shared/domain/budget.ts';
import type { UsageGrouping, UsageSummary } from '#shared/domain/usage-query.ts';
import { dayOf, type MonthText } from '#shared/time.ts';
import { monthSpan, periodAt } from './budget-period.ts';
import { actualPeriod } from './plan/actual-period.ts';
import { usdOf } from './spend-shares.ts';
import type { TrackingSource } from './tracking-source.ts';
import { calendarDay } from '#shared/zoned-days.ts';

/** What usage of a month is broken down by. */
const dimensions = ['provider', 'model', 'project', 'task'] as const satisfies readonly UsageGrouping[];

/** One month of a ledger beside the month before. */
export interface MonthReview {
  readonly span: PeriodSpan;
  readonly usage: UsageSummary;
  readonly byDimension: readonly { readonly by: (typeof dimensions)[number]; readonly usage: UsageSummary }[];
  /** USD of each day of the month that has usage, in order. */
  readonly days: readonly { readonly day: string; readonly usd: number }[];
  readonly before: UsageSummary;
  /** Why the month cost more or less than the one before; null where that has no usage. The parts sum exactly. */
  readonly change: ChangeSplit | null;
}

/** Looks at a month, in a time zone. @param month `YYYY-MM`. */
export function reviewMonth(
  source: TrackingSource,
  catalogue: Catalogue,
  { month, timeZone }: { readonly month: MonthText; readonly timeZone: string },
): MonthReview {
  const span = monthSpan(month, timeZone);
  const spanBefore = periodAt({ period: 'month', timeZone }, span.fromMs - 1);
  const before = source.usage({ ...spanBefore, by: [] });
  return {
    span,
    usage: source.usage({ ...span, by: [] }),
    byDimension: dimensions.map((by) => ({ by, usage: source.usage({ ...span, by: [by] }) })),
    days: spendByDay(source, span, timeZone),
    before,
    change: before.totals.records === 0 ? null : changeBetween(source, catalogue, spanBefore, span),
  };
}

function spendByDay(source: TrackingSource, span: PeriodSpan, timeZone: string): MonthReview['days'] {
  const sums = new Map<string, number>();
  for (const group of hourlyUsage(source, span, timeZone).groups) {
    const { year, month, day } = calendarDay(group.startMs, timeZone);
    const label = dayOf(Date.UTC(year, month - 1, day));
    sums.set(label, (sums.get(label) ?? 0) + usdOf(group));
  }
  return [...sums].map(([day, usd]) => ({ day, usd })).sort((left, right) => (left.day < right.day ? -1 : 1));
}

const noPlan = { requests: new Map<string, number>(), cells: [], feesUsd: 0 };

/** Of what has a price: what the rest cost is not known in either month. */
function changeBetween(
  source: TrackingSource,
  catalogue: Catalogue,
  before: PeriodSpan,
  after: PeriodSpan,
): ChangeSplit {
  const [from, to] = [before, after].map((span) => {
    const { groups } = source.usage({ ...span, by: ['provider', 'model', 'serviceTier', 'project'] });
    const priced = groups
      .filter(({ records, unpricedRecords }) => unpricedRecords < records)
      .map((group) => ({ ...group, unpricedTokens: 0 }));
    return actualPeriod(priced, noPlan, { ofProject: (project) => project }, catalogue, span.toMs - 1).cost;
  });
  return splitChange(from ?? noPlan, to ?? noPlan);
}
