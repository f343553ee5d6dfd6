import type { ModelPageSlice } from './catalogue-state.ts';
import type { SliceContext } from './state.ts';

export function createModelPageSlice({ set, get, services }: SliceContext): ModelPageSlice {
  return {
    openedModel: null,

    async openModel(name) {
      const { openedModel } = get();
      // Read again, a page keeps what it shows until the answer is in.
      if (openedModel?.name !== name) set({ openedModel: { name, prices: null, error: null } });
      const answer = await services.bridge.call('catalogue.model', { model: name });
      if (get().openedModel?.name !== name) return;
      set({
        openedModel: answer.ok
          ? { name, prices: answer.value, error: null }
          : { name, prices: null, error: answer.error },
      });
    },
  };
}
