import type { BudgetSpending, MonthReview } from '#tracking';
import type { Anomalies } from '#shared/domain/anomaly.ts';
import type { Projection } from '#shared/domain/budget.ts';

/** What a report of a month is made from. */
export interface MonthFacts {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly timeZone: string;
  readonly review: MonthReview;
  /** Budgets in the period that the month ends in. */
  readonly budgets: readonly BudgetSpending[];
  /** Days of the month that are out of line. */
  readonly anomalies: Anomalies['anomalies'];
  /** Where the month ends; null = it has ended. */
  readonly projection: Projection | null;
  /** When the report is made, UTC ms. */
  readonly madeAtMs: number;
  /** Version of the app. */
  readonly version: string;
}
