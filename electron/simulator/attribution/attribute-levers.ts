import type { LeverAttribution } from '#shared/domain/attribution.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import { planMonths } from '../calendar.ts';
import { cardsInForce, indexCards, modelPrices, type ModelPrices } from '../cards.ts';
import { modelsOf } from '../models-of.ts';
import { monthOfPlan, monthTotal, type MonthOfPlan } from '../month-cost.ts';
import { buildPlan } from '../build-plan.ts';
import type { Plan } from '../plan.ts';
import { prepareLevers } from '../prepare-levers.ts';
import { applyLevers } from '../stages.ts';
import { costPlan, type CostMemory } from '../workload-cost.ts';
import { exactShapley, mostExactPlayers, sampledShapley, type Membership } from './shapley.ts';

/** Orders drawn where there are too many levers for all of them. */
const sampledPairs = 200;

/** The months that share prices. */
interface Period {
  readonly prices: ModelPrices;
  readonly memory: CostMemory;
  readonly months: MonthOfPlan[];
}

/**
 * Shares the change of the mean month among the enabled levers: in the scenario's order, and as Shapley values, where a
 * set of levers is always applied in the scenario's order. Up to 12 levers exactly, more by sampling.
 * @param random numbers in [0, 1), for sampling.
 * @returns fails as `simulate` does.
 */
export function attributeLevers(
  scenario: Scenario,
  cards: readonly PriceCard[],
  random: () => number,
): Result<LeverAttribution> {
  const prepared = prepareLevers(scenario);
  if (!prepared.ok) return prepared;
  const levers = prepared.value.filter(({ enabled }) => enabled);
  const baseline = buildPlan(scenario);
  const periods = periodsOf(scenario, cards, baseline);

  function usdOf(takesPart: Membership): number {
    const applied = applyLevers(
      baseline,
      levers.filter((_lever, index) => takesPart(index)),
    );
    return meanMonth(applied.at(-1)?.plan ?? baseline, periods);
  }

  const method = levers.length <= mostExactPlayers ? 'exact' : 'sampled';
  const shares =
    method === 'exact'
      ? exactShapley(levers.length, usdOf)
      : sampledShapley(levers.length, usdOf, sampledPairs, random);
  let before = usdOf(() => false);
  const start = before;
  const shared = levers.map(({ id, name }, index) => {
    const after = usdOf((player) => player <= index);
    const inOrderUsd = after - before;
    before = after;
    const share = shares[index];
    if (share === undefined) throw new Error(`Lever ${id} has no share.`);
    return { leverId: id, leverName: name, inOrderUsd, shapleyUsd: share.value, standardErrorUsd: share.standardError };
  });
  return success({ method, levers: shared, totalUsd: before - start });
}

function periodsOf(scenario: Scenario, cards: readonly PriceCard[], plan: Plan): readonly Period[] {
  const index = indexCards(cards);
  const models = modelsOf(scenario);
  const periods = new Map<string, Period>();
  for (const month of planMonths(scenario.calendar)) {
    const inForce = cardsInForce(index, models, month);
    const period: Period = periods.get(inForce.key) ?? { prices: modelPrices(inForce), memory: new Map(), months: [] };
    period.months.push(monthOfPlan(plan, scenario.calendar, month));
    periods.set(inForce.key, period);
  }
  return [...periods.values()];
}

function meanMonth(plan: Plan, periods: readonly Period[]): number {
  let [usd, months] = [0, 0];
  for (const period of periods) {
    const costed = costPlan(plan, period.prices, period.memory);
    for (const month of period.months) usd += monthTotal('', costed, month).value;
    months += period.months.length;
  }
  return usd / months;
}
