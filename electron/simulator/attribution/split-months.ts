import type { MonthSplit } from '#shared/domain/attribution.ts';
import type { MonthResult, SimulationResult } from '#shared/domain/simulation.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { periodCost } from './period-cost.ts';
import { splitChange } from './split-change.ts';

/**
 * Why two months of one plan cost differently, for the baseline and for what its levers leave.
 * Fails `unknown-month` for a month that the plan does not have.
 * @param from the earlier month or the later one: `YYYY-MM`.
 */
export function splitMonths({ months }: SimulationResult, from: string, to: string): Result<MonthSplit> {
  const [before, after] = [from, to].map((month) => months.find((one) => one.month === month));
  if (before === undefined) return unknownMonth(months, from);
  if (after === undefined) return unknownMonth(months, to);
  return success({
    from,
    to,
    baseline: splitChange(periodCost([before.baseline]), periodCost([after.baseline])),
    optimized: splitChange(periodCost([before.optimized]), periodCost([after.optimized])),
  });
}

function unknownMonth(months: readonly MonthResult[], month: string): Failed {
  return failure('unknown-month', `The plan has no month '${month}'.`, {
    nextStep: `It runs from ${months[0]?.month ?? ''} to ${months.at(-1)?.month ?? ''}.`,
  });
}
