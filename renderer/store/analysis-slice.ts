import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { AnalysisKind } from '../analysis/analyses.ts';
import type { Analysed, AnalysisSlice, SliceContext } from './state.ts';

/** How long an edit waits for the next one before ranges are worked out, ms. */
export const analysisDelayMs = 150;

/** Preference that remembers the budget that a scenario is held against. */
function budgetKey(id: string): string {
  return `burnrate.budget.${id}`;
}

/**
 * Ranges, fair shares and sensitivity of the open scenario. Each is kept with the result it belongs to, so that a figure
 * of an earlier edit is never shown beside a newer one; at most one run of a kind is under way.
 */
export function createAnalysisSlice({ set, get, services }: SliceContext): AnalysisSlice {
  const running = new Set<AnalysisKind>();
  const timers = new Map<AnalysisKind, ReturnType<typeof setTimeout>>();

  function runSoon(kind: AnalysisKind): void {
    clearTimeout(timers.get(kind));
    timers.set(
      kind,
      setTimeout(() => void run(kind), analysisDelayMs),
    );
  }

  async function run(kind: AnalysisKind): Promise<void> {
    const { result, history, cards } = get();
    if (running.has(kind) || result === null || history === null || isDone(kind, result)) return;
    running.add(kind);
    const budget = get().budgetMonthlyUsd;
    const answer = await services.analyst.run({
      kind,
      scenario: history.present,
      cards,
      ...(budget !== null && { budgetMonthlyUsd: budget }),
    });
    running.delete(kind);
    const analysed: Analysed<AnalysisKind> = { of: result, answer };
    set({ [kind]: analysed });
    // An edit or another budget came meanwhile: what was worked out is of the past. Not at once: during a drag the worker
    // would take the browser's time for figures that the next frame makes old again.
    if (get().result !== result || !isDone(kind, result)) runSoon(kind);
  }

  function isDone(kind: AnalysisKind, result: SimulationResult): boolean {
    if (get()[kind]?.of !== result) return false;
    const { ranges, budgetMonthlyUsd: budget } = get();
    if (kind !== 'ranges' || budget === null || ranges?.answer.ok !== true) return true;
    return ranges.answer.value.ranges.aboveBudget?.budgetMonthlyUsd === budget;
  }

  return {
    ranges: null,
    sensitivity: null,
    selfHosting: null,
    budgetMonthlyUsd: null,

    setBudgetMonthlyUsd(usd) {
      const { entry } = get();
      set({ budgetMonthlyUsd: usd });
      if (entry === null) return;
      if (usd === null) services.preferences.removeItem(budgetKey(entry.id));
      else services.preferences.setItem(budgetKey(entry.id), String(usd));
      get().analyseSoon();
    },

    recallBudget(id) {
      const text = services.preferences.getItem(budgetKey(id));
      const usd = Number(text ?? Number.NaN);
      set({ budgetMonthlyUsd: Number.isFinite(usd) && usd >= 0 ? usd : null });
    },

    analyseSoon() {
      runSoon('ranges');
    },

    analyseSelfHosting() {
      void run('selfHosting');
    },

    analyseSensitivity() {
      void run('sensitivity');
    },
  };
}
