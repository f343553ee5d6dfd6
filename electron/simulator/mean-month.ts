import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import { buildPlan } from './build-plan.ts';
import { planMonths, type PlanMonth } from './calendar.ts';
import { cardsInForce, indexCards, modelPrices, type ModelPrices } from './cards.ts';
import { modelsOf } from './models-of.ts';
import { monthOfPlan, monthUsd, type MonthOfPlan } from './month-cost.ts';
import { haveSameTraffic } from './month-requests.ts';
import type { Plan } from './plan.ts';
import { prepareLevers, type PreparedLever } from './prepare-levers.ts';
import { applyLevers } from './stages.ts';
import { costPlan, type CostMemory } from './workload-cost.ts';

/** The months that share prices. */
interface Period {
  readonly prices: ModelPrices;
  readonly memory: CostMemory;
  /** Each with what the baseline serves in it. */
  readonly months: { readonly month: PlanMonth; readonly inMonth: MonthOfPlan }[];
}

/** A scenario made ready to be costed many times over: totals only, without lines and months of their own. */
export interface MeanMonth {
  readonly baseline: Plan;
  /** The enabled levers, in order. */
  readonly levers: readonly PreparedLever[];
  /** Mean cost of a month with some of the levers, applied in order, USD. */
  usdWith(levers: readonly PreparedLever[]): number;
}

/** Prepares the quick evaluation that analyses use; its totals are those of `simulate`. Fails as `simulate` does. */
export function meanMonth(scenario: Scenario, cards: readonly PriceCard[]): Result<MeanMonth> {
  const prepared = prepareLevers(scenario);
  if (!prepared.ok) return prepared;
  const baseline = buildPlan(scenario);
  const periods = periodsOf(scenario, cards, baseline);
  return success({
    baseline,
    levers: prepared.value.filter(({ enabled }) => enabled),
    usdWith(levers) {
      const plan = applyLevers(baseline, levers).at(-1)?.plan ?? baseline;
      let [usd, months] = [0, 0];
      for (const period of periods) {
        const costed = costPlan(plan, period.prices, period.memory);
        for (const { month, inMonth } of period.months) {
          const served = haveSameTraffic(baseline, plan) ? inMonth : monthOfPlan(plan, scenario.calendar, month);
          usd += monthUsd({ costed, inMonth: served });
        }
        months += period.months.length;
      }
      return usd / months;
    },
  });
}

function periodsOf(scenario: Scenario, cards: readonly PriceCard[], plan: Plan): readonly Period[] {
  const index = indexCards(cards);
  const models = modelsOf(scenario);
  const periods = new Map<string, Period>();
  for (const month of planMonths(scenario.calendar)) {
    const inForce = cardsInForce(index, models, month);
    const period: Period = periods.get(inForce.key) ?? {
      prices: modelPrices(inForce),
      memory: new Map(),
      months: [],
    };
    period.months.push({ month, inMonth: monthOfPlan(plan, scenario.calendar, month) });
    periods.set(inForce.key, period);
  }
  return [...periods.values()];
}
