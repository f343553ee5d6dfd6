import type { Result } from '#shared/result.ts';

/** A budget as it is kept. */
export interface BudgetRow {
  readonly id: number;
  /** UTC ms. */
  readonly createdAtMs: number;
  /** JSON. */
  readonly document: string;
}

/** A threshold that was reached. */
export interface AlertRow {
  readonly id: number;
  readonly budgetId: number;
  /** Empty where the budget is for all usage together. */
  readonly subject: string;
  readonly threshold: number;
  /** The period, UTC ms; the end is exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly noticedAtMs: number;
  /** Spent and amount when it was noticed: figures of that day, not money to sum. */
  readonly spentUsd: number;
  readonly amountUsd: number;
  readonly acknowledgedAtMs: number | null;
}

/** What was said of a day of a series. */
export interface AnomalyMarkRow {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly series: string;
  /** UTC ms; null = open. */
  readonly acknowledgedAtMs: number | null;
  /** Empty = none. */
  readonly note: string;
  readonly changedAtMs: number;
}

/** A plan as it is kept. */
export interface PinnedPlanRow {
  readonly id: number;
  /** UTC ms. */
  readonly pinnedAtMs: number;
  /** JSON. */
  readonly document: string;
}

/**
 * Budgets, alerts, marks and plans of a ledger. Writes fail `import-in-progress`, `ledger-locked`, `ledger-read-only` or
 * `disk-full`, and change nothing then.
 */
export interface TrackingRows {
  /** In the order they were made. */
  budgets(): readonly BudgetRow[];
  addBudget(document: string, createdAtMs: number): Result<BudgetRow>;
  /** Fails `unknown-budget`. */
  changeBudget(id: number, document: string): Result<BudgetRow>;
  /** Removes a budget with its alerts. Fails `unknown-budget`. */
  removeBudget(id: number): Result<void>;
  /** Newest first. */
  alerts(): readonly AlertRow[];
  /** Adds alerts, those that are there already left out, in one transaction. Gives the rows that are new. */
  addAlerts(alerts: readonly Omit<AlertRow, 'id' | 'acknowledgedAtMs'>[]): Result<readonly AlertRow[]>;
  /** Marks alerts as seen; those that are not there, or seen before, are left. */
  acknowledgeAlerts(ids: readonly number[], atMs: number): Result<void>;
  /** What was said of the days of a series, ascending by day. */
  anomalyMarks(series: string): readonly AnomalyMarkRow[];
  /** Puts a mark in the place of an earlier one of the same day and series; one that says nothing is removed. */
  markAnomaly(mark: AnomalyMarkRow): Result<void>;
  /** Newest first. */
  pinnedPlans(): readonly PinnedPlanRow[];
  pinPlan(document: string, pinnedAtMs: number): Result<PinnedPlanRow>;
  /** Fails `unknown-plan`. */
  unpinPlan(id: number): Result<void>;
}
