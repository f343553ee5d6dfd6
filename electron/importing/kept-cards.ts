import type { PriceCard } from '#shared/domain/price.ts';
import type { ImportWriter } from '#ledger';

/** Keeps the cards that price an import's records, each once, before records priced by it are stored. */
export interface KeptCards {
  /** Keeps a card. */
  keep(card: PriceCard): void;
}

/** @param openWriter begins the import when it is first asked. */
export function createKeptCards(openWriter: () => ImportWriter): KeptCards {
  const versions = new Set<string>();
  return {
    keep(card) {
      if (versions.has(card.priceVersion)) return;
      openWriter().keepCard(card);
      versions.add(card.priceVersion);
    },
  };
}
