import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { recordPrice } from '#pricing';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { exampleCard } from '../../pricing/example-card.ts';
import {
  exampleRecord,
  exampleSource,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
} from '../../ledger/sample-usage.ts';
import { exportAll, exportSource } from './export-source.ts';
import { brokenRules, type FocusRow } from './focus-rules.ts';

/** $4 a million in, $0.40 from the cache, $16 out, half of it in a batch, $0.01 a search, 10 % off by contract. */
const card = exampleCard({
  rates: {
    input: { usdPerMTok: 4, tiers: [] },
    cacheRead: { usdPerMTok: 0.4, tiers: [] },
    output: { usdPerMTok: 16, tiers: [] },
  },
  unitRates: { webSearch: { usdPerUnit: 0.01 } },
  serviceTiers: { batch: { multiplier: 0.5, source: 'example' } },
  contract: { name: 'Ten off', multiplier: 0.9 },
});

function acme(more: Partial<UsageRecord>): UsageRecord {
  return exampleRecord({ provider: 'acme', model: 'large', project: 'search', ...more });
}

function ledgerOf(records: readonly UsageRecord[]) {
  const ledger = openTestLedger();
  const writer = ledger.beginImport(exampleSource('usage.csv'));
  writer.keepCard(card);
  for (const record of records) writer.append(record, recordPrice(card, record));
  writer.commit({ rowsRead: records.length, rejected: 0, residualNanoUsd: null });
  return ledger;
}

function rowsOf(text: string): { readonly header: readonly string[]; readonly rows: readonly FocusRow[] } {
  const [header = [], ...cells]: string[][] = parse(text);
  return {
    header,
    rows: cells.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))),
  };
}

