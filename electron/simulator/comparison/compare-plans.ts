import type { PlanComparison, ScenarioDifference } from '#shared/domain/plan-comparison.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { success, type Result } from '#shared/result.ts';
import { meanPeriodCost } from '../attribution/period-cost.ts';
import { splitChange } from '../attribution/split-change.ts';
import { simulate } from '../simulate.ts';
import { changeEffects } from './change-effects.ts';
import { partTree } from './part-tree.ts';

interface Plan {
  readonly scenario: Scenario;
  readonly result: SimulationResult;
}

/**
 * Compares scenarios as planned, their enabled levers applied: a tree of what each part costs in each, and for each after
 * the first its difference from the first by driver and by changed attribute.
 * @param scenarios two or more. @param cards every dated card of the models in `modelsOf` of all of them.
 * @returns fails as `simulate` does, for the first scenario that does.
 */
export function comparePlans(scenarios: readonly Scenario[], cards: readonly PriceCard[]): Result<PlanComparison> {
  const plans: Plan[] = [];
  for (const scenario of scenarios) {
    const result = simulate(scenario, cards);
    if (!result.ok) return result;
    plans.push({ scenario, result: result.value });
  }
  const [first, ...others] = plans;
  return success({
    scenarios: plans.map(headOf),
    differences: first === undefined ? [] : others.map((other) => difference(first, other, cards)),
    tree: [...partTree(plans)],
  });
}

function headOf({ scenario, result: { summary, unpriced } }: Plan): PlanComparison['scenarios'][number] {
  return {
    name: scenario.name,
    months: summary.months,
    monthlyUsd: summary.optimizedMonthlyUsd,
    baselineMonthlyUsd: summary.baselineMonthlyUsd,
    totalUsd: summary.optimizedTotalUsd,
    usdPerRequest: summary.optimizedUsdPerRequest,
    unpricedModels: [...new Set(unpriced.flatMap(({ side, modelId }) => (side === 'optimized' ? [modelId] : [])))],
  };
}

function difference(first: Plan, other: Plan, cards: readonly PriceCard[]): ScenarioDifference {
  const [from, to] = [first, other].map(({ scenario, result }) => ({
    scenario,
    usd: result.summary.optimizedMonthlyUsd,
    cost: meanPeriodCost(result.months.map(({ optimized }) => optimized)),
  }));
  if (from === undefined || to === undefined) throw new Error('Two plans are compared.');
  const deltaMonthlyUsd = to.usd - from.usd;
  const { changes, otherUsd } = changeEffects(from, to, cards);
  return {
    deltaMonthlyUsd,
    deltaShare: from.usd === 0 ? null : deltaMonthlyUsd / from.usd,
    split: splitChange(from.cost, to.cost),
    changes: [...changes],
    otherUsd,
  };
}
