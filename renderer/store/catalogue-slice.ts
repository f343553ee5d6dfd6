import type { PriceCard } from '#shared/domain/price.ts';
import type { CatalogueSlice } from './catalogue-state.ts';
import type { SliceContext } from './state.ts';

export function createCatalogueSlice({ set, get, services }: SliceContext): CatalogueSlice {
  let loadingModels = false;

  async function readModels(): Promise<void> {
    if (loadingModels) return;
    loadingModels = true;
    const answer = await services.bridge.call('catalogue.models', {});
    loadingModels = false;
    if (answer.ok) {
      set({ models: answer.value.models, modelsError: null });
      return;
    }
    set({ modelsError: answer.error });
    services.notify({ tone: 'failed', title: 'The catalogue could not be read', message: answer.error.message });
  }

  return {
    cards: [],
    askedModels: new Set(),
    candidates: new Map(),
    models: null,
    modelsError: null,

    async fetchCards(models) {
      const missing = models.filter((model) => !get().askedModels.has(model));
      if (missing.length === 0) return undefined;
      const answer = await services.bridge.call('catalogue.cards', { models: missing });
      if (!answer.ok) return answer.error;
      set((state) => {
        const held = new Set(state.cards.map(cardKey));
        return {
          cards: [...state.cards, ...answer.value.cards.filter((card) => !held.has(cardKey(card)))],
          askedModels: new Set([...state.askedModels, ...missing]),
          candidates: new Map([
            ...state.candidates,
            ...answer.value.unknown.map((unknown) => [unknown.model, unknown.candidates] as const),
          ]),
        };
      });
      return undefined;
    },

    async loadModels() {
      if (get().models === null) await readModels();
    },

    async receiveNewPrices() {
      set({ cards: [], askedModels: new Set(), candidates: new Map() });
      const { models, openedModel, documents, displayCurrency, ...actions } = get();
      actions.reevaluate();
      const { openModel, loadDisplayCurrency, loadDocuments, refreshComparison } = actions;
      await Promise.all([
        displayCurrency === null ? undefined : loadDisplayCurrency(),
        models === null ? undefined : readModels(),
        openedModel === null ? undefined : openModel(openedModel.name),
        documents === null ? undefined : loadDocuments(),
        refreshComparison(),
      ]);
    },
  };
}

function cardKey({ modelId, priceVersion }: PriceCard): string {
  return `${modelId} ${priceVersion}`;
}
