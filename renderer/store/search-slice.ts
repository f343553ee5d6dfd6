import { optimiseOptionsSchema } from '#shared/domain/optimisation.ts';
import { describeIssue } from '#shared/describe-issue.ts';
import { failure } from '#shared/result.ts';
import type { SearchChoices, SearchSlice } from './search-state.ts';
import type { SliceContext } from './state.ts';

/** No limits, every lever on or off, the models of the plan. */
const startChoices: SearchChoices = { objective: 'expected', held: [], free: [], models: [] };

export function createSearchSlice({ set, get, services }: SliceContext): SearchSlice {
  let stop: (() => void) | undefined;
  let newest = 0;

  function halt(): void {
    newest += 1;
    stop?.();
    stop = undefined;
    set({ searchProgress: null });
  }

  return {
    searchChoices: startChoices,
    searchProgress: null,
    searchEnd: null,

    chooseSearch: (choices) => set({ searchChoices: choices }),

    async startSearch() {
      halt();
      const asked = newest;
      const scenario = get().history?.present;
      if (scenario === undefined) return;
      const { searchChoices: choices } = get();
      // A lever that was deleted since holds nothing and varies nothing.
      const levers = new Set(scenario.levers.map(({ id }) => id));
      const options = optimiseOptionsSchema.safeParse({
        ...choices,
        held: choices.held.filter((id) => levers.has(id)),
        free: choices.free.filter(({ lever, values }) => levers.has(lever) && values.length > 0),
      });
      if (!options.success) {
        const { sentence, path } = describeIssue(options.error, choices);
        set({ searchEnd: { of: scenario, result: failure('invalid-input', sentence, { at: { path } }) } });
        return;
      }
      set({ searchProgress: { done: 0, total: 0 } });
      const problem = await get().fetchCards(choices.models);
      if (asked !== newest) return;
      if (problem !== undefined) {
        set({ searchProgress: null, searchEnd: { of: scenario, result: { ok: false, error: problem } } });
        return;
      }
      stop = services.startOptimiser(
        { scenario, cards: get().cards, options: options.data },
        {
          onProgress: (progress) => set({ searchProgress: progress }),
          onEnd: (result) => set({ searchProgress: null, searchEnd: { of: scenario, result } }),
        },
      );
    },

    cancelSearch: halt,

    forgetSearch() {
      halt();
      set({ searchChoices: startChoices, searchEnd: null });
    },
  };
}
