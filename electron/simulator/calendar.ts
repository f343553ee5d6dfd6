import type { Expression } from '#shared/domain/expression.ts';
import type { Calendar } from '#shared/domain/scenario.ts';
import { addMonths, daysInMonth, monthStartMs } from '#shared/time.ts';
import { leaf } from './expressions.ts';
import { percent } from './levers/lever.ts';

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

function growthAfter({ growthPerMonth }: Calendar, months: number): Expression {
  const label =
    months === 0 || growthPerMonth === 0
      ? 'Growth of traffic: none yet'
      : `Growth of traffic over ${months} ${months === 1 ? 'month' : 'months'} at ${percent(growthPerMonth)} a month`;
  return leaf(label, 'factor', (1 + growthPerMonth) ** months, { path: 'calendar.growthPerMonth' });
}
