import { describe, expect, it } from 'vitest';
import { overview } from '#tracking';
import { catalogueWith } from '../pricing/books/book-fixtures.ts';
import { exampleRecord, importUsage, openTestLedger, type PricedUsage } from '../ledger/sample-usage.ts';

const novemberMs = Date.UTC(2026, 10, 24, 12);
const octoberMs = Date.UTC(2026, 9, 24, 12);
const million = 1_000_000;

/** GPT-4o costs $2.50 in, $1.25 read from the cache, $10 out per million tokens, and half of it in batches. */
const usage: readonly PricedUsage[] = [
  // 2.50 + 1.25 = $3.75
  [
    exampleRecord({ startMs: novemberMs, user: 'ada', tokens: { input: million, cacheRead: million } }),
    { costNanoUsd: 3_750_000_000, priceVersion: 'v1', unpricedKinds: [] },
  ],
  // 10 / 2 = $5.00
  [
    exampleRecord({ startMs: novemberMs, user: 'bob', serviceTier: 'batch', tokens: { output: million } }),
    { costNanoUsd: 5_000_000_000, priceVersion: 'v1', unpricedKinds: [] },
  ],
  [
    exampleRecord({ startMs: novemberMs, model: 'house-model', tokens: { input: 70 } }),
    { costNanoUsd: 0, priceVersion: null, unpricedKinds: [] },
  ],
  // $2.50 in October
  [
    exampleRecord({ startMs: octoberMs, user: 'ada', tokens: { input: million } }),
    { costNanoUsd: 2_500_000_000, priceVersion: 'v1', unpricedKinds: [] },
  ],
];

describe('an overview', () => {
  it('sums the day, the week and the month, beside what came before', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'usage.csv', usage);
    const seen = overview(ledger, catalogueWith(), { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 28) });
    expect(seen).toMatchObject({ isPast: true, timeZone: 'UTC' });
    for (const span of [seen.today, seen.week, seen.month])
      expect(span).toMatchObject({ usd: 8.75, requests: 3, unpricedTokens: 70 });
    expect(seen.month.previousUsd).toBe(2.5);
    expect(seen.perRequestUsd).toBeCloseTo(8.75 / 3, 12);
    expect(seen.perUser).toEqual({ count: 2, averageUsd: 4.375, topTenthShare: 5 / 8.75 });
    expect(seen.perConversation).toBeNull();
  });

  it('counts a last request at the first instant of a month to that month', () => {
    const ledger = openTestLedger();
    const startMs = Date.UTC(2026, 10, 1);
    importUsage(ledger, 'usage.csv', [
      [exampleRecord({ startMs }), { costNanoUsd: 1_000_000_000, priceVersion: 'v1', unpricedKinds: [] }],
    ]);
    const { month } = overview(ledger, catalogueWith(), { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 28) });
    expect(month).toMatchObject({ fromMs: startMs, usd: 1 });
  });

  it('says who spends it, on what, and never shows what is unknown as nothing', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'usage.csv', usage);
    const { breakdowns, kinds, kindsResidualUsd, buckets } = overview(ledger, catalogueWith(), {
      timeZone: 'UTC',
      nowMs: novemberMs,
    });
    const models = breakdowns.find(({ by }) => by === 'model');
    expect(models?.rows).toMatchObject([
      { name: 'gpt-4o', usd: 8.75, share: 1 },
      { name: 'house-model', usd: 0, unpricedTokens: 70 },
    ]);
    expect(kinds).toEqual([
      { kind: 'input', quantity: million, usd: 2.5 },
      { kind: 'cacheRead', quantity: million, usd: 1.25 },
      { kind: 'output', quantity: million, usd: 5 },
    ]);
    expect(kindsResidualUsd).toBeCloseTo(0, 9);
    expect(buckets[0]).toEqual({ bucket: 'llm', usd: 8.75 });
  });

  it('works out what caching and batch saved, and could save', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'usage.csv', usage);
    const { savings } = overview(ledger, catalogueWith(), { timeZone: 'UTC', nowMs: novemberMs });
    const [caching, batch] = savings;
    // A million reads at $1.25 that would have cost $2.50.
    expect(caching?.savedUsd).toBeCloseTo(1.25, 9);
    // 54 % of two million prompt tokens are 1.08 million reads: 80,000 more, each $1.25 a million cheaper.
    expect(caching?.possibleUsd).toBeCloseTo(0.1, 9);
    // The batch would have cost $10; the standard request could have cost half of its $3.75.
    expect(batch?.savedUsd).toBeCloseTo(5, 9);
    expect(batch?.possibleUsd).toBeCloseTo(1.875, 9);
  });
});
