import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BookFile, BundledCatalogue } from '#pricing/books';
import { bookDocument, createBundledCatalogue, createCatalogue, readPriceBook } from '#pricing/books';
import type { LayeredCatalogue } from '#pricing';
import type { PriceDocumentKind, PriceDocumentRow } from '#shared/domain/price-book.ts';
import type { PriceBook } from '../../../../electron/pricing/books/stated-price.ts';

/** One for all tests of a file: its cards are made once. */
export const bundled: BundledCatalogue = createBundledCatalogue();

/** Text of a price file of the fixtures. */
export function fixtureText(name: string): string {
  return readFileSync(resolve(import.meta.dirname, '../../../fixtures/price-books', name), 'utf8');
}

/** Reads a price file that is sound; `known` = what the catalogue says of a model, nothing by default. */
export function readBook(text: string, file = 'book.json'): PriceBook {
  const book = readPriceBook(text, {
    file,
    providerNamed: (name) => bundled.providerNamed(name),
    knownRates: () => undefined,
  });
  if (!book.ok) throw new Error(`${book.error.message} ${book.error.at?.path ?? ''}`);
  return book.value;
}

/** Rows as the ledger gives them, in the order given; ids count up from 1. */
export function documentRows(contents: readonly object[]): readonly PriceDocumentRow[] {
  return contents.map((content, index) => ({
    id: index + 1,
    kind: (content as { kind: PriceDocumentKind }).kind,
    name: `document ${index + 1}`,
    sha256: '0'.repeat(64),
    recordedAtMs: Date.UTC(2026, 10, 1) + index,
    withdrawnAtMs: null,
    document: JSON.stringify(content),
  }));
}

const file: BookFile = { file: 'book.json', sha256: 'abcdef0123456789'.repeat(4) };

/** Content of a book document, from a price file's text. */
export function bookContent(text: string, effectiveFromMs: number, more: Partial<BookFile> = {}): object {
  return bookDocument(readBook(text), { ...file, ...more }, effectiveFromMs);
}

/** A LiteLLM file of one model, prices in US dollars per million tokens. */
export function litellmText(prices: Record<string, { readonly input: number; readonly output?: number }>): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(prices).map(([name, { input, output = 4 * input }]) => [
        name,
        {
          litellm_provider: name.includes('/') ? name.split('/')[0] : 'openai',
          mode: 'chat',
          input_cost_per_token: input / 1e6,
          output_cost_per_token: output / 1e6,
        },
      ]),
    ),
  );
}

/** Content of an override document. */
export function overrideContent(
  model: string,
  effectiveFromMs: number,
  inputUsdPerMTok: number,
  more: object = {},
): object {
  return {
    kind: 'override',
    version: 1,
    model,
    effectiveFromMs,
    rates: { input: { usdPerMTok: inputUsdPerMTok, tiers: [] } },
    unitRates: {},
    ...more,
  };
}

/** The bundled catalogue with documents over it. */
export function catalogueWith(...contents: readonly object[]): LayeredCatalogue {
  const catalogue = createCatalogue({ bundled, documents: documentRows(contents) });
  if (!catalogue.ok) throw new Error(catalogue.error.message);
  return catalogue.value;
}

/** The input rate of a model at an instant; undefined when it has no price then. */
export function inputAt(catalogue: LayeredCatalogue, model: string, atMs: number): number | undefined {
  const match = catalogue.resolve({ model }, atMs);
  return match.ok ? match.value.card.rates.input?.usdPerMTok : undefined;
}
