import { describe, expect, it } from 'vitest';
import type { UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import { failure } from '#shared/result.ts';
import {
  comparisonView,
  daysPerMonth,
  ledgerMixes,
  startMix,
  type ComparisonEntry,
} from '../../../renderer/store/comparison.ts';
import { lineOf, recordOf } from './catalogue-samples.ts';

const mix = { ...startMix, tokens: { input: 1000, output: 500 }, requestsPerDay: 100 };

function priced(modelId: string, ...lines: Parameters<typeof recordOf>[1]): [string, ComparisonEntry] {
  return [modelId, { ok: true, record: recordOf(modelId, lines) }];
}

const entries = new Map<string, ComparisonEntry>([
  priced('a', lineOf('input', 0.002), lineOf('output', 0.008)),
  priced('b', lineOf('input', 0.001), lineOf('output', 0.004)),
  priced('unknown-output', lineOf('input', 0.0001), lineOf('output', null)),
  priced('nothing', lineOf('input', null), lineOf('output', null)),
  ['missing', { ok: false, error: failure('unknown-model', 'There is no such model.').error }],
]);

describe('the comparison', () => {
  it('costs a month at the mean month’s requests, against the first model', () => {
    const { models } = comparisonView(['a', 'b'], mix, entries);
    // $0.01 × 100 requests × 30.4375 days = $30.4375.
    expect(models[0]).toMatchObject({ usdPerRequest: 0.01, usdPerMonth: 30.4375, differenceUsdPerMonth: null });
    expect(models[1]?.usdPerMonth).toBeCloseTo(15.21875, 9);
    expect(models[1]?.differenceUsdPerMonth).toBeCloseTo(-15.21875, 9);
    expect(models[1]?.differenceShare).toBeCloseTo(-0.5, 9);
    expect(daysPerMonth).toBeCloseTo(365.25 / 12, 12);
  });

  it('takes a month under contract as the services give it: a commitment is topped up, and compared so', () => {
    const term = { step: 'commitment', name: 'Promise', usd: 10, formula: 'Up to $40.' } as const;
    const usage = { step: 'usage', name: 'a', usd: 30, formula: '' } as const;
    const committed = new Map(entries);
    const entry = entries.get('a');
    if (entry?.ok !== true) throw new Error('no sample');
    const month = { month: '2026-11', lines: [usage, term], usd: 40 };
    committed.set('a', { ok: true, record: { ...entry.record, month } });
    const { models } = comparisonView(['b', 'a'], mix, committed);
    expect(models[0]?.monthTerms).toEqual([]);
    expect(models[1]).toMatchObject({ usdPerRequest: 0.01, usdPerMonth: 40, monthTerms: [term] });
    expect(models[1]?.differenceUsdPerMonth).toBeCloseTo(40 - 15.21875, 9);
  });

  it('never shows a part without a price as $0, and does not rank it', () => {
    const { models, sentence } = comparisonView(['a', 'unknown-output', 'nothing', 'missing'], mix, entries);
    expect(models[1]).toMatchObject({ usdPerRequest: 0.0001, isPartial: true, differenceShare: null });
    expect(models[2]).toMatchObject({ usdPerRequest: null, usdPerMonth: null, isPartial: true });
    expect(models[3]).toMatchObject({ usdPerRequest: null, isPartial: false, error: { code: 'unknown-model' } });
    expect(sentence).toBe('a costs $30.44 a month. 3 of 4 cannot be ranked: a part of the cost is unknown.');
  });

  it('against a first model without a full price knows no difference', () => {
    const { models } = comparisonView(['unknown-output', 'a'], mix, entries);
    expect(models[1]?.differenceUsdPerMonth).toBeNull();
  });

  it('has a line for every kind of the mix and every fee, whoever bills it', () => {
    const withFee = new Map([...entries, priced('fee', lineOf('input', 0.001), lineOf('request', 0.01))]);
    const { lines } = comparisonView(['a', 'fee'], mix, withFee);
    expect(lines.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['input', 1000],
      ['output', 500],
      ['request', null],
    ]);
    expect(lines[2]?.lines.map((line) => line?.usd ?? null)).toEqual([null, 0.01]);
  });

  it('says what is cheapest, naming the provider where two models share a name', () => {
    expect(comparisonView(['a', 'b'], mix, entries).sentence).toBe(
      'b is the cheapest at $15.22 a month, $15.22 less than a.',
    );
    const twins = new Map(
      ['a', 'b'].map((id): [string, ComparisonEntry] => {
        const entry = entries.get(id);
        if (entry?.ok !== true) throw new Error('no sample');
        const card = { ...entry.record.card, displayName: 'Twin', providerName: `Maker of ${id}` };
        return [id, { ok: true, record: { ...entry.record, card } }];
      }),
    );
    expect(comparisonView(['a', 'b'], mix, twins).sentence).toMatch(
      /^Twin \(Maker of b\) .* less than Twin \(Maker of a\)\.$/,
    );
  });

  it('waits for answers without inventing any', () => {
    const { models, lines } = comparisonView(['a', 'new'], mix, entries);
    expect(models[1]).toMatchObject({ usdPerRequest: null, isPartial: false, error: null });
    expect(lines[0]?.lines[1]).toBeNull();
  });

  it('of a mix without tokens says that there is nothing to price', () => {
    expect(comparisonView(['a'], { ...mix, tokens: {} }, entries).sentence).toMatch(/has no tokens/);
  });
});

function totals(requests: number, tokens: UsageTotals['tokens']): UsageTotals {
  const totalTokens = Object.values(tokens).reduce((sum, count) => sum + (count ?? 0), 0);
  return { requests, tokens, totalTokens, records: requests } as UsageTotals;
}

describe('the mix of the ledger', () => {
  const start = Date.UTC(2026, 9, 1);
  const summary = {
    by: ['model'],
    firstMs: start,
    lastMs: start + 10 * 86_400_000,
    totals: totals(100, { input: 50_000, output: 10_000 }),
    groups: [
      { ...totals(90, { input: 9000 }), keys: { model: 'small' } },
      { ...totals(10, { input: 41_000, output: 10_000 }), keys: { model: 'large' } },
    ],
  } as UsageSummary;

  it('is the mean request and the requests of a mean day', () => {
    const [whole] = ledgerMixes('all', summary);
    expect(whole).toMatchObject({ key: 'all', tokens: { input: 500, output: 100 }, requestsPerDay: 10 });
  });

  it('is offered for each model too, the one with the most tokens first', () => {
    expect(ledgerMixes('recent', summary).map(({ label }) => label)).toEqual([
      'Last 30 days of the ledger',
      'Last 30 days of the ledger: large',
      'Last 30 days of the ledger: small',
    ]);
    expect(ledgerMixes('all', summary)[1]?.tokens).toEqual({ input: 4100, output: 1000 });
  });

  it('of less than a day counts as a day', () => {
    const [whole] = ledgerMixes('all', { ...summary, lastMs: start + 3_600_000 });
    expect(whole?.requestsPerDay).toBe(100);
  });

  it('is not known without requests or without usage', () => {
    expect(ledgerMixes('all', { ...summary, totals: totals(0, { input: 5 }), groups: [] })).toEqual([]);
    expect(ledgerMixes('all', { ...summary, firstMs: null, lastMs: null })).toEqual([]);
  });
});
