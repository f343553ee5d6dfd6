import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { ExchangeRate } from '#shared/domain/exchange-rate.ts';
import type { BookFacts, OverrideDocument, PriceDocument, PriceDocumentRow } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { success, type Result } from '#shared/result.ts';
import type { ModelAlias } from '../matching/index.ts';
import { readPriceDocument, type ReadDocument } from './price-documents.ts';

/** An imported book that counts. */
export interface BookLayer {
  readonly documentId: number;
  readonly facts: BookFacts;
  readonly modelIds: readonly string[];
  /** Its cards of a model, ascending by its own dates; none when it has not the model. */
  readonly cardsOf: (modelId: string) => readonly PriceCard[];
}

/** An override that counts. */
export interface OverrideLayer {
  readonly documentId: number;
  readonly override: OverrideDocument;
}

/** Everything that a user added to the bundled prices, by what it does. */
export interface UserPrices {
  /** In the order in which they were added. */
  readonly documents: readonly PriceDocument[];
  /** Oldest first: a later book goes before an earlier one. */
  readonly books: readonly BookLayer[];
  /** By model id, in the order in which they are laid over each other: ascending by start, then as they were added. */
  readonly overrides: ReadonlyMap<string, readonly OverrideLayer[]>;
  readonly aliases: readonly ModelAlias[];
  /** The one that counts first where several hold: latest start first, then the last one added. */
  readonly contracts: readonly { readonly documentId: number; readonly terms: ContractTerms }[];
  readonly exchangeRates: readonly ExchangeRate[];
}

/** Sorts the ledger's documents; withdrawn ones are left out. Fails as `readPriceDocument` does. */
export function readUserPrices(rows: readonly PriceDocumentRow[]): Result<UserPrices> {
  const read: ReadDocument[] = [];
  for (const row of rows) {
    if (row.withdrawnAtMs !== null) continue;
    const document = readPriceDocument(row);
    if (!document.ok) return document;
    read.push(document.value);
  }
  const documents = read.map(({ document }) => document);
  const contents = documents.map(({ id, content }) => ({ id, content }));
  return success({
    documents,
    books: read.flatMap(bookLayer),
    overrides: overridesByModel(
      contents.flatMap(({ id, content }) =>
        content.kind === 'override' ? [{ documentId: id, override: content }] : [],
      ),
    ),
    aliases: contents.flatMap(({ content }) => (content.kind === 'alias' ? [content] : [])),
    contracts: contents
      .flatMap(({ id, content }) => (content.kind === 'contract' ? [{ documentId: id, terms: content.terms }] : []))
      .sort((left, right) => compareStarts(right.terms.from, left.terms.from) || right.documentId - left.documentId),
    exchangeRates: contents.flatMap(({ content }) => (content.kind === 'exchange-rate' ? [content.rate] : [])),
  });
}

function bookLayer({ document, cards }: ReadDocument): BookLayer[] {
  const { id, content } = document;
  if (content.kind !== 'book') return [];
  const { kind: _kind, version: _version, ...facts } = content;
  return [{ documentId: id, facts, modelIds: [...cards.keys()], cardsOf: (modelId) => cards.get(modelId) ?? [] }];
}

function overridesByModel(overrides: readonly OverrideLayer[]): ReadonlyMap<string, readonly OverrideLayer[]> {
  const byModel = new Map<string, OverrideLayer[]>();
  for (const layer of overrides) {
    const modelId = layer.override.model.toLowerCase();
    byModel.set(modelId, [...(byModel.get(modelId) ?? []), layer]);
  }
  for (const layers of byModel.values())
    layers.sort((left, right) => left.override.effectiveFromMs - right.override.effectiveFromMs);
  return byModel;
}

/** Orders days `YYYY-MM-DD`; since ever comes before all. */
function compareStarts(left: string | undefined, right: string | undefined): number {
  const [one, other] = [left ?? '', right ?? ''];
  return one === other ? 0 : one < other ? -1 : 1;
}
