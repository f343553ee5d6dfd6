import type { Expression } from '#shared/domain/expression.ts';
import type { Calendar, Growth } from '#shared/domain/calendar.ts';
import { meanOf, type Distribution, type Quantity } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';
import { addMonths, monthStartMs, msPerDay, weekdayOf } from '#shared/time.ts';
import { leaf, product, sum } from './expressions.ts';
import { percent } from './percent.ts';
import { quantityLeaf } from './quantity-leaf.ts';
import { uncertainGrowth } from './uncertain-growth.ts';

/** One month of the horizon. */
export interface PlanMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** First instant, UTC ms: the prices in force then hold all month. */
  readonly startMs: number;
  /** First instant of the next month, UTC ms. */
  readonly endMs: number;
  readonly days: Expression;
  /** Traffic as a multiple of the first month's: (1 + growth)^months. */
  readonly growth: Expression;
  /** Days and growth: all that makes a month of most workloads' requests per day. */
  readonly factors: readonly Expression[];
}

/** The months of each calendar: a slider, a sensitivity and an optimiser ask for the same one over and over, and mutate none. */
const known = new WeakMap<Calendar, readonly PlanMonth[]>();

/** The months of a scenario, in order. */
export function planMonths(calendar: Calendar): readonly PlanMonth[] {
  const earlier = known.get(calendar);
  if (earlier !== undefined) return earlier;
  const months = monthsOf(calendar);
  known.set(calendar, months);
  return months;
}

function monthsOf(calendar: Calendar): readonly PlanMonth[] {
  const months: PlanMonth[] = [];
  const growthAfter = growthOf(calendar.growth);
  let month = calendar.startMonth;
  let startMs = monthStartMs(month);
  for (let index = 0; index < calendar.months; index += 1) {
    const next = addMonths(month, 1);
    const endMs = monthStartMs(next);
    const days = daysOf(calendar, month, (endMs - startMs) / msPerDay);
    const growth = growthAfter(index);
    months.push({ month, startMs, endMs, days, growth, factors: [days, growth] });
    [month, startMs] = [next, endMs];
  }
  return months;
}

function daysOf({ daysPerMonth }: Calendar, month: string, calendarDays: number): Expression {
  const path = 'calendar.daysPerMonth';
  return daysPerMonth === 'calendar'
    ? leaf(`Days in ${month}`, 'days', calendarDays, { path, source: 'Gregorian calendar' })
    : leaf('Days per month', 'days', daysPerMonth, { path });
}

/** The traffic after some months as a multiple of the first month's. */
function growthOf(growth: Growth): (months: number) => Expression {
  if ('perMonth' in growth && typeof growth.perMonth !== 'number') return rangedGrowth(growth.kind, growth.perMonth);
  const uncertain = 'perMonth' in growth ? undefined : uncertainGrowth(growth);
  if (uncertain !== undefined) return uncertain;
  const { factorAfter, label, pathAfter } = growthCurve(growth);
  return (months) => {
    const factor = factorAfter(months);
    const since = months === 1 ? '1 month' : `${months} months`;
    return leaf(
      months === 0 || factor === 1 ? 'Growth of traffic: none yet' : `Growth of traffic over ${since}, ${label}`,
      'factor',
      factor,
      { path: `calendar.growth.${pathAfter(months)}` },
    );
  };
}

/** A curve of growth: the factor after some months, and the number of the scenario that decides it. */
interface GrowthCurve {
  readonly factorAfter: (months: number) => number;
  readonly label: string;
  readonly pathAfter: (months: number) => string;
}

