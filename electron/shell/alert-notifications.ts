import { Notification } from 'electron';
import type { EventHub } from '#api';
import type { BudgetAlert } from '#shared/domain/budget.ts';
import { formatUsd } from '#shared/money.ts';

/** Shows what budgets tell as notifications of the desktop, where it has them. */
export function notifyOfAlerts(services: Promise<{ readonly events: EventHub }>): void {
  void services.then(({ events }) =>
    events.subscribe((event) => {
      if (event.type !== 'budget-alerts' || !Notification.isSupported()) return;
      // The highest threshold says it all where several were passed at once.
      for (const alert of highestByBudget(event.alerts)) {
        new Notification({ title: alertTitle(alert), body: alertBody(alert) }).show();
      }
    }),
  );
}

/** Of each budget and subject the highest threshold. */
export function highestByBudget(alerts: readonly BudgetAlert[]): readonly BudgetAlert[] {
  const highest = new Map<string, BudgetAlert>();
  for (const alert of alerts) {
    const key = `${alert.budgetId}\n${alert.subject}`;
    const known = highest.get(key);
    if (known === undefined || known.threshold < alert.threshold) highest.set(key, alert);
  }
  return [...highest.values()];
}

function alertTitle({ budgetName, threshold }: BudgetAlert): string {
  return `${budgetName}: ${Math.round(threshold * 100)} % used`;
}

function alertBody({ subject, spentUsd, amountUsd }: BudgetAlert): string {
  return `${subject === '' ? '' : `${subject}: `}${formatUsd(spentUsd)} of ${formatUsd(amountUsd)}.`;
}
