import type { ScenarioEntry } from '#shared/contract.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { evaluate, modelsOf } from '../engine.ts';
import { record, redo, seal, startHistory, undo, type History } from './history.ts';
import type { ScenarioSlice, SliceContext } from './state.ts';

/** How long an edit waits for the next one before it is saved, ms. */
export const autosaveDelayMs = 500;

export function createScenarioSlice({ set, get, services }: SliceContext): ScenarioSlice {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  function evaluatePresent(): void {
    const { history } = get();
    if (history !== null) showCost(history.present);
  }

  /**
   * Shows what a scenario costs, or asks for prices that it needs first.
   * @param change shown together with it: every change of the state copies it whole and asks all who read it.
   */
  function showCost(scenario: Scenario, change: Partial<ScenarioSlice> = {}): void {
    const missing = modelsOf(scenario).filter((model) => !get().askedModels.has(model));
    if (missing.length > 0) {
      set({ ...change, pricesPending: true });
      void fetchAndEvaluate(scenario, missing);
      return;
    }
    const evaluated = evaluate(scenario, get().cards);
    const cost = evaluated.ok ? { result: evaluated.value, problem: null } : { problem: evaluated.error };
    set({ ...change, ...cost, pricesPending: false });
    if (evaluated.ok) get().analyseSoon();
  }

  async function fetchAndEvaluate(scenario: Scenario, missing: readonly string[]): Promise<void> {
    const problem = await get().fetchCards(missing);
    if (problem !== undefined) set({ pricesPending: false, problem });
    else if (get().history?.present === scenario) evaluatePresent();
  }

  function adopt(history: History<Scenario>): void {
    const before = get().history;
    if (history === before) return;
    if (history.present === before?.present) {
      set({ history });
      return;
    }
    showCost(history.present, { history, saveState: 'pending' });
    clearTimeout(timer);
    timer = setTimeout(() => void get().flushSave(), autosaveDelayMs);
  }

  async function save(entry: ScenarioEntry, scenario: Scenario): Promise<void> {
    const answer = await services.bridge.call('scenario.save', { id: entry.id, scenario });
    if (get().entry?.id !== entry.id) return;
    if (!answer.ok) {
      set({ saveState: 'failed', saveError: answer.error });
      return;
    }
    const isCurrent = get().history?.present === scenario;
    set({ entry: answer.value, saveError: null, saveState: isCurrent ? 'saved' : 'pending' });
  }

  return {
    entry: null,
    history: null,
    result: null,
    problem: null,
    pricesPending: false,
    saveState: 'saved',
    saveError: null,

    async showScenario(entry, scenario) {
      await get().flushSave();
      clearTimeout(timer);
      set({
        entry,
        history: startHistory(scenario),
        result: null,
        problem: null,
        saveState: 'saved',
        saveError: null,
        explained: null,
        selfHosting: null,
      });
      get().recallBudget(entry.id);
      get().forgetSearch();
      evaluatePresent();
    },

    closeScenario() {
      clearTimeout(timer);
      set({ entry: null, history: null, result: null, problem: null, saveState: 'saved', saveError: null });
    },

    edit(intent, change) {
      const { history } = get();
      if (history !== null) adopt(record(history, intent, change(history.present)));
    },

    sealEdit() {
      const { history } = get();
      if (history !== null) adopt(seal(history));
    },

    undoEdit() {
      const { history } = get();
      if (history !== null) adopt(undo(history));
    },

    redoEdit() {
      const { history } = get();
      if (history !== null) adopt(redo(history));
    },

    reevaluate: evaluatePresent,

    async flushSave() {
      clearTimeout(timer);
      const { entry, history, saveState, problem, pricesPending } = get();
      const isUnsaved = saveState === 'pending' || saveState === 'failed';
      // What the engine refuses is not written over the last good file; a missing price answer is no such refusal.
      const isRefused = problem !== null && !pricesPending && problem.code !== 'host-unreachable';
      if (entry === null || history === null || !isUnsaved || isRefused) return saving;
      set({ saveState: 'saving' });
      saving = saving.then(() => save(entry, history.present));
      return saving;
    },
  };
}
