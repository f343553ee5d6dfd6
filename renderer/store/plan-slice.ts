import type { PlanSlice } from './plan-state.ts';
import type { SliceContext } from './state.ts';

export function createPlanSlice({ set, get, services }: SliceContext): PlanSlice {
  const { bridge, notify } = services;
  return {
    plans: null,
    variance: null,
    plansError: null,

    async readPlans() {
      const plans = await bridge.call('plan.list', {});
      if (!plans.ok) {
        set({ plansError: plans.error });
        return;
      }
      set({ plans: plans.value, plansError: null });
      const shown = plans.value.find(({ id }) => id === get().variance?.entry.id) ?? plans.value[0];
      if (shown === undefined) set({ variance: null });
      else await get().choosePlan(shown.id);
    },

    async choosePlan(id) {
      const variance = await bridge.call('plan.variance', { id });
      set(variance.ok ? { variance: variance.value, plansError: null } : { plansError: variance.error });
    },

    async pinOpenScenario() {
      const scenario = get().history?.present;
      if (scenario === undefined) return;
      const pinned = await bridge.call('plan.pin', { scenario });
      if (!pinned.ok) {
        notify({ tone: 'failed', title: 'The plan was not pinned', message: pinned.error.message });
        return;
      }
      notify({ tone: 'done', title: 'Pinned as the plan', message: `${pinned.value.name}, as it is now.` });
      await get().choosePlan(pinned.value.id);
      await get().readPlans();
    },

    async unpinPlan(id) {
      const removed = await bridge.call('plan.unpin', { id });
      if (!removed.ok) notify({ tone: 'failed', title: 'The plan was not removed', message: removed.error.message });
      await get().readPlans();
    },

    async recalibratePlan(id) {
      const next = await bridge.call('plan.recalibrate', { id });
      if (!next.ok) {
        notify({ tone: 'failed', title: 'No next version could be made', message: next.error.message });
        return false;
      }
      if (!(await get().createScenario(next.value.scenario))) return false;
      set(({ entry }) => ({ calibratedId: entry?.id ?? null }));
      return true;
    },

    async refreshPlans() {
      if (get().plans !== null) await get().readPlans();
    },
  };
}
