import { describe, expect, it } from 'vitest';
import { consumptionAt, isPartlyPricedAt, nameAt } from '#shared/domain/record-page-row.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';

/** Two records: the first named, in the batch tier and priced; the second without a name, and without a price for one kind. */
const page: RecordPage = {
  total: 2,
  offset: 0,
  rows: 2,
  importId: [1, 1],
  startMs: [0, 0],
  endMs: [0, 0],
  requests: [3, 0],
  serviceTier: [serviceTiers.indexOf('batch'), 0],
  residency: [0, 1],
  tokens: { input: [5, 0], output: [0, 7] },
  units: { webSearch: [0, 2] },
  dimensions: { model: [7, 0] },
  names: { model: { '7': 'gpt-4o' } },
  costNanoUsd: [9, 9],
  priceCard: [2, 2],
  priceVersions: { '2': 'book 1' },
  unpricedKinds: [0, 0b10],
  unpricedUnits: [0, 0],
  billedNanoUsd: [null, null],
};

describe('a record of a page', () => {
  it('has the name that its dictionary id stands for, and none where it is not given', () => {
    expect(nameAt(page, 'model', 0)).toBe('gpt-4o');
    expect(nameAt(page, 'model', 1)).toBe('');
    expect(nameAt(page, 'project', 0)).toBe('');
  });

  it('consumed what its columns hold, without kinds and units that it has none of', () => {
    expect(consumptionAt(page, 0)).toEqual({
      tokens: { input: 5 },
      units: {},
      requests: 3,
      serviceTier: 'batch',
      residency: residencies[0],
    });
    expect(consumptionAt(page, 1)).toEqual({
      tokens: { output: 7 },
      units: { webSearch: 2 },
      requests: 0,
      serviceTier: 'standard',
      residency: residencies[1],
    });
  });

  it('is partly priced when a kind or a unit of it has no price', () => {
    expect(isPartlyPricedAt(page, 0)).toBe(false);
    expect(isPartlyPricedAt(page, 1)).toBe(true);
    expect(isPartlyPricedAt({ ...page, unpricedUnits: [1, 0] }, 0)).toBe(true);
  });
});
