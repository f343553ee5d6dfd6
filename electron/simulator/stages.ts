import { modelPrices, type MonthCards } from './cards.ts';
import { haveSameTraffic } from './month-requests.ts';
import type { Plan } from './plan.ts';
import type { PreparedLever } from './prepare-levers.ts';
import { costPlan, modelsWithLines, type CostedPlan, type CostMemory } from './workload-cost.ts';

/** The plan after one more lever. */
export interface Stage {
  readonly lever: PreparedLever;
  readonly plan: Plan;
  /** What the lever says of its own work. */
  readonly notes: readonly string[];
}

/** A stage at one set of prices. */
export interface PricedStage {
  readonly lever: PreparedLever;
  readonly costed: CostedPlan;
  /** True when it serves the same requests and pays the same fixed costs as the stage before it. */
  readonly keepsTraffic: boolean;
  /** What the lever says of its own work, and what only holds since it was applied. */
  readonly notes: string[];
}

/** The baseline and what each enabled lever makes of it, at one set of prices: it holds for all months at them. */
export interface PricePeriod {
  readonly baseline: CostedPlan;
  readonly stages: readonly PricedStage[];
  /** After the last lever; the baseline when there is none. */
  readonly optimized: CostedPlan;
  /** Models with lines on either side. */
  readonly models: ReadonlySet<string>;
}

/** Applies levers one after another, each to what the one before it left. */
export function applyLevers(baseline: Plan, levers: readonly PreparedLever[]): readonly Stage[] {
  let plan = baseline;
  return levers.map((lever) => {
    const effect = lever.apply(plan);
    plan = effect.plan;
    return { lever, plan, notes: effect.notes };
  });
}

/** Prices the baseline and every stage. */
export function pricePeriod(baseline: Plan, stages: readonly Stage[], cards: MonthCards): PricePeriod {
  const prices = modelPrices(cards);
  const memory: CostMemory = new WeakMap();
  const costedBaseline = costPlan(baseline, prices, memory);
  let before = costedBaseline;
  const priced = stages.map(({ lever, plan, notes }): PricedStage => {
    const costed = costPlan(plan, prices, memory);
    const known = before.notes;
    const keepsTraffic = haveSameTraffic(before.plan, plan);
    before = costed;
    const newNotes = [...costed.notes].filter((note) => !known.has(note));
    return { lever, costed, keepsTraffic, notes: [...new Set([...notes, ...newNotes])] };
  });
  return {
    baseline: costedBaseline,
    stages: priced,
    optimized: before,
    models: new Set([...modelsWithLines(costedBaseline), ...modelsWithLines(before)]),
  };
}
