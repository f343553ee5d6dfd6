import { failure, success, type Result } from '#shared/result.ts';
import { sqlInteger, type Connection } from './connection.ts';
import type { AlertRow, AnomalyMarkRow, BudgetRow, PinnedPlanRow, TrackingRows } from './tracking-rows.ts';

/** Runs a small write in a transaction of its own, or says why it cannot. */
export type Write = <T>(work: () => Result<T>) => Result<T>;

const alertColumns = `id, budget_id AS budgetId, subject, threshold, period_from_ms AS fromMs, period_to_ms AS toMs,
  noticed_at_ms AS noticedAtMs, spent_usd AS spentUsd, amount_usd AS amountUsd, acknowledged_at_ms AS acknowledgedAtMs`;

/** The budgets, alerts, marks and plans of a ledger. */
export function createTrackingStore(connection: Connection, write: Write): TrackingRows {
  const budgets = connection.prepare<[], BudgetRow>(
    'SELECT id, created_at_ms AS createdAtMs, document FROM budget ORDER BY id',
  );
  const addBudget = connection.prepare('INSERT INTO budget (created_at_ms, document) VALUES (?, ?)');
  const changeBudget = connection.prepare('UPDATE budget SET document = ? WHERE id = ?');
  const removeBudget = connection.prepare('DELETE FROM budget WHERE id = ?');
  const alerts = connection.prepare<[], AlertRow>(`SELECT ${alertColumns} FROM budget_alert ORDER BY id DESC`);
  const addAlert = connection.prepare(
    `INSERT OR IGNORE INTO budget_alert (budget_id, subject, threshold, period_from_ms, period_to_ms, noticed_at_ms,
     spent_usd, amount_usd) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const acknowledge = connection.prepare(
    'UPDATE budget_alert SET acknowledged_at_ms = ? WHERE id = ? AND acknowledged_at_ms IS NULL',
  );

  const marks = connection.prepare<[string], AnomalyMarkRow>(
    `SELECT day, series, acknowledged_at_ms AS acknowledgedAtMs, note, changed_at_ms AS changedAtMs FROM anomaly_mark
     WHERE series = ? ORDER BY day`,
  );
  const setMark = connection.prepare(
    `INSERT INTO anomaly_mark (day, series, acknowledged_at_ms, note, changed_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (day, series) DO UPDATE SET acknowledged_at_ms = excluded.acknowledged_at_ms, note = excluded.note,
     changed_at_ms = excluded.changed_at_ms`,
  );
  const removeMark = connection.prepare('DELETE FROM anomaly_mark WHERE day = ? AND series = ?');
  const plans = connection.prepare<[], PinnedPlanRow>(
    'SELECT id, pinned_at_ms AS pinnedAtMs, document FROM pinned_plan ORDER BY id DESC',
  );
  const pinPlan = connection.prepare('INSERT INTO pinned_plan (pinned_at_ms, document) VALUES (?, ?)');
  const unpinPlan = connection.prepare('DELETE FROM pinned_plan WHERE id = ?');

  function inOneTransaction<T>(work: () => T): T {
    return connection.transaction(work).immediate();
  }

  return {
    budgets: () => budgets.all(),
    addBudget: (document, createdAtMs) =>
      write(() => {
        const { lastInsertRowid } = addBudget.run(sqlInteger(createdAtMs), document);
        return success({ id: Number(lastInsertRowid), createdAtMs, document });
      }),
    changeBudget: (id, document) =>
      write(() => {
        const row = budgets.all().find((budget) => budget.id === id);
        if (row === undefined) return unknownBudget(id);
        changeBudget.run(document, id);
        return success({ ...row, document });
      }),
    removeBudget: (id) => write(() => (removeBudget.run(id).changes > 0 ? success(undefined) : unknownBudget(id))),
    alerts: () => alerts.all(),
    addAlerts: (rows) =>
      write(() =>
        success(
          inOneTransaction(() =>
            rows.flatMap((row) => {
              const { budgetId, subject, threshold, fromMs, toMs, noticedAtMs, spentUsd, amountUsd } = row;
              const times = [fromMs, toMs, noticedAtMs].map(sqlInteger);
              const added = addAlert.run(budgetId, subject, threshold, ...times, spentUsd, amountUsd);
              return added.changes > 0 ? [{ ...row, id: Number(added.lastInsertRowid), acknowledgedAtMs: null }] : [];
            }),
          ),
        ),
      ),
    acknowledgeAlerts: (ids, atMs) =>
      write(() => {
        inOneTransaction(() => {
          for (const id of ids) acknowledge.run(sqlInteger(atMs), id);
        });
        return success(undefined);
      }),
    anomalyMarks: (series) => marks.all(series),
    markAnomaly: ({ day, series, acknowledgedAtMs, note, changedAtMs }) =>
      write(() => {
        if (acknowledgedAtMs === null && note === '') removeMark.run(day, series);
        else {
          const acknowledged = acknowledgedAtMs === null ? null : sqlInteger(acknowledgedAtMs);
          setMark.run(day, series, acknowledged, note, sqlInteger(changedAtMs));
        }
        return success(undefined);
      }),
    pinnedPlans: () => plans.all(),
    pinPlan: (document, pinnedAtMs) =>
      write(() => {
        const { lastInsertRowid } = pinPlan.run(sqlInteger(pinnedAtMs), document);
        return success({ id: Number(lastInsertRowid), pinnedAtMs, document });
      }),
    unpinPlan: (id) =>
      write(() =>
        unpinPlan.run(id).changes > 0
          ? success(undefined)
          : failure('unknown-plan', `The ledger has no pinned plan ${id}.`, {
              nextStep: 'List the pinned plans to see their numbers: burnrate plan list.',
            }),
      ),
  };
}

function unknownBudget(id: number): Result<never> {
  return failure('unknown-budget', `The ledger has no budget ${id}.`, {
    nextStep: 'List the budgets to see their numbers: burnrate budget list.',
  });
}
