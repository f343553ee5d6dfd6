import type { PlanComparison } from '#shared/domain/plan-comparison.ts';

/** A comparison with the library ids of its plans, in the same order: names may be alike, ids are not. */
export interface ComparedPlans {
  readonly ids: readonly string[];
  readonly comparison: PlanComparison;
}
