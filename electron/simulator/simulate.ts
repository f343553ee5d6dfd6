import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type {
  MonthResult,
  SimulationResult,
  SimulationSummary,
  UnpricedItem,
  WaterfallStep,
} from '#shared/domain/simulation.ts';
import { success, type Result } from '#shared/result.ts';
import { planMonths, type PlanMonth } from './calendar.ts';
import { cardsInForce, indexCards, priceChangeNotes, type MonthCards } from './cards.ts';
import { difference } from './expressions.ts';
import { modelsOf } from './models-of.ts';
import { costSide, monthTotal, requestsInMonth, type MonthRequests } from './month-cost.ts';
import { buildPlan, type Plan } from './plan.ts';
import { prepareLevers, type PreparedLever } from './prepare-levers.ts';
import { firstOfEach, unpricedItems, unpricedNotes } from './unpriced.ts';
import { costPlan, type CostedPlan, type CostMemory } from './workload-cost.ts';

/** Changes whenever the same scenario and prices could give other figures. */
export const engineVersion = 'closed-form 1';

/**
 * Evaluates a scenario in closed form: the expected cost of every workload, call, model and token kind for each month,
 * for the baseline and for the enabled levers applied in order. Pure, synchronous and quick enough to run on every
 * frame of a slider.
 * @param cards every dated card of the models in `modelsOf(scenario)`; a model without one is unpriced, never $0. The
 *   card in force on a month's first day holds for the month.
 * @returns amounts in USD per month; fails as `checkScenario` does.
 */
export function simulate(scenario: Scenario, cards: readonly PriceCard[]): Result<SimulationResult> {
  const levers = prepareLevers(scenario);
  if (!levers.ok) return levers;
  const stages = applyLevers(
    buildPlan(scenario),
    levers.value.filter(({ enabled }) => enabled),
  );
  const index = indexCards(cards);
  const models = modelsOf(scenario);
  const pricedStages = new Map<string, readonly PricedStage[]>();
  const notes = new Set<string>();
  const priceVersions = new Set<string>();
  const unpriced: UnpricedItem[] = [];

  const months = planMonths(scenario.calendar).map((month) => {
    const inForce = cardsInForce(index, models, month);
    let priced = pricedStages.get(inForce.key);
    if (priced === undefined) {
      priced = priceStages(stages, inForce);
      pricedStages.set(inForce.key, priced);
    }
    const [baseline, optimized] = [firstOf(priced).costed, lastOf(priced).costed];
    const requests = requestsInMonth(
      baseline.workloads.map(({ workload }) => workload),
      month,
    );
    const usedModels = new Set([...modelsWithLines(baseline), ...modelsWithLines(optimized)]);
    for (const version of priceVersionsOf(usedModels, inForce)) priceVersions.add(version);
    for (const note of baseline.notes) notes.add(note);
    for (const note of priceChangeNotes(index, usedModels, month)) notes.add(note);
    unpriced.push(...unpricedItems('baseline', baseline, requests), ...unpricedItems('optimized', optimized, requests));
    return monthResult(month, priced, requests);
  });

  const missing = firstOfEach(unpriced);
  for (const note of unpricedNotes(missing)) notes.add(note);
  return success({
    engineVersion,
    priceVersions: [...priceVersions].sort(),
    summary: summarise(months),
    months,
    unpriced: missing,
    notes: [...notes],
  });
}

/** The plan after some levers; the first stage is the baseline and has no lever. */
interface Stage {
  readonly lever: PreparedLever | undefined;
  readonly plan: Plan;
  /** What the lever says of its own work. */
  readonly notes: readonly string[];
}

interface PricedStage extends Stage {
  readonly costed: CostedPlan;
}

function applyLevers(baseline: Plan, levers: readonly PreparedLever[]): readonly Stage[] {
  const stages: Stage[] = [{ lever: undefined, plan: baseline, notes: [] }];
  let plan = baseline;
  for (const lever of levers) {
    const effect = lever.apply(plan);
    plan = effect.plan;
    stages.push({ lever, plan, notes: effect.notes });
  }
  return stages;
}

function priceStages(stages: readonly Stage[], cards: MonthCards): readonly PricedStage[] {
  const memory: CostMemory = new Map();
  return stages.map((stage) => ({ ...stage, costed: costPlan(stage.plan, cards, memory) }));
}

function monthResult(month: PlanMonth, stages: readonly PricedStage[], requests: MonthRequests): MonthResult {
  const totals = stages.map(({ lever, costed }) =>
    monthTotal(
      lever === undefined ? 'Baseline, cost in the month' : `Cost in the month after ${lever.name}`,
      costed,
      requests,
    ),
  );
  const waterfall: WaterfallStep[] = [];
  stages.forEach(({ lever, notes, costed }, index) => {
    const before = totals[index - 1];
    const after = totals[index];
    const previous = stages[index - 1];
    if (lever === undefined || before === undefined || after === undefined || previous === undefined) return;
    const expression = difference(`Change by ${lever.name}`, 'USD', after, before);
    waterfall.push({
      leverId: lever.id,
      leverName: lever.name,
      beforeUsd: before.value,
      afterUsd: after.value,
      deltaUsd: expression.value,
      expression,
      notes: [...new Set([...notes, ...[...costed.notes].filter((note) => !previous.costed.notes.has(note))])],
    });
  });
  return {
    month: month.month,
    days: month.days.value,
    baseline: costSide(firstOf(stages).costed, requests, firstOf(totals)),
    optimized: costSide(lastOf(stages).costed, requests, lastOf(totals)),
    waterfall,
  };
}

function modelsWithLines(costed: CostedPlan): readonly string[] {
  const models = new Set<string>();
  for (const { lines } of costed.workloads) {
    for (const { modelId } of lines) if (modelId !== undefined) models.add(modelId);
  }
  return [...models];
}

function priceVersionsOf(models: Iterable<string>, cards: MonthCards): readonly string[] {
  return [...models].flatMap((model) => cards.byModel.get(model)?.priceVersion ?? []);
}

function summarise(months: readonly MonthResult[]): SimulationSummary {
  const baseline = totalOf(months.map((month) => month.baseline));
  const optimized = totalOf(months.map((month) => month.optimized));
  const saving = baseline.usd - optimized.usd;
  return {
    baselineMonthlyUsd: baseline.usd / months.length,
    optimizedMonthlyUsd: optimized.usd / months.length,
    savingMonthlyUsd: saving / months.length,
    savingShare: baseline.usd === 0 ? null : saving / baseline.usd,
    baselineTotalUsd: baseline.usd,
    optimizedTotalUsd: optimized.usd,
    baselineUsdPerRequest: baseline.requests === 0 ? null : baseline.usd / baseline.requests,
    optimizedUsdPerRequest: optimized.requests === 0 ? null : optimized.usd / optimized.requests,
  };
}

function totalOf(sides: readonly { readonly usd: number; readonly requests: number }[]): {
  readonly usd: number;
  readonly requests: number;
} {
  return {
    usd: sides.reduce((sum, { usd }) => sum + usd, 0),
    requests: sides.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error('At least one item is needed');
  return first;
}

function lastOf<T>(items: readonly T[]): T {
  const last = items.at(-1);
  if (last === undefined) throw new Error('At least one item is needed');
  return last;
}
