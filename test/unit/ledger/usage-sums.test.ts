import { describe, expect, it } from 'vitest';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { groupRows } from '../../../electron/ledger/row-groups.ts';
import { addUsage, noUsage, sumGroups, toTotals } from '../../../electron/ledger/usage-sums.ts';

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

describe('sumGroups', () => {
  it('sums exactly beyond 2^53', () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const usage = columns({
      rows: 3,
      tokens: { input: Float64Array.of(largest, largest, 1) },
      costNanoUsd: Float64Array.of(largest, largest, 2),
    });
    const [sums] = sumGroups(usage, groupRows(3, []));
    expect(sums?.tokens.input).toBe(18_014_398_509_481_983n);
    expect(sums?.costNanoUsd).toBe(18_014_398_509_481_984n);
  });

  it('counts all tokens of an unpriced record, and of the others the kinds without a rate', () => {
    const usage = columns({
      rows: 3,
      tokens: { input: Uint8Array.of(10, 20, 30), output: Uint8Array.of(1, 2, 3) },
      priceCard: Uint8Array.of(0, 1, 1),
      // Bit 4 is `output`.
      unpricedKinds: Uint8Array.of(0, 0, 1 << 4),
    });
    const [sums] = sumGroups(usage, groupRows(3, []));
    expect([sums?.unpricedRecords, sums?.unpricedTokens]).toEqual([1n, 14n]);
  });

  it('keeps the earliest start and the latest end of each group', () => {
    const usage = columns({
      rows: 3,
      startMs: Float64Array.of(50, 20, 90),
      endMs: Float64Array.of(60, 25, 90),
    });
    const sums = sumGroups(usage, groupRows(3, [[0, 0, 1]]));
    expect(sums.map(({ firstMs, lastMs }) => [firstMs, lastMs])).toEqual([
      [20, 60],
      [90, 90],
    ]);
  });
});

describe('addUsage', () => {
  it('leaves sums as they are when nothing is added', () => {
    const [sums = noUsage] = sumGroups(columns({ rows: 2, tokens: { output: Uint8Array.of(1, 2) } }), groupRows(2, []));
    expect(addUsage(noUsage, sums)).toEqual(sums);
  });
});

describe('toTotals', () => {
  it('writes money exactly as text and leaves out kinds without tokens', () => {
    const totals = toTotals({ ...noUsage, records: 2n, tokens: { input: 5n }, costNanoUsd: 9_007_199_254_740_993n });
    expect(totals).toEqual({
      records: 2,
      requests: 0,
      tokens: { input: 5 },
      totalTokens: 5,
      costNanoUsd: '9007199254740993',
      costUsd: 9_007_199.254740993,
      unpricedRecords: 0,
      unpricedTokens: 0,
    });
  });
});
