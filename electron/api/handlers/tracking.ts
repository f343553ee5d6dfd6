import type { Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { budgetStatusInSteps, overviewInSteps, recordedSpan } from '#tracking';
import type { Steps } from '#forecasting';
import type { BudgetStatus } from '#shared/domain/budget.ts';
import type { AppEvent } from '#shared/contract.ts';
import { success } from '#shared/result.ts';
import { fromLedger, fromLedgerInSlices } from '../from-ledger.ts';
import type { Handlers } from '../handler.ts';
import { recentRecords } from '../tracking/recent-records.ts';
import { budgetDocument, budgetEntries, budgetEntry, givenAlerts, noticeAlerts } from '../tracking/stored-budgets.ts';

/** What the tracking methods work on. */
export interface TrackingServices {
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
  readonly emit: (event: AppEvent) => void;
  /** UTC ms. */
  readonly now: () => number;
}

type TrackingMethods =
  | 'budget.acknowledge'
  | 'budget.alerts'
  | 'budget.check'
  | 'budget.list'
  | 'budget.remove'
  | 'budget.save'
  | 'overview.read'
  | 'overview.recent';

/** Tracking: what is spent, what budgets stand at, and the alerts that they gave. */
export function trackingHandlers({ ledger, catalogue, emit, now }: TrackingServices): Handlers<TrackingMethods> {
  return {
    'overview.read': ({ timeZone }) =>
      fromLedgerInSlices(() => overviewInSteps(ledger(), catalogue, { timeZone, nowMs: now() })),
    'overview.recent': ({ limit }) => fromLedger(() => success([...recentRecords(ledger(), limit)])),
    'budget.list': () => fromLedgerInSlices(() => budgetStatuses(ledger(), now())),
    'budget.save'({ id, budget }) {
      const { tracking } = ledger();
      const document = budgetDocument(budget);
      const saved = id === undefined ? tracking.addBudget(document, now()) : tracking.changeBudget(id, document);
      if (!saved.ok) return saved;
      emit({ type: 'budgets-changed' });
      return success(budgetEntry(saved.value));
    },
    'budget.remove'({ id }) {
      const removed = ledger().tracking.removeBudget(id);
      if (!removed.ok) return removed;
      emit({ type: 'budgets-changed' });
      return success({ id });
    },
    'budget.alerts': ({ limit }) => fromLedger(() => success(givenAlerts(ledger()).slice(0, limit))),
    'budget.check'() {
      const noticed = fromLedger(() => noticeAlerts(ledger(), now()));
      if (!noticed.ok) return noticed;
      if (noticed.value.length > 0) emit({ type: 'budget-alerts', alerts: [...noticed.value] });
      return success([...noticed.value]);
    },
    'budget.acknowledge'({ ids }) {
      const done = ledger().tracking.acknowledgeAlerts(ids, now());
      if (!done.ok) return done;
      emit({ type: 'budgets-changed' });
      return success({ ids });
    },
  };
}

/**
 * Every budget in its present period.
 * @yields how far it is.
 */
function* budgetStatuses(ledger: Ledger, nowMs: number): Steps<BudgetStatus[]> {
  const recorded = recordedSpan(ledger);
  const statuses: BudgetStatus[] = [];
  for (const entry of budgetEntries(ledger)) statuses.push(yield* budgetStatusInSteps(ledger, entry, recorded, nowMs));
  return statuses;
}
