import type { MethodOutput } from '#shared/contract.ts';
import type { PlanVariance } from '#shared/domain/plan-variance.ts';
import type { Failure } from '#shared/result.ts';

/** Plans that are pinned, and one of them beside what was used. */
export interface PlanSlice {
  /** Newest first; null until read. */
  readonly plans: MethodOutput<'plan.list'> | null;
  /** The plan that is looked at; it stays until its successor is in. */
  readonly variance: PlanVariance | null;
  readonly plansError: Failure | null;
  /** Reads the plans, and the one that is looked at: the newest at first. */
  readPlans(): Promise<void>;
  /** Looks at another plan. */
  choosePlan(id: number): Promise<void>;
  /** Pins the open scenario as it is. */
  pinOpenScenario(): Promise<void>;
  unpinPlan(id: number): Promise<void>;
  /** Makes the next version of a plan from the ledger and opens it. Gives true when that worked. */
  recalibratePlan(id: number): Promise<boolean>;
  /** Reads again what has been shown. */
  refreshPlans(): Promise<void>;
}
