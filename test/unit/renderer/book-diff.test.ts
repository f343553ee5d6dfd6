import { describe, expect, it } from 'vitest';
import type { BookDiff, RateChange } from '#shared/domain/price-book.ts';
import {
  changeRows,
  diffSentence,
  remarkRows,
  sortChanges,
} from '../../../renderer/features/catalogue/book-diff-model.ts';

const start = Date.UTC(2026, 11, 1);

function change(more: Partial<RateChange>): RateChange {
  return { kind: 'input', unit: 'USD/MTok', oldUsd: 2, newUsd: 1, percent: -50, ...more };
}

const changed: BookDiff['changed'] = [
  {
    modelId: 'maker/large',
    displayName: 'Large',
    fromMs: start,
    largestPercent: 50,
    changes: [change({}), change({ kind: 'output', serviceTier: 'batch', oldUsd: null, newUsd: 4, percent: null })],
  },
  {
    modelId: 'maker/small',
    displayName: 'Small',
    fromMs: start,
    largestPercent: 10,
    changes: [change({ percent: 10 })],
  },
];

const nothing: BookDiff = {
  format: 'litellm',
  book: 'litellm',
  bookVersion: '12345678',
  file: 'prices.json',
  fileSha256: 'a'.repeat(64),
  effectiveFromMs: start,
  models: 5,
  unknownKeys: [],
  skipped: [],
  notes: [],
  added: [],
  changed: [],
  unchanged: 5,
  removed: { count: 0, modelIds: [] },
};

describe('the rows of a diff', () => {
  it('are one for each changed price, with the change as a share', () => {
    expect(
      changeRows(changed).map(({ modelId, price, oldUsd, newUsd, share }) => [modelId, price, oldUsd, newUsd, share]),
    ).toEqual([
      ['maker/large', 'Input', 2, 1, -0.5],
      ['maker/large', 'Output, batch', null, 4, null],
      ['maker/small', 'Input', 2, 1, 0.1],
    ]);
  });

  it('have keys of their own', () => {
    const keys = changeRows(changed).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('sort by any column, what has no number last', () => {
    const rows = changeRows(changed);
    const shares = (direction: 'ascending' | 'descending') =>
      sortChanges(rows, { key: 'change', direction }).map(({ share }) => share);
    expect(shares('ascending')).toEqual([-0.5, 0.1, null]);
    expect(shares('descending')).toEqual([0.1, -0.5, null]);
    expect(sortChanges(rows, null)).toBe(rows);
  });
});

describe('the sentence of a diff', () => {
  it('counts what comes, changes, goes and stays', () => {
    const diff: BookDiff = {
      ...nothing,
      changed,
      added: [{ modelId: 'new/one', displayName: 'One', fromMs: start, inputUsdPerMTok: 1, outputUsdPerMTok: null }],
      removed: { count: 2, modelIds: ['a', 'b'] },
    };
    expect(diffSentence(diff)).toBe(
      '1 model is new, 3 prices of 2 models change, 2 models of the last such book are gone and keep their last price; 5 models stay as they are.',
    );
  });

  it('says when there is nothing to do', () => {
    expect(diffSentence(nothing)).toMatch(/nothing to change/);
    expect(diffSentence({ ...nothing, changed, appliedAs: 3 })).toMatch(/applied .* already/);
  });
});

describe('what is not used', () => {
  it('is listed with why', () => {
    const rows = remarkRows({
      skipped: [{ what: 'image_generation', count: 12, path: 'dall-e-3' }],
      unknownKeys: [{ what: 'cost_per_pixel', count: 1, path: 'x.cost_per_pixel' }],
    });
    expect(rows.map(({ what, kind }) => [what, kind])).toEqual([
      ['image_generation', 'Entry without a price that could be used'],
      ['cost_per_pixel', 'Key without a counterpart: not used'],
    ]);
  });
});
