import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  examplePrice,
  exampleRecord,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
} from '../../ledger/sample-usage.ts';
import { exportAll, exportSource } from './export-source.ts';

function exampleLedger(records = 1) {
  const ledger = openTestLedger();
  importUsage(ledger, 'usage.csv', [
    ...Array.from(
      { length: records },
      (_, index) =>
        [
          exampleRecord({ startMs: marchMs + index, user: 'ada', units: { webSearch: 2 } }),
          examplePrice(4_500_000),
        ] as const,
    ),
    [exampleRecord({ model: '=house', serviceTier: 'batch', residency: 'eu' }), unpriced],
  ]);
  return exportSource(ledger);
}

describe('JSON export', () => {
  it('is one document with every record; a cost that is not known is null', () => {
    expect(JSON.parse(exportAll(exampleLedger(), 'json').text)).toEqual({
      format: 'burnrate-usage',
      version: 1,
      records: [
        {
          start: '2024-03-01T00:00:00.000Z',
          end: '2024-03-01T00:00:00.000Z',
          provider: 'openai',
          model: 'gpt-4o',
          user: 'ada',
          serviceTier: 'standard',
          residency: 'global',
          requests: 1,
          tokens: { input: 1000, output: 200 },
          units: { webSearch: 2 },
          costUsd: 0.0045,
          costNanoUsd: '4500000',
          priceVersion: 'v1',
          import: 1,
        },
        {
          start: '2024-03-01T00:00:00.000Z',
          end: '2024-03-01T00:00:00.000Z',
          provider: 'openai',
          model: '=house',
          serviceTier: 'batch',
          residency: 'eu',
          requests: 1,
          tokens: { input: 1000, output: 200 },
          units: {},
          costUsd: null,
          costNanoUsd: null,
          import: 1,
        },
      ],
    });
  });

  it('comes in parts that make one document', () => {
    const { text, parts } = exportAll(exampleLedger(12_000), 'json');
    expect(parts).toBe(2);
    const document = JSON.parse(text) as { readonly records: readonly unknown[] };
    expect(document.records).toHaveLength(12_001);
  });

  it('of nothing is a document without records', () => {
    const { text } = exportAll(exportSource(openTestLedger()), 'json');
    expect(JSON.parse(text)).toEqual({ format: 'burnrate-usage', version: 1, records: [] });
  });
});

describe('CSV export', () => {
  it('has a line for every record, and no cell that a spreadsheet would run', () => {
    const { text, rows } = exportAll(exampleLedger(20_000), 'csv');
    const [header = [], ...cells]: string[][] = parse(text);
    expect(rows).toBe(20_001);
    expect(cells).toHaveLength(20_001);
    expect(cells.at(-1)?.[header.indexOf('model')]).toBe("'=house");
    expect(cells.at(-1)?.[header.indexOf('costUsd')]).toBe('');
    const cost = cells.reduce((sum, row) => sum + Number(row[header.indexOf('costUsd')]), 0);
    expect(cost).toBeCloseTo(20_000 * 0.0045, 6);
  });
});
