import { describe, expect, it } from 'vitest';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageTotals } from '#shared/domain/usage-query.ts';
import { totalsOf } from '../../../electron/ledger/present-groups.ts';
import { segmentRows } from '../../../electron/ledger/segment-rows.ts';
import { groupUsage } from '../../../electron/ledger/usage-rows.ts';

function columns(more: Partial<UsageColumns> & { readonly rows: number }): UsageColumns {
  const { rows } = more;
  return {
    startMs: new Float64Array(rows),
    endMs: new Float64Array(rows),
    requests: new Uint8Array(rows).fill(1),
    serviceTier: new Uint8Array(rows),
    tokens: {},
    dimensions: {},
    costNanoUsd: new Uint8Array(rows),
    priceCard: new Uint8Array(rows).fill(1),
    unpricedKinds: new Uint8Array(rows),
    ...more,
  };
}

/** Totals over all records. */
function totalsOver(usage: UsageColumns): UsageTotals {
  return totalsOf(groupUsage(segmentRows(usage, 1), []));
}

describe('the measures of records', () => {
  it('sum exactly beyond 2^53', () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const totals = totalsOver(
      columns({
        rows: 3,
        tokens: { input: Float64Array.of(largest, largest, 1) },
        costNanoUsd: Float64Array.of(largest, largest, 2),
      }),
    );
    expect(totals.tokens.input).toBe(Number(18_014_398_509_481_983n));
    expect(totals.costNanoUsd).toBe('18014398509481984');
  });

  it('count all tokens of an unpriced record, and of the others the kinds without a rate', () => {
    const usage = columns({
      rows: 3,
      tokens: { input: Uint8Array.of(10, 20, 30), output: Uint8Array.of(1, 2, 3) },
      priceCard: Uint8Array.of(0, 1, 1),
      // Bit 4 is `output`.
      unpricedKinds: Uint8Array.of(0, 0, 1 << 4),
    });
    expect(totalsOver(usage)).toMatchObject({ unpricedRecords: 1, unpricedTokens: 14 });
  });

  it('count unpriced tokens of one record beyond 2^53', () => {
    const half = 2 ** 52;
    const usage = columns({
      rows: 1,
      tokens: { input: Float64Array.of(half), output: Float64Array.of(half), reasoning: Float64Array.of(1) },
      priceCard: Uint8Array.of(0),
    });
    expect(totalsOver(usage).unpricedTokens).toBe(Number(2n ** 53n + 1n));
  });

  it('count units in millionths, and those without a rate apart', () => {
    const usage = columns({
      rows: 3,
      microUnits: { webSearch: Uint32Array.of(2_000_000, 3_000_000, 0), sessionHour: Uint32Array.of(0, 250_000, 1) },
      priceCard: Uint8Array.of(1, 0, 1),
      // Bit 1 is `webSearch`.
      unpricedUnits: Uint8Array.of(1 << 1, 0, 0),
    });
    expect(totalsOver(usage)).toMatchObject({
      units: { webSearch: 5, sessionHour: 0.250001 },
      unpricedUnits: { webSearch: 5, sessionHour: 0.25 },
    });
  });

  it('tell records that state no cost from those that state zero', () => {
    const usage = columns({ rows: 4, billedNanoUsd: Float64Array.of(0, Number.NaN, 500, -30) });
    expect(totalsOver(usage)).toMatchObject({ billedRecords: 3, billedNanoUsd: '470' });
    expect(totalsOver(columns({ rows: 1 }))).toMatchObject({ billedRecords: 0, billedNanoUsd: '0' });
  });

  it('keep the earliest start and the latest end of each group', () => {
    const usage = columns({
      rows: 3,
      startMs: Float64Array.of(50, 20, 90),
      endMs: Float64Array.of(60, 25, 90),
      dimensions: { model: Uint8Array.of(1, 1, 2) },
    });
    const groups = groupUsage(segmentRows(usage, 1), ['model']);
    expect([groups.firstMs, groups.lastMs]).toEqual([Float64Array.of(20, 90), Float64Array.of(60, 90)]);
  });
});
