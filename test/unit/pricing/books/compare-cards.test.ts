import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../../electron/pricing/books/compare-cards.ts';
import { findDisagreements } from '../../../../electron/pricing/books/disagreements.ts';
import { exampleCard } from '../example-card.ts';

function flat(
  usdPerMTok: number,
  ...tiers: [bound: number, usdPerMTok: number][]
): { usdPerMTok: number; tiers: { aboveInputTokens: number; usdPerMTok: number }[] } {
  return { usdPerMTok, tiers: tiers.map(([aboveInputTokens, usd]) => ({ aboveInputTokens, usdPerMTok: usd })) };
}

describe('changesBetween', () => {
  it('is empty for equal prices, also when binary noise differs', () => {
    expect(changesBetween(exampleCard(), exampleCard())).toEqual([]);
    const noisy = exampleCard({ rates: { input: flat(4 + 1e-12), output: flat(16) } });
    expect(changesBetween(exampleCard(), noisy)).toEqual([]);
  });

  it('gives old, new and percent of each price, largest first, then what comes and goes', () => {
    const before = exampleCard({ rates: { input: flat(4), output: flat(16), cacheRead: flat(0.4) } });
    const after = exampleCard({
      rates: { input: flat(5), output: flat(8), reasoning: flat(20) },
      unitRates: { webSearch: { usdPerUnit: 0.01 } },
    });
    expect(changesBetween(before, after)).toEqual([
      { kind: 'output', unit: 'USD/MTok', oldUsd: 16, newUsd: 8, percent: -50 },
      { kind: 'input', unit: 'USD/MTok', oldUsd: 4, newUsd: 5, percent: 25 },
      { kind: 'cacheRead', unit: 'USD/MTok', oldUsd: 0.4, newUsd: null, percent: null },
      { kind: 'reasoning', unit: 'USD/MTok', oldUsd: null, newUsd: 20, percent: null },
      { kind: 'webSearch', unit: 'USD/search', oldUsd: null, newUsd: 0.01, percent: null },
    ]);
  });

  it('compares what holds above each bound, where a tier comes', () => {
    const after = exampleCard({ rates: { input: flat(4, [200_000, 8]), output: flat(16) } });
    expect(changesBetween(exampleCard(), after)).toEqual([
      { kind: 'input', aboveInputTokens: 200_000, unit: 'USD/MTok', oldUsd: 4, newUsd: 8, percent: 100 },
    ]);
  });

  it('takes 271,999 and 272,000 for the same bound', () => {
    const before = exampleCard({ rates: { input: flat(4, [271_999, 8]) } });
    const after = exampleCard({ rates: { input: flat(4, [272_000, 8]) } });
    expect(changesBetween(before, after)).toEqual([]);
  });

  it('says of a service tier only what the standard price does not tell', () => {
    const batch = { batch: { multiplier: 0.5, source: 'page' } };
    const before = exampleCard({ serviceTiers: batch });
    const cheaper = exampleCard({ rates: { input: flat(2), output: flat(16) }, serviceTiers: batch });
    expect(changesBetween(before, cheaper).map(({ kind, serviceTier }) => [kind, serviceTier])).toEqual([
      ['input', undefined],
    ]);
    const own = exampleCard({
      serviceTiers: { batch: { multiplier: 0.5, rates: { input: flat(3) }, source: 'book' } },
    });
    expect(changesBetween(before, own)).toEqual([
      { kind: 'input', serviceTier: 'batch', unit: 'USD/MTok', oldUsd: 2, newUsd: 3, percent: 50 },
    ]);
    expect(changesBetween(exampleCard(), before).map(({ kind, newUsd }) => [kind, newUsd])).toEqual([
      ['input', 2],
      ['output', 8],
    ]);
  });
});

describe('findDisagreements', () => {
  const used = exampleCard({ source: { book: 'one', bookVersion: '1' } });

  it('lists prices more than 1 % apart, with both sources and by how much', () => {
    const other = exampleCard({
      source: { book: 'two', bookVersion: '2' },
      rates: { input: flat(4.2), output: flat(16.16) },
    });
    expect(findDisagreements([used, other])).toEqual([
      {
        modelId: 'acme/large',
        kind: 'input',
        unit: 'USD/MTok',
        prices: [
          { usd: 4, source: 'one 1' },
          { usd: 4.2, source: 'two 2' },
        ],
        percent: expect.closeTo(5, 9),
      },
    ]);
  });

  it('says nothing of what only one book prices, and nothing of a single book', () => {
    const other = exampleCard({ rates: { input: flat(4), reasoning: flat(99) } });
    expect(findDisagreements([used, other])).toEqual([]);
    expect(findDisagreements([used])).toEqual([]);
  });

  it('cannot tell by how much where one is free', () => {
    const free = exampleCard({ rates: { input: flat(0), output: flat(16) } });
    expect(findDisagreements([used, free])).toMatchObject([{ kind: 'input', percent: null }]);
  });

  it('compares every two books', () => {
    const [second, third] = [5, 6].map((input) => exampleCard({ rates: { input: flat(input), output: flat(16) } }));
    if (second === undefined || third === undefined) throw new Error('no cards');
    expect(findDisagreements([used, second, third]).map(({ prices }) => prices.map(({ usd }) => usd))).toEqual([
      [4, 6],
      [4, 5],
      [5, 6],
    ]);
  });
});
