import type { Expression } from '#shared/domain/expression.ts';
import type { Calendar, Growth } from '#shared/domain/calendar.ts';
import { assertNever } from '#shared/result.ts';
import { addMonths, daysInMonth, monthStartMs, msPerDay } from '#shared/time.ts';
import { leaf, product } from './expressions.ts';
import { percent } from './percent.ts';

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
}

/** The months of a scenario, in order. */
export function planMonths(calendar: Calendar): readonly PlanMonth[] {
  const months: PlanMonth[] = [];
  let month = calendar.startMonth;
  let startMs = monthStartMs(month);
  for (let index = 0; index < calendar.months; index += 1) {
    const next = addMonths(month, 1);
    const endMs = monthStartMs(next);
    months.push({ month, startMs, endMs, days: daysOf(calendar, month), growth: growthAfter(calendar, index) });
    [month, startMs] = [next, endMs];
  }
  return months;
}

function daysOf({ daysPerMonth }: Calendar, month: string): Expression {
  const path = 'calendar.daysPerMonth';
  return daysPerMonth === 'calendar'
    ? leaf(`Days in ${month}`, 'days', daysInMonth(month), { path, source: 'Gregorian calendar' })
    : leaf('Days per month', 'days', daysPerMonth, { path });
}

function growthAfter({ growth }: Calendar, months: number): Expression {
  const { factor, label, path } = growthOf(growth, months);
  const since = months === 1 ? '1 month' : `${months} months`;
  return leaf(
    months === 0 || factor === 1 ? 'Growth of traffic: none yet' : `Growth of traffic over ${since}, ${label}`,
    'factor',
    factor,
    { path: `calendar.growth.${path}` },
  );
}

/** Traffic as a multiple of the first month's, with the number of the scenario that decides it. */
function growthOf(
  growth: Growth,
  months: number,
): { readonly factor: number; readonly label: string; readonly path: string } {
  switch (growth.kind) {
    case 'compound':
      return {
        factor: (1 + growth.perMonth) ** months,
        label: `${percent(growth.perMonth)} a month`,
        path: 'perMonth',
      };
    case 'linear':
      return {
        factor: Math.max(0, 1 + growth.perMonth * months),
        label: `${percent(growth.perMonth)} of the first month’s each month`,
        path: 'perMonth',
      };
    case 's-curve':
      return { factor: sCurve(growth, months), label: `an S-curve up to ${growth.ceiling} times`, path: 'ceiling' };
    case 'table': {
      const index = Math.min(months, growth.factors.length - 1);
      return { factor: growth.factors[index] ?? 1, label: 'from the table', path: `factors[${index}]` };
    }
    default:
      return assertNever(growth);
  }
}

/** A logistic curve, shifted and scaled so that it starts at 1 and ends at the ceiling. */
function sCurve(growth: Extract<Growth, { kind: 's-curve' }>, months: number): number {
  const logistic = (at: number): number => 1 / (1 + Math.exp(-growth.steepness * (at - growth.midpointMonth)));
  const start = logistic(0);
  return 1 + ((growth.ceiling - 1) * (logistic(months) - start)) / (1 - start);
}

/**
 * Days of a month as the workload's week weighs them: a month with five Mondays has more of Monday's traffic. Months of a
 * fixed length are taken to hold whole weeks.
 * @param weekdayShares Monday first.
 */
export function weightedDays(month: PlanMonth, calendar: Calendar, weekdayShares: readonly number[]): Expression {
  if (calendar.daysPerMonth !== 'calendar') return month.days;
  let days = 0;
  for (let dayMs = month.startMs; dayMs < month.endMs; dayMs += msPerDay) {
    const mondayFirst = (new Date(dayMs).getUTCDay() + 6) % 7;
    days += 7 * (weekdayShares[mondayFirst] ?? 0);
  }
  return leaf(`Days in ${month.month}, weighed by weekday`, 'days', days, {
    path: 'calendar.daysPerMonth',
    source: 'Gregorian calendar and the workload’s weekday shares',
  });
}

/** What launches up to a month make of a workload's traffic; undefined when there are none yet. */
export function launchFactor({ launches }: Calendar, month: string, workloadId: string): Expression | undefined {
  const held = launches.flatMap((launch, index) =>
    launch.month <= month && (launch.workload ?? workloadId) === workloadId
      ? [leaf(launch.name, 'factor', launch.factor, { path: `calendar.launches[${index}].factor` })]
      : [],
  );
  return held.length === 0 ? undefined : product('Launches until then', 'factor', held);
}
