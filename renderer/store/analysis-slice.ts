import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { AnalysisKind } from '../analysis/analyses.ts';
import type { Analysed, AnalysisSlice, SliceContext } from './state.ts';

/** How long an edit waits for the next one before ranges are worked out, ms. */
export const analysisDelayMs = 150;

/**
 * Ranges, fair shares and sensitivity of the open scenario. Each is kept with the result it belongs to, so that a figure
 * of an earlier edit is never shown beside a newer one; at most one run of a kind is under way.
 */
export function createAnalysisSlice({ set, get, services }: SliceContext): AnalysisSlice {
  const running = new Set<AnalysisKind>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(kind: AnalysisKind): Promise<void> {
    const { result, history, cards } = get();
    if (running.has(kind) || result === null || history === null || isDone(kind, result)) return;
    running.add(kind);
    const answer = await services.analyst.run(kind, history.present, cards);
    running.delete(kind);
    const analysed: Analysed<AnalysisKind> = { of: result, answer };
    set({ [kind]: analysed });
    // An edit came meanwhile: what was worked out is of the past.
    if (get().result !== result) void run(kind);
  }

  function isDone(kind: AnalysisKind, result: SimulationResult): boolean {
    return get()[kind]?.of === result;
  }

  return {
    ranges: null,
    sensitivity: null,
    selfHosting: null,

    analyseSoon() {
      clearTimeout(timer);
      timer = setTimeout(() => void run('ranges'), analysisDelayMs);
    },

    analyseSelfHosting() {
      void run('selfHosting');
    },

    analyseSensitivity() {
      void run('sensitivity');
    },
  };
}
