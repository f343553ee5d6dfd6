/** Tracking: budgets, what was spent, and plan against actual. Pure: usage comes in, answers go out. */

export { budgetSpending, budgetStatus, budgetStatusInSteps, type BudgetSpending } from './budget-status.ts';
export { checkBudget, isPresent } from './check-budget.ts';
export type { DueAlert, GivenAlert } from './due-alerts.ts';
export { asOfMs, recordedSpan, type Recorded, type TrackingSource } from './tracking-source.ts';
export { reviewMonth, type MonthReview } from './month-review.ts';
export { explainRecord } from './explain-record.ts';
export { highestAlerts } from './highest-alerts.ts';
export { monthProjection, overview, overviewInSteps, type OverviewRequest } from './overview.ts';
export { nextVersion } from './plan/next-version.ts';
export { planVariance, type PinnedPlan, type VarianceRequest } from './plan/plan-variance.ts';
