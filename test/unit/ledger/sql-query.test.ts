import { describe, expect, it } from 'vitest';
import {
  codeOf,
  examplePrice,
  exampleRecord,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

describe('query', () => {
  it('shows the segments as rows of usage_record', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ user: 'ada' }), examplePrice(4_500_000)],
      [exampleRecord({ startMs: marchMs + 1, serviceTier: 'batch' }), unpriced],
    ]);
    const rows = valueOf(
      ledger.query(
        `SELECT import_id, start_ms, model, user, service_tier, input_tokens, cost_nano_usd, price_card_id
         FROM usage_record ORDER BY start_ms`,
      ),
    );
    const shared = { import_id: 1n, model: 'gpt-4o', input_tokens: 1000n };
    expect(rows).toEqual([
      {
        ...shared,
        start_ms: BigInt(marchMs),
        user: 'ada',
        service_tier: 'standard',
        cost_nano_usd: 4_500_000n,
        price_card_id: 1n,
      },
      {
        ...shared,
        start_ms: BigInt(marchMs + 1),
        user: '',
        service_tier: 'batch',
        cost_nano_usd: null,
        price_card_id: 0n,
      },
    ]);
  });

  it('agrees with usage, and joins with the plain tables', () => {
    const ledger = openTestLedger();
    importUsage(
      ledger,
      'a.csv',
      Array.from({ length: 20 }, (_, index) => [exampleRecord(), examplePrice(index)]),
    );
    const rows = valueOf(
      ledger.query(
        `SELECT file, count(*) AS records, sum(usage_record.cost_nano_usd) AS cost, sum(output_tokens) AS output
         FROM usage_record JOIN usage_import ON usage_import.id = import_id GROUP BY file`,
      ),
    );
    expect(rows).toEqual([{ file: 'a.csv', records: 20n, cost: 190n, output: 4000n }]);
    expect(ledger.usage({ by: [] }).totals.costNanoUsd).toBe('190');
  });

  it('reads the records of a period', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ startMs: marchMs }), unpriced],
      [exampleRecord({ startMs: marchMs + 5 }), unpriced],
    ]);
    function records(table: string, ...parameters: number[]): unknown {
      return valueOf(ledger.query(`SELECT count(*) AS records FROM ${table}`, parameters))[0]?.['records'];
    }
    expect(records('usage_record(?)', marchMs + 1)).toBe(1n);
    expect(records('usage_record(?, ?)', marchMs, marchMs + 5)).toBe(1n);
    expect(records('usage_record WHERE to_ms = ?', marchMs + 6)).toBe(2n);
    expect(records('usage_record')).toBe(2n);
  });

  it.each([
    ['SQL that is wrong', 'SELECT nothing FROM nowhere', []],
    ['a write', 'DELETE FROM usage_import', []],
    ['a write that returns rows', 'DELETE FROM usage_import RETURNING id', []],
    ['too few parameters', 'SELECT ?', []],
  ])('refuses %s', (_name, sql, parameters) => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', []);
    expect(codeOf(ledger.query(sql, parameters))).toBe('bad-query');
    expect(ledger.listImports()).toHaveLength(1);
  });
});
