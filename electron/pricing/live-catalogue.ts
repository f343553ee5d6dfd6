import type { LayeredCatalogue } from './catalogue.ts';

/**
 * A catalogue that is always the current one: each call goes to what `current` gives then, so that services can hold it
 * while books come and go.
 */
export function createLiveCatalogue(current: () => LayeredCatalogue): LayeredCatalogue {
  return {
    get book() {
      return current().book;
    },
    get bookVersion() {
      return current().bookVersion;
    },
    get documents() {
      return current().documents;
    },
    get exchangeRates() {
      return current().exchangeRates;
    },
    get contracts() {
      return current().contracts;
    },
    modelCount: () => current().modelCount(),
    resolve: (reference, atMs) => current().resolve(reference, atMs),
    cards: (reference) => current().cards(reference),
    candidates: (reference, limit) => current().candidates(reference, limit),
    list: (filter, atMs) => current().list(filter, atMs),
    providers: () => current().providers(),
    model: (reference, atMs) => current().model(reference, atMs),
    disagreements: (atMs) => current().disagreements(atMs),
  };
}
