import type { BudgetAlert } from '#shared/domain/budget.ts';

/** Of each budget and subject the alert of the highest threshold: where several were passed at once it says it all. */
export function highestAlerts(alerts: readonly BudgetAlert[]): readonly BudgetAlert[] {
  const highest = new Map<string, BudgetAlert>();
  for (const alert of alerts) {
    const key = `${alert.budgetId}\n${alert.subject}`;
    const known = highest.get(key);
    if (known === undefined || known.threshold < alert.threshold) highest.set(key, alert);
  }
  return [...highest.values()];
}
