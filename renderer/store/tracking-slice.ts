import type { BudgetAlert } from '#shared/domain/budget.ts';
import { msPerDay } from '#shared/time.ts';
import { formatPercent, formatUsd } from '../ui/format.ts';
import type { SliceContext } from './state.ts';
import type { TrackingSlice } from './tracking-state.ts';

/** Days of the dashboard's chart. */
const chartDays = 35;

export function createTrackingSlice({ set, get, services }: SliceContext): TrackingSlice {
  const { bridge, notify } = services;
  return {
    dashboard: null,
    dashboardError: null,
    budgets: null,
    alerts: [],
    budgetsError: null,

    async readDashboard() {
      const overview = await bridge.call('overview.read', {});
      if (!overview.ok) {
        set({ dashboardError: overview.error });
        return;
      }
      const today = Math.floor(overview.value.asOfMs / msPerDay) * msPerDay;
      const fromMs = today - (chartDays - 1) * msPerDay;
      const [daily, recent] = await Promise.all([
        bridge.call('usage.summary', { fromMs, toMs: today + msPerDay, by: ['day'] }),
        bridge.call('overview.recent', {}),
      ]);
      if (!daily.ok) set({ dashboardError: daily.error });
      else if (!recent.ok) set({ dashboardError: recent.error });
      else
        set({
          dashboard: { overview: overview.value, daily: daily.value, recent: recent.value },
          dashboardError: null,
        });
    },

    async readBudgets() {
      const [budgets, alerts] = await Promise.all([bridge.call('budget.list', {}), bridge.call('budget.alerts', {})]);
      if (!budgets.ok) set({ budgetsError: budgets.error });
      else if (!alerts.ok) set({ budgetsError: alerts.error });
      else set({ budgets: budgets.value, alerts: alerts.value, budgetsError: null });
    },

    async checkBudgets() {
      const checked = await bridge.call('budget.check', {});
      if (!checked.ok) set({ budgetsError: checked.error });
    },

    async refreshTracking() {
      const { dashboard, budgets, readDashboard, readBudgets } = get();
      await Promise.all([
        ...(dashboard === null ? [] : [readDashboard()]),
        ...(budgets === null ? [] : [readBudgets()]),
      ]);
    },

    async saveBudget(input) {
      const saved = await bridge.call('budget.save', input);
      if (!saved.ok) return saved.error;
      await get().checkBudgets();
      await get().readBudgets();
      return undefined;
    },

    async removeBudget(id) {
      const removed = await bridge.call('budget.remove', { id });
      if (!removed.ok) notify({ tone: 'failed', title: 'The budget was not removed', message: removed.error.message });
      await get().readBudgets();
    },

    async acknowledgeAlerts(ids) {
      if (ids.length === 0) return;
      const done = await bridge.call('budget.acknowledge', { ids: [...ids] });
      if (!done.ok) notify({ tone: 'failed', title: 'The alerts were not marked', message: done.error.message });
      await get().readBudgets();
    },

    receiveAlerts(alerts) {
      const [first, ...others] = alerts;
      if (first !== undefined) notify({ tone: 'failed', title: alertTitle(first), message: alertText(first, others) });
      if (get().budgets !== null) void get().readBudgets();
    },
  };
}

function alertTitle({ budgetName, threshold }: BudgetAlert): string {
  return `${budgetName}: ${formatPercent(threshold)} used`;
}

function alertText({ spentUsd, amountUsd, subject }: BudgetAlert, others: readonly BudgetAlert[]): string {
  const who = subject === '' ? '' : `${subject}: `;
  const more = others.length === 0 ? '' : ` ${others.length} more on the screen Budgets.`;
  return `${who}${formatUsd(spentUsd)} of ${formatUsd(amountUsd)}.${more}`;
}
