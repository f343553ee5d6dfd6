import type { BudgetRow, Ledger } from '#ledger';
import { checkBudget, recordedSpan, type GivenAlert } from '#tracking';
import { budgetSchema, type Budget, type BudgetAlert, type BudgetEntry } from '#shared/domain/budget.ts';
import { success, type Result } from '#shared/result.ts';

/** A budget of the ledger as it is used. @throws Error for a document that is none: the ledger checks what it is given. */
export function budgetEntry({ id, createdAtMs, document }: BudgetRow): BudgetEntry {
  return { id, createdAtMs, budget: budgetSchema.parse(JSON.parse(document)) };
}

/** Every budget of a ledger, in the order they were made. */
export function budgetEntries({ tracking }: Pick<Ledger, 'tracking'>): readonly BudgetEntry[] {
  return tracking.budgets().map(budgetEntry);
}

/** A budget's text as the ledger keeps it. */
export function budgetDocument(budget: Budget): string {
  return JSON.stringify(budget);
}

/** Every alert that was given, newest first. */
export function givenAlerts({ tracking }: Pick<Ledger, 'tracking'>): readonly BudgetAlert[] {
  const names = new Map(budgetEntries({ tracking }).map(({ id, budget }) => [id, budget.name]));
  return tracking.alerts().map(({ fromMs, toMs, ...alert }) => ({
    ...alert,
    budgetName: names.get(alert.budgetId) ?? '',
    period: { fromMs, toMs },
  }));
}

/** Looks at every budget and keeps the thresholds that are newly reached. Gives those alerts, newest first. */
export function noticeAlerts(
  ledger: Pick<Ledger, 'listImports' | 'tracking' | 'usage'>,
  nowMs: number,
): Result<readonly BudgetAlert[]> {
  const entries = budgetEntries(ledger);
  if (entries.length === 0) return success([]);
  const recorded = recordedSpan(ledger);
  const given = ledger.tracking.alerts();
  const due = entries.flatMap((entry) => {
    const told: readonly GivenAlert[] = given
      .filter(({ budgetId }) => budgetId === entry.id)
      .map(({ subject, threshold, fromMs, toMs }) => ({ subject, threshold, period: { fromMs, toMs } }));
    return checkBudget(ledger, entry, told, recorded, nowMs).map(({ period, ...alert }) => ({
      ...alert,
      ...period,
      budgetId: entry.id,
      noticedAtMs: nowMs,
      amountUsd: entry.budget.amountUsd,
    }));
  });
  if (due.length === 0) return success([]);
  const added = ledger.tracking.addAlerts(due);
  if (!added.ok) return added;
  const isNew = new Set(added.value.map(({ id }) => id));
  return success(givenAlerts(ledger).filter(({ id }) => isNew.has(id)));
}
