import type { PlanComparison } from '#shared/domain/plan-comparison.ts';
import { formatPercent, formatUsd } from '../../ui/format.ts';

/** Below this two plans cost the same, USD a month. */
const sameUsd = 5e-9;

/** Which plan costs least, and by how much less than the first, in one sentence. */
export function planSentence({ scenarios, differences }: PlanComparison): string {
  const [first] = scenarios;
  if (first === undefined) return '';
  const cheapest = scenarios.reduce((best, plan) => (plan.monthlyUsd < best.monthlyUsd - sameUsd ? plan : best));
  const partly = scenarios.some(({ unpricedModels }) => unpricedModels.length > 0) ? ', of what has a price' : '';
  const month = `${formatUsd(cheapest.monthlyUsd)} a month`;
  if (cheapest === first) {
    return differences.some(({ deltaMonthlyUsd }) => deltaMonthlyUsd > sameUsd)
      ? `No plan costs less than ${first.name}, the first: ${month}${partly}.`
      : `All plans cost the same: ${month}${partly}.`;
  }
  const less = first.monthlyUsd - cheapest.monthlyUsd;
  const share = first.monthlyUsd === 0 ? '' : ` (${formatPercent(less / first.monthlyUsd)})`;
  return `${cheapest.name} costs least: ${month}, ${formatUsd(less)}${share} less than ${first.name}${partly}.`;
}
