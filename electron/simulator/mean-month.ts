import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import { buildPlan } from './build-plan.ts';
import { planMonths, type PlanMonth } from './calendar.ts';
import { cardsInForce, indexCards, modelPrices, type ModelPrices } from './cards.ts';
import { checkTexts } from './check-texts.ts';
import { modelsOf } from './models-of.ts';
import { monthOfPlan, monthTotal, monthUsd, type MonthOfPlan, type PlanInMonth } from './month-cost.ts';
import { haveSameTraffic } from './month-requests.ts';
import type { Plan } from './plan.ts';
import { prepareLevers, type PreparedLever } from './prepare-levers.ts';
import { applyLevers } from './stages.ts';
import { unpricedItems } from './unpriced.ts';
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
  /** Costs what levers made of the baseline. */
  costOf(plan: Plan): PlanCost;
}

/** What a plan costs. */
export interface PlanCost {
  /** Mean month, USD. */
  readonly usd: number;
  /** Cost of each month, with its derivation. */
  months(): readonly Expression[];
  /** Tokens or units in all months whose price is not known, by model; empty = everything is priced. */
  readonly unpriced: ReadonlyMap<string, number>;
}

/** Prepares the quick evaluation that analyses use; its totals are those of `simulate`. Fails as `simulate` does. */
export function meanMonth(scenario: Scenario, cards: readonly PriceCard[]): Result<MeanMonth> {
  const prepared = prepareLevers(scenario);
  if (!prepared.ok) return prepared;
  const uncounted = checkTexts(scenario);
  if (uncounted !== undefined) return uncounted;
  const baseline = buildPlan(scenario);
  const periods = periodsOf(scenario, cards, baseline);
  /**
   * A plan at the prices and with the traffic of each month.
   * @yields the months in groups of equal prices.
   */
  function* monthsOf(plan: Plan): Generator<PlanInMonth> {
    for (const { prices, memory, months } of periods) {
      const costed = costPlan(plan, prices, memory);
      for (const { month, inMonth } of months) {
        yield {
          costed,
          inMonth: haveSameTraffic(baseline, plan) ? inMonth : monthOfPlan(plan, scenario.calendar, month),
        };
      }
    }
  }
  function costOf(plan: Plan): PlanCost {
    let [usd, months] = [0, 0];
    const unpriced = new Map<string, number>();
    for (const month of monthsOf(plan)) {
      usd += monthUsd(month);
      months += 1;
      for (const item of unpricedItems('optimized', month.costed, month.inMonth.requests)) {
        const { modelId, tokensPerMonth, unitsPerMonth = 0 } = item;
        unpriced.set(modelId, (unpriced.get(modelId) ?? 0) + tokensPerMonth + unitsPerMonth);
      }
    }
    return {
      usd: usd / months,
      months: () => Array.from(monthsOf(plan), (month) => monthTotal('Cost in the month', month)),
      unpriced,
    };
  }
  return success({
    baseline,
    levers: prepared.value.filter(({ enabled }) => enabled),
    usdWith: (levers) => costOf(applyLevers(baseline, levers).at(-1)?.plan ?? baseline).usd,
    costOf,
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
      memory: new WeakMap(),
      months: [],
    };
    period.months.push({ month, inMonth: monthOfPlan(plan, scenario.calendar, month) });
    periods.set(inForce.key, period);
  }
  return [...periods.values()];
}
