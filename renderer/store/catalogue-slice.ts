import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Failure } from '#shared/result.ts';
import type { SliceContext } from './state.ts';

export interface CatalogueSlice {
  /** Dated cards of every model asked for so far. */
  readonly cards: readonly PriceCard[];
  /** Models whose cards have been asked for, known or not. */
  readonly askedModels: ReadonlySet<string>;
  /** Nearest model ids for names that the catalogue does not know. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
  /** The catalogue's list for pickers; null until first needed. */
  readonly models: readonly ModelSummary[] | null;
  /** Fetches the cards of models that have not been asked for, then evaluates the open scenario again. */
  fetchCards(models: readonly string[]): Promise<Failure | undefined>;
  /** Loads the list for pickers, once. */
  loadModels(): Promise<void>;
}

export function createCatalogueSlice({ set, get, services }: SliceContext): CatalogueSlice {
  let loadingModels = false;
  return {
    cards: [],
    askedModels: new Set(),
    candidates: new Map(),
    models: null,

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
      if (loadingModels || get().models !== null) return;
      loadingModels = true;
      const answer = await services.bridge.call('catalogue.models', {});
      loadingModels = false;
      if (answer.ok) set({ models: answer.value.models });
      else
        services.notify({ tone: 'failed', title: 'The model list could not be read', message: answer.error.message });
    },
  };
}

function cardKey({ modelId, priceVersion }: PriceCard): string {
  return `${modelId} ${priceVersion}`;
}