function growthCurve(growth: Growth): GrowthCurve {
  switch (growth.kind) {
    case 'compound': {
      const perMonth = meanOf(growth.perMonth);
      return {
        factorAfter: (months) => (1 + perMonth) ** months,
        label: `${percent(perMonth)} a month`,
        pathAfter: () => 'perMonth',
      };
    }
    case 'linear': {
      const perMonth = meanOf(growth.perMonth);
      return {
        factorAfter: (months) => Math.max(0, 1 + perMonth * months),
        label: `${percent(perMonth)} of the first month’s each month`,
        pathAfter: () => 'perMonth',
      };
    }
    case 's-curve':
      return {
        factorAfter: (months) => sCurve(growth, months),
        label: `an S-curve up to ${meanOf(growth.ceiling)} times`,
        pathAfter: () => 'ceiling',
      };
    case 'table': {
      const indexAfter = (months: number): number => Math.min(months, growth.factors.length - 1);
      return {
        factorAfter: (months) => meanOf(growth.factors[indexAfter(months)] ?? 1),
        label: 'from the table',
        pathAfter: (months) => `factors[${indexAfter(months)}]`,
      };
    }
    default:
      return assertNever(growth);
  }
}

/** A logistic curve, shifted and scaled so that it starts at 1 and ends at the ceiling. */
function sCurve(growth: Extract<Growth, { kind: 's-curve' }>, months: number): number {
  const ceiling = meanOf(growth.ceiling);
  const midpoint = meanOf(growth.midpointMonth);
  const steepness = meanOf(growth.steepness);
  const logistic = (at: number): number => 1 / (1 + Math.exp(-steepness * (at - midpoint)));
  const start = logistic(0);
  return 1 + ((ceiling - 1) * (logistic(months) - start)) / (1 - start);
}

const first = leaf('First month', 'factor', 1, { source: 'definition' });

/** Growth at a rate that is a range, which lies above 0: worked out anew in every sample. */
function rangedGrowth(kind: 'compound' | 'linear', perMonth: Distribution): (months: number) => Expression {
  const path = 'calendar.growth.perMonth';
  if (kind === 'compound') return (months) => compoundGrowth(perMonth, months, path);
  const rate = quantityLeaf('Growth per month', 'share', perMonth, path);
  return (months) =>
    sum(`Growth of traffic over ${months} months`, 'factor', [
      first,
      product('Growth so far', 'factor', [rate, leaf('Months', 'factor', months, { source: 'calendar' })]),
    ]);
}

/** What growth at one rate makes of a number after some months. @param path of the rate in the scenario. */
export function compoundGrowth(perMonth: Quantity, months: number, path: string): Expression {
  const label = `Growth over ${months} ${months === 1 ? 'month' : 'months'} at ${percent(meanOf(perMonth))} a month`;
  if (typeof perMonth === 'number') return leaf(label, 'factor', (1 + perMonth) ** months, { path });
  const rate = quantityLeaf('Growth per month', 'share', perMonth, path);
  const step = sum('1 + growth per month', 'factor', [first, rate]);
  return product(
    label,
    'factor',
    Array.from({ length: months }, () => step),
  );
}

/**
 * Days of a month as the workload's week weighs them: a month with five Mondays has more of Monday's traffic. Months of a
 * fixed length are taken to hold whole weeks.
 * @param weekdayShares Monday first.
 */
export function weightedDays(month: PlanMonth, calendar: Calendar, weekdayShares: readonly number[]): Expression {
  if (calendar.daysPerMonth !== 'calendar') return month.days;
  let days = 0;
  for (let day = month.startMs / msPerDay; day < month.endMs / msPerDay; day += 1) {
    days += 7 * (weekdayShares[weekdayOf(day)] ?? 0);
  }
  return leaf(`Days in ${month.month}, weighed by weekday`, 'days', days, {
    path: 'calendar.daysPerMonth',
    source: 'Gregorian calendar and the workload’s weekday shares',
  });
}

/** What launches up to a month make of a workload's traffic; undefined when there are none yet. */
export function launchFactor({ launches }: Calendar, month: string, workloadId: string): Expression | undefined {
  if (launches.length === 0) return undefined;
  const held = launches.flatMap((launch, index) =>
    launch.month <= month && (launch.workload ?? workloadId) === workloadId
      ? [quantityLeaf(launch.name, 'factor', launch.factor, `calendar.launches[${index}].factor`)]
      : [],
  );
  return held.length === 0 ? undefined : product('Launches until then', 'factor', held);
}
