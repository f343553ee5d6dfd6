import { mostCompared } from '#shared/domain/plan-comparison.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import type { PlansSlice } from './plans-state.ts';
import type { SliceContext } from './state.ts';

export function createPlansSlice({ set, get, services }: SliceContext): PlansSlice {
  const { bridge } = services;
  let newest = 0;

  /** The open plan as it is edited, or why it cannot be computed; any other as the library holds it. */
  async function scenarioOf(id: string): Promise<Result<Scenario>> {
    const { entry, history, problem } = get();
    if (id === entry?.id && history !== null) {
      return problem === null ? success(history.present) : { ok: false, error: problem };
    }
    const opened = await bridge.call('scenario.open', { id });
    return opened.ok ? success(opened.value.scenario) : opened;
  }

  function firstChoice(): readonly string[] {
    const { entry, history } = get();
    if (entry === null) return [];
    const parent = history?.present.parent?.id;
    return parent === undefined || parent === entry.id ? [entry.id] : [parent, entry.id];
  }

  async function compare(ids: readonly string[]): Promise<NonNullable<PlansSlice['planComparison']>['answer']> {
    const scenarios: Scenario[] = [];
    for (const opened of await Promise.all(ids.map(scenarioOf))) {
      if (!opened.ok) return opened;
      scenarios.push(opened.value);
    }
    return bridge.call('scenario.compare', { scenarios });
  }

  return {
    comparedPlans: [],
    planComparison: null,
    comparingPlans: false,

    async comparePlans(ids) {
      set({ comparedPlans: [...new Set(ids)].slice(0, mostCompared) });
      await get().refreshPlanComparison();
    },

    async refreshPlanComparison() {
      newest += 1;
      const asked = newest;
      const known = new Set((get().entries ?? []).map(({ id }) => id));
      const chosen = get().comparedPlans.filter((id) => known.has(id));
      const ids = chosen.length > 0 ? chosen : firstChoice().filter((id) => known.has(id));
      if (ids.length < 2) {
        set({ comparedPlans: ids, planComparison: null, comparingPlans: false });
        return;
      }
      set({ comparedPlans: ids, comparingPlans: true });
      const answer = await compare(ids);
      // An older question may be answered later.
      if (asked === newest) set({ planComparison: { ids, answer }, comparingPlans: false });
    },
  };
}
