import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardAt, type LayeredCatalogue } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import {
  bookContent,
  bundled,
  catalogueWith,
  litellmText,
  overrideContent,
} from '../unit/pricing/books/book-fixtures.ts';

const year = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) };
const instant = fc.integer(year);
/** Bundled models with and without dates, hours and tiers, spellings of them, and models of no bundled book. */
const models = [
  'openai/gpt-4o',
  'openai/gpt-4o-2024-08-06',
  'openai/o3',
  'azure/gpt-4o',
  'anthropic/claude-sonnet-4-5',
  'google/gemini-3.8-flash',
  'deepseek/deepseek-chat',
  'deepseek/deepseek-v4-flash',
  'acme/large',
  'acme/small',
];
const model = fc.constantFrom(...models);
const usd = fc.integer({ min: 1, max: 20_000 }).map((cents) => cents / 100);

const book = fc
  .record({ prices: fc.dictionary(model, usd, { minKeys: 1, maxKeys: 6 }), from: instant })
  .map(({ prices, from }) =>
    bookContent(
      litellmText(Object.fromEntries(Object.entries(prices).map(([name, input]) => [name, { input }]))),
      from,
    ),
  );
const override = fc
  .record({ model, from: instant, days: fc.option(fc.integer({ min: 1, max: 300 })), usd })
  .map(({ model: name, from, days, usd: input }) =>
    overrideContent(name, from, input, days === null ? {} : { effectiveToMs: from + days * 86_400_000 }),
  );
const contract = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), percentOff: fc.integer({ min: -20, max: 90 }) })
  .map(({ month, percentOff }) => ({
    kind: 'contract',
    version: 1,
    terms: {
      format: 'burnrate-contract',
      version: 1,
      name: `${percentOff} off`,
      from: `2026-${String(month).padStart(2, '0')}-15`,
      discounts: [{ percentOff }],
    },
  }));
const documents = fc.array(fc.oneof(book, override, contract), { maxLength: 4 });

function cardOf(catalogue: LayeredCatalogue, name: string, atMs: number): PriceCard | undefined {
  const match = catalogue.resolve({ model: name }, atMs);
  return match.ok ? match.value.card : undefined;
}

/** What makes a price, whatever the dates of the card that it stands on. */
function priceOf(card: PriceCard | undefined): unknown {
  if (card === undefined) return undefined;
  const { rates, unitRates, serviceTiers, contract: terms, dailyWindows } = card;
  return { rates, unitRates, serviceTiers, terms, dailyWindows };
}

describe('laws of a layered catalogue', () => {
  it('an applied book never changes a price before its effective date', () => {
    fc.assert(
      fc.property(documents, book, model, instant, (others, applied, name, atMs) => {
        const { effectiveFromMs } = applied as { readonly effectiveFromMs: number };
        fc.pre(atMs < effectiveFromMs);
        const before = cardOf(catalogueWith(...others), name, atMs);
        const after = cardOf(catalogueWith(...others, applied), name, atMs);
        expect(priceOf(after)).toEqual(priceOf(before));
      }),
      { numRuns: 150 },
    );
  });

  it('an override never changes a price outside its time', () => {
    fc.assert(
      fc.property(documents, override, model, instant, (others, added, name, atMs) => {
        const { effectiveFromMs, effectiveToMs = Infinity } = added as {
          readonly effectiveFromMs: number;
          readonly effectiveToMs?: number;
        };
        fc.pre(atMs < effectiveFromMs || atMs >= effectiveToMs);
        const before = cardOf(catalogueWith(...others), name, atMs);
        const after = cardOf(catalogueWith(...others, added), name, atMs);
        expect(priceOf(after)).toEqual(priceOf(before));
      }),
      { numRuns: 150 },
    );
  });

  it('exactly one card holds at every instant from the first price to the last', () => {
    fc.assert(
      fc.property(documents, model, instant, (all, name, atMs) => {
        const cards = catalogueWith(...all).cards({ model: name });
        for (const [index, card] of cards.slice(1).entries()) {
          const end = cards[index]?.effectiveToMs ?? Infinity;
          expect(end).toBeLessThanOrEqual(card.effectiveFromMs ?? -Infinity);
        }
        const holding = cards.filter(
          ({ effectiveFromMs, effectiveToMs }) =>
            (effectiveFromMs ?? -Infinity) <= atMs && atMs < (effectiveToMs ?? Infinity),
        );
        // A model that no bundled book has may have no price yet.
        const allowed = bundled.cards({ model: name }).length > 0 ? [1] : [0, 1];
        expect(allowed).toContain(holding.length);
        expect(cardAt(cards, atMs)).toEqual(holding[0]);
      }),
      { numRuns: 150 },
    );
  });

  it('equal versions are equal prices', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const catalogue = catalogueWith(...all);
        const byVersion = new Map<string, unknown>();
        for (const name of models) {
          for (const card of catalogue.cards({ model: name })) {
            const known = byVersion.get(card.priceVersion) ?? priceOf(card);
            byVersion.set(card.priceVersion, known);
            expect(priceOf(card)).toEqual(known);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
