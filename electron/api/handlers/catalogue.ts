import { success } from '#shared/result.ts';
import { cardsOfModels, type Catalogue } from '#pricing';
import type { Handlers } from '../handler.ts';
import { priceOne } from './price-one.ts';

type CatalogueMethods = 'catalogue.cards' | 'catalogue.models' | 'catalogue.price';

/** What the catalogue handlers need. */
export interface CatalogueServices {
  readonly catalogue: Catalogue;
  /** The clock, UTC milliseconds: prices without a date are today's. */
  readonly now: () => number;
}

/** Implements the catalogue's methods. An unknown model is a failure `unknown-model` that names the nearest ids. */
export function catalogueHandlers({ catalogue, now }: CatalogueServices): Pick<Handlers, CatalogueMethods> {
  return {
    'catalogue.cards'({ models }) {
      const { cards, unknown } = cardsOfModels(catalogue, models);
      return success({ cards: [...cards], unknown: [...unknown] });
    },
    'catalogue.models'({ provider, search, limit }) {
      const models = catalogue.list({ provider, search }, now());
      return success({ total: models.length, models: models.slice(0, limit), providers: [], books: [] });
    },
    'catalogue.price'(input) {
      return priceOne(catalogue, input, input.atMs ?? now());
    },
  };
}
