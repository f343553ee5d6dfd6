import type { PriceCard } from '#shared/domain/price.ts';
import type { ImportWriter } from '#ledger';

/** Keeps the cards that price an import's records, each once, before records priced by it are stored. */
export interface KeptCards {
  /** Keeps a card; nothing in a dry run. */
  keep(card: PriceCard): void;
}

/** @param openWriter undefined for a dry run. */
export function createKeptCards(openWriter: (() => ImportWriter) | undefined): KeptCards {
  const versions = new Set<string>();
  return {
    keep(card) {
      if (openWriter === undefined || versions.has(card.priceVersion)) return;
      openWriter().keepCard(card);
      versions.add(card.priceVersion);
    },
  };
}
