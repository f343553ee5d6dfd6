import { describe, expect, it } from 'vitest';
import type { BudgetAlert } from '#shared/domain/budget.ts';
import { highestAlerts } from '#tracking';

function alert(id: number, budgetId: number, subject: string, threshold: number): BudgetAlert {
  return {
    id,
    budgetId,
    budgetName: `Budget ${budgetId}`,
    subject,
    threshold,
    period: { fromMs: 0, toMs: 1 },
    noticedAtMs: 0,
    spentUsd: threshold,
    amountUsd: 1,
    acknowledgedAtMs: null,
  };
}

describe('the alerts that are shown on the desktop', () => {
  it('are the highest of each budget and subject', () => {
    const alerts = [alert(1, 1, '', 0.5), alert(2, 1, '', 1), alert(3, 1, 'ada', 0.9), alert(4, 2, '', 0.75)];
    expect(highestAlerts(alerts).map(({ id }) => id)).toEqual([2, 3, 4]);
  });
});
