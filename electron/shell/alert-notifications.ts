import { Notification } from 'electron';
import type { EventHub } from '#api';
import type { BudgetAlert } from '#shared/domain/budget.ts';
import { formatUsd } from '#shared/money.ts';
import { highestAlerts } from '#tracking';

/** Shows what budgets tell as notifications of the desktop, where it has them. */
export function notifyOfAlerts(services: Promise<{ readonly events: EventHub }>): void {
  void services.then(({ events }) =>
    events.subscribe((event) => {
      if (event.type !== 'budget-alerts' || !Notification.isSupported()) return;
      for (const alert of highestAlerts(event.alerts)) {
        new Notification({ title: alertTitle(alert), body: alertBody(alert) }).show();
      }
    }),
  );
}

function alertTitle({ budgetName, threshold }: BudgetAlert): string {
  return `${budgetName}: ${Math.round(threshold * 100)} % used`;
}

function alertBody({ subject, spentUsd, amountUsd }: BudgetAlert): string {
  return `${subject === '' ? '' : `${subject}: `}${formatUsd(spentUsd)} of ${formatUsd(amountUsd)}.`;
}
