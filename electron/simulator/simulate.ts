import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { MonthResult, SimulationResult, UnpricedItem, WaterfallStep } from '#shared/domain/simulation.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { withLazyProperties } from '#shared/lazy-properties.ts';
import { success, type Result } from '#shared/result.ts';
import { planMonths } from './calendar.ts';
import { cardsInForce, indexCards, priceChangeNotes, type MonthCards } from './cards.ts';
import { difference } from './expressions.ts';
import { modelsOf } from './models-of.ts';
import { costSide, monthTotal } from './month-cost.ts';
import { buildPlan } from './build-plan.ts';
import type { Plan } from './plan.ts';
import { planPerformance } from './performance/plan-performance.ts';
import { checkTexts } from './check-texts.ts';
import { prepareLevers } from './prepare-levers.ts';
import { pricedMonth, type PricedMonth } from './priced-month.ts';
import { applyLevers, pricePeriod, type PricePeriod } from './stages.ts';
import { summarise } from './summary.ts';
import { tierResults } from './tier-results.ts';
import { firstOfEach, unpricedItems, unpricedNotes } from './unpriced.ts';

/** Changes whenever the same scenario and prices could give other figures. */
export const engineVersion = 'closed-form 5';

/**
 * Evaluates a scenario in closed form: the expected cost of every workload, call, model and token kind for each month,
 * for the baseline and for the enabled levers applied in order. Pure, synchronous and quick enough to run on every
 * frame of a slider. The summary is worked out at once; months with their lines and formulas when they are first read,
 * because a slider asks for a summary in every frame and opens a formula in none.
 * @param cards every dated card of the models in `modelsOf(scenario)`; a model without one is unpriced, never $0. The
 *   card in force on a month's first day holds for the month.
 * @returns amounts in USD per month; fails as `checkScenario` does.
 */
export function simulate(scenario: Scenario, cards: readonly PriceCard[]): Result<SimulationResult> {
  const levers = prepareLevers(scenario);
  if (!levers.ok) return levers;
  const uncounted = checkTexts(scenario);
  if (uncounted !== undefined) return uncounted;
  const plan = buildPlan(scenario);
  const stages = applyLevers(
    plan,
    levers.value.filter(({ enabled }) => enabled),
  );
  const index = indexCards(cards);
  const models = modelsOf(scenario);
  const periods = new Map<string, PricePeriod>();
  const priceVersions = new Set<string>();
  const notes = new Set<string>();
  const unpriced: UnpricedItem[] = [];

  let inForce: MonthCards | undefined;
  const pricedMonths = planMonths(scenario.calendar).map((month): PricedMonth => {
    inForce = cardsInForce(index, models, month, inForce);
    let period = periods.get(inForce.key);
    if (period === undefined) {
      period = pricePeriod(plan, stages, inForce);
      periods.set(inForce.key, period);
      for (const model of period.models) {
        const card = inForce.byModel.get(model);
        if (card !== undefined) priceVersions.add(card.priceVersion);
      }
      for (const note of period.baseline.notes) notes.add(note);
    }
    for (const note of priceChangeNotes(index, period.models, month)) notes.add(note);
    const priced = pricedMonth(plan, period, scenario.calendar, month);
    unpriced.push(...unpricedItems('baseline', period.baseline, priced.baseline.inMonth.requests));
    unpriced.push(...unpricedItems('optimized', period.optimized, priced.optimized.inMonth.requests));
    return priced;
  });

  const missing = firstOfEach(unpriced);
  for (const note of unpricedNotes(missing)) notes.add(note);
  const evaluated = {
    engineVersion,
    priceVersions: [...priceVersions].sort(),
    summary: summarise(pricedMonths),
    unpriced: missing,
    tiers: tierResults(plan, scenario.calendar, pricedMonths),
    ...(scenario.workloads.some(({ performance = [] }) => performance.length > 0)
      ? { performance: comparePerformance(scenario, plan, stages.at(-1)?.plan ?? plan) }
      : {}),
    notes: [...notes],
  };
  return success(withLazyProperties(evaluated, { months: () => pricedMonths.map(monthResult) }));
}

function comparePerformance(
  scenario: Scenario,
  baseline: Plan,
  optimized: Plan,
): NonNullable<SimulationResult['performance']> {
  return {
    baseline: planPerformance(scenario, baseline, baseline),
    optimized: planPerformance(scenario, baseline, optimized),
  };
}

function monthResult({ month, period, baseline, after, optimized }: PricedMonth): MonthResult {
  const baselineTotal = monthTotal('Baseline, cost in the month', baseline);
  let total: Expression = baselineTotal;
  const waterfall = period.stages.map(({ lever, notes }, index): WaterfallStep => {
    const before = total;
    total = monthTotal(`Cost in the month after ${lever.name}`, after[index] ?? baseline);
    const expression = difference(`Change by ${lever.name}`, 'USD', total, before);
    return {
      leverId: lever.id,
      leverName: lever.name,
      beforeUsd: before.value,
      afterUsd: total.value,
      deltaUsd: expression.value,
      expression,
      notes,
    };
  });
  return {
    month: month.month,
    days: month.days.value,
    baseline: costSide(baseline, baselineTotal),
    optimized: costSide(optimized, total),
    waterfall,
  };
}