describe('FOCUS export', () => {
  it('has a row for each day, project, model, tier and kind of token, with sums made by hand', () => {
    const ledger = ledgerOf([
      acme({ tokens: { input: 1_000_000, cacheRead: 500_000, output: 250_000 }, units: { webSearch: 3 } }),
      acme({ startMs: marchMs + 5 * msPerHour, tokens: { input: 500_000 } }),
      acme({ startMs: marchMs + msPerDay, serviceTier: 'batch', tokens: { output: 1_000_000 }, task: 'nightly' }),
    ]);
    const { text, rows: count } = exportAll(exportSource(ledger), 'focus');
    const { header, rows } = rowsOf(text);
    expect(brokenRules(header, rows)).toEqual([]);
    expect(count).toBe(5);
    const shown = rows.map((row) =>
      ['ChargePeriodStart', 'SkuMeter', 'ConsumedQuantity', 'ListCost', 'BilledCost'].map((name) => row[name]),
    );
    // Input: 1.5 million at $4 = $6, less 10 % = $5.40. Cache: 0.5 at $0.40 = $0.20 → $0.18. Output: 0.25 at $16 = $4 →
    // $3.60. Searches: 3 at $0.01 = $0.03 → $0.027. Batch: 1 at $16 × 0.5 = $8 → $7.20.
    expect(shown).toEqual([
      ['2024-03-01T00:00:00Z', 'Cache Read Input Tokens', '500000', '0.2', '0.18'],
      ['2024-03-01T00:00:00Z', 'Input Tokens', '1500000', '6', '5.4'],
      ['2024-03-01T00:00:00Z', 'Output Tokens', '250000', '4', '3.6'],
      ['2024-03-01T00:00:00Z', 'Web searches', '3', '0.03', '0.027'],
      ['2024-03-02T00:00:00Z', 'Output Tokens', '1000000', '8', '7.2'],
    ]);
    expect(rows[1]).toEqual({
      BillingAccountId: 'acme',
      BillingAccountName: 'Acme',
      SubAccountId: 'search',
      SubAccountName: 'search',
      InvoiceIssuerName: 'Acme',
      ProviderName: 'Acme',
      PublisherName: 'Acme',
      BillingPeriodStart: '2024-03-01T00:00:00Z',
      BillingPeriodEnd: '2024-04-01T00:00:00Z',
      ChargePeriodStart: '2024-03-01T00:00:00Z',
      ChargePeriodEnd: '2024-03-02T00:00:00Z',
      ChargeCategory: 'Usage',
      ChargeClass: '',
      ChargeFrequency: 'Usage-Based',
      ChargeDescription: 'Acme Large: input tokens',
      BillingCurrency: 'USD',
      BilledCost: '5.4',
      EffectiveCost: '5.4',
      ContractedCost: '5.4',
      ListCost: '6',
      ContractedUnitPrice: '3.6',
      ListUnitPrice: '4',
      PricingCategory: 'Standard',
      PricingQuantity: '1.5',
      PricingUnit: '1000000 Tokens',
      ConsumedQuantity: '1500000',
      ConsumedUnit: 'Tokens',
      ServiceCategory: 'AI and Machine Learning',
      ServiceSubcategory: 'Generative AI',
      ServiceName: 'Acme models',
      ResourceId: '',
      RegionId: '',
      SkuId: 'acme/large/input/standard',
      SkuPriceId: 'example@1/acme/large/input/standard',
      SkuMeter: 'Input Tokens',
      SkuPriceDetails: '{"x_ModelId":"large","x_TokenType":"Input"}',
      Tags: '{"project":"search"}',
    });
  });

  it('leaves usage without a price out and says so: FOCUS has no row without a cost', () => {
    const ledger = ledgerOf([acme({ tokens: { input: 10, inputImage: 7 } })]);
    importUsage(ledger, 'unknown.csv', [[exampleRecord({ model: 'house-model', tokens: { input: 1000 } }), unpriced]]);
    const { text, notes } = exportAll(exportSource(ledger), 'focus');
    expect(rowsOf(text).rows.map((row) => row['ConsumedQuantity'])).not.toContain('1000');
    expect(notes).toEqual([
      '1,000 tokens without a price are left out: FOCUS has no row without a cost, and theirs is not known.',
    ]);
  });

  it('keeps names that a spreadsheet would run as formulas from being run', () => {
    const ledger = ledgerOf([acme({ project: '=HYPERLINK("http://x","y")', tokens: { input: 1 } })]);
    const { rows } = rowsOf(exportAll(exportSource(ledger), 'focus').text);
    expect(rows[0]?.['SubAccountName']).toBe('\'=HYPERLINK("http://x","y")');
  });

  it('comes in parts of whole days, which together are the whole and each row once', () => {
    const records = Array.from({ length: 30_000 }, (_, index) =>
      acme({ startMs: marchMs + index * 600_000, tokens: { input: 1 + (index % 7) } }),
    );
    const whole = exportAll(exportSource(ledgerOf(records)), 'focus');
    expect(whole.parts).toBe(2);
    const { header, rows } = rowsOf(whole.text);
    expect(brokenRules(header, rows)).toEqual([]);
    expect(rows).toHaveLength(Math.ceil(30_000 / 144));
    const tokens = rows.reduce((sum, row) => sum + Number(row['ConsumedQuantity']), 0);
    expect(tokens).toBe(records.reduce((sum, { tokens: { input = 0 } }) => sum + input, 0));
  });

  it('of nothing is a header', () => {
    const { text, rows } = exportAll(exportSource(openTestLedger()), 'focus');
    expect(rows).toBe(0);
    expect(brokenRules(rowsOf(text).header, [])).toEqual([]);
  });
});

describe('the rules that FOCUS files are held to', () => {
  it('find a missing column, a cost that is no number, a date without a zone and an unknown value', () => {
    const { text } = exportAll(exportSource(ledgerOf([acme({ tokens: { input: 1 } })])), 'focus');
    const { header, rows } = rowsOf(text);
    const [row] = rows;
    const broken = { ...row, BilledCost: '1e-6', ChargePeriodStart: '2024-03-01', ChargeCategory: 'usage' };
    const rules = brokenRules([...header.filter((name) => name !== 'ListCost'), 'Team'], [broken]);
    for (const name of ['ListCost', 'Team', 'BilledCost', 'ChargePeriodStart', 'ChargeCategory']) {
      expect(rules.some((rule) => rule.includes(name))).toBe(true);
    }
  });
});
