import type { Calendar } from '#shared/domain/calendar.ts';
import type { PlanMonth } from './calendar.ts';
import { monthOfPlan, type PlanInMonth } from './month-cost.ts';
import type { Plan } from './plan.ts';
import type { PricePeriod } from './stages.ts';

/** A month of the horizon: the baseline, what each lever leaves, and the plan after the last one. */
export interface PricedMonth {
  readonly month: PlanMonth;
  readonly period: PricePeriod;
  readonly baseline: PlanInMonth;
  /** One for each stage of the period. */
  readonly after: readonly PlanInMonth[];
  readonly optimized: PlanInMonth;
}

/** Puts the stages of a period into a month. Stages that serve the same requests share them. */
export function pricedMonth(plan: Plan, period: PricePeriod, calendar: Calendar, month: PlanMonth): PricedMonth {
  const baseline = { costed: period.baseline, inMonth: monthOfPlan(plan, calendar, month) };
  let last = baseline.inMonth;
  const after = period.stages.map(({ costed, keepsTraffic }) => {
    if (!keepsTraffic) last = monthOfPlan(costed.plan, calendar, month);
    return { costed, inMonth: last };
  });
  return { month, period, baseline, after, optimized: after.at(-1) ?? baseline };
}
