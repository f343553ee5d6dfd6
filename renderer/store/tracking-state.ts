import type { MethodInput } from '#shared/contract.ts';
import type { BudgetAlert, BudgetStatus } from '#shared/domain/budget.ts';
import type { Overview, RecentRecord } from '#shared/domain/overview.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import type { Failure } from '#shared/result.ts';

/** The dashboard's answers, of one moment. */
export interface Dashboard {
  readonly overview: Overview;
  /** Usage by day, UTC: the last weeks. */
  readonly daily: UsageSummary;
  /** The last records, newest first. */
  readonly recent: readonly RecentRecord[];
}

/** What is spent now, and what budgets say of it. */
export interface TrackingSlice {
  /** Null until the screen is first open; it stays until its successor is in. */
  readonly dashboard: Dashboard | null;
  readonly dashboardError: Failure | null;
  /** Null until read. */
  readonly budgets: readonly BudgetStatus[] | null;
  /** Newest first. */
  readonly alerts: readonly BudgetAlert[];
  readonly budgetsError: Failure | null;
  readDashboard(): Promise<void>;
  readBudgets(): Promise<void>;
  /** Looks at every budget; thresholds that are newly reached come as an event. */
  checkBudgets(): Promise<void>;
  /** Reads again what has been shown: usage or budgets have changed. */
  refreshTracking(): Promise<void>;
  /** Gives why a budget was not saved; undefined when it was. */
  saveBudget(input: MethodInput<'budget.save'>): Promise<Failure | undefined>;
  removeBudget(id: number): Promise<void>;
  acknowledgeAlerts(ids: readonly number[]): Promise<void>;
  receiveAlerts(alerts: readonly BudgetAlert[]): void;
}
