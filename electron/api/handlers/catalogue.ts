import type { ModelSummary } from '#shared/contract.ts';
import type { PriceDocumentRow } from '#shared/domain/price-book.ts';
import { success } from '#shared/result.ts';
import { cardsOfModels, type LayeredCatalogue } from '#pricing';
import type { Handlers } from '../handler.ts';
import { listPriceDocuments } from '../price-documents.ts';
import { documentsOf } from './price-documents.ts';
import { priceOne } from './price-one.ts';

type CatalogueMethods =
  'catalogue.cards' | 'catalogue.disagreements' | 'catalogue.model' | 'catalogue.models' | 'catalogue.price';

/** What the catalogue handlers need. */
export interface CatalogueServices {
  readonly catalogue: LayeredCatalogue;
  /** The ledger's price documents, withdrawn ones too; none where there is no ledger yet. */
  readonly rows: () => readonly PriceDocumentRow[];
  /** The clock, UTC milliseconds: prices without a date are today's. */
  readonly now: () => number;
}

/** Implements the catalogue's methods. An unknown model is a failure `unknown-model` that names the nearest ids. */
export function catalogueHandlers({ catalogue, rows, now }: CatalogueServices): Pick<Handlers, CatalogueMethods> {
  return {
    'catalogue.cards'({ models }) {
      const { cards, unknown } = cardsOfModels(catalogue, models);
      return success({ cards: [...cards], unknown: [...unknown] });
    },
    'catalogue.disagreements'({ atMs, limit }) {
      const disagreements = catalogue.disagreements(atMs ?? now());
      return success({ total: disagreements.length, disagreements: disagreements.slice(0, limit) });
    },
    'catalogue.model'({ model, atMs }) {
      const instantMs = atMs ?? now();
      const match = catalogue.resolve({ model }, instantMs);
      if (!match.ok) return match;
      const known = catalogue.model({ model }, instantMs);
      if (known === undefined) throw new Error(`The catalogue lost ${model}.`);
      const documents = listPriceDocuments({ rows });
      if (!documents.ok) return documents;
      const { modelId, history, layers, disagreements, documentIds } = known;
      return success({
        modelId,
        card: match.value.card,
        matchReason: match.value.reason,
        history: [...history],
        layers: [...layers],
        disagreements: [...disagreements],
        documents: documentsOf(documents.value, modelId, documentIds),
      });
    },
    'catalogue.models'({ limit, atMs, ...filter }) {
      const instantMs = atMs ?? now();
      const all = catalogue.list({}, instantMs);
      const isFiltered = Object.values(filter).some((part) => part !== undefined && part !== '');
      const models = isFiltered ? catalogue.list(filter, instantMs) : all;
      return success({
        total: models.length,
        models: models.slice(0, limit),
        providers: [...catalogue.providers()],
        books: countBooks(all),
      });
    },
    'catalogue.price'(input) {
      return priceOne(catalogue, input, input.atMs ?? now());
    },
  };
}

function countBooks(models: readonly ModelSummary[]): { book: string; models: number }[] {
  const books = new Map<string, number>();
  for (const { source } of models) books.set(source.book, (books.get(source.book) ?? 0) + 1);
  return [...books]
    .map(([book, count]) => ({ book, models: count }))
    .sort((left, right) => (left.book < right.book ? -1 : 1));
}
