import type { PlanComparison } from '#shared/domain/plan-comparison.ts';
import type { Result } from '#shared/result.ts';

/** Plans of the library beside each other. */
export interface PlansSlice {
  /** Ids of the plans that are compared, up to `mostCompared`, no two alike; the others are held against the first. */
  readonly comparedPlans: readonly string[];
  /** The last comparison with the ids it is of; null until there is one. */
  readonly planComparison: { readonly ids: readonly string[]; readonly answer: Result<PlanComparison> } | null;
  /** True while a comparison is worked out. */
  readonly comparingPlans: boolean;
  /** Chooses the plans and compares them. */
  comparePlans(ids: readonly string[]): Promise<void>;
  /**
   * Compares the chosen plans as they are now. Where none is chosen yet: the open plan, against the plan that it was
   * branched from while the library has that.
   */
  refreshPlanComparison(): Promise<void>;
}
