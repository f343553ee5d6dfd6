import { describe, expect, it } from 'vitest';
import type { UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import { dailyCostsSentence } from '../../../renderer/charts/daily-costs-model.ts';
import {
  costText,
  dailyCosts,
  groupRows,
  isNarrowed,
  nextGroupSort,
  selectionOf,
  sortGroups,
  startSort,
  wholeLedger,
  withNames,
} from '../../../renderer/store/ledger-view.ts';

function totals(costUsd: number, more: Partial<UsageTotals> = {}): UsageTotals {
  return {
    records: 2,
    requests: 2,
    tokens: { input: 100 },
    totalTokens: 100,
    units: {},
    costNanoUsd: String(Math.round(costUsd * 1e9)),
    costUsd,
    unpricedRecords: 0,
    unpricedTokens: 0,
    unpricedUnits: {},
    billedRecords: 0,
    billedNanoUsd: '0',
    computedOfBilledNanoUsd: '0',
    ...more,
  };
}

const unpriced = { unpricedRecords: 2, unpricedTokens: 100 };

function summary(by: 'day' | 'model', groups: readonly (readonly [string, UsageTotals])[]): UsageSummary {
  const costUsd = groups.reduce((sum, [, group]) => sum + group.costUsd, 0);
  return {
    by: [by],
    totals: totals(costUsd),
    groups: groups.map(([key, group]) => ({ ...group, keys: { [by]: key } })),
    firstMs: null,
    lastMs: null,
  };
}

describe('what is selected', () => {
  it('is everything at first', () => {
    expect(selectionOf(wholeLedger)).toEqual({});
    expect(isNarrowed(wholeLedger)).toBe(false);
  });

  it('reaches to the end of the last day', () => {
    expect(selectionOf({ ...wholeLedger, fromDay: '2025-10-06', toDay: '2025-10-06' })).toEqual({
      fromMs: Date.UTC(2025, 9, 6),
      toMs: Date.UTC(2025, 9, 7),
    });
  });

  it('has no bound while a date is half typed', () => {
    expect(selectionOf({ ...wholeLedger, fromDay: '2025-02-31' })).toEqual({});
  });

  it('names records without a name by the empty name, and every name by none', () => {
    const narrowed = withNames(wholeLedger, 'project', ['', 'alpha']);
    expect(selectionOf(narrowed)).toEqual({ filter: { project: ['', 'alpha'] } });
    expect(isNarrowed(narrowed)).toBe(true);
    expect(withNames(narrowed, 'project', [])).toEqual(wholeLedger);
  });
});

describe('a cost', () => {
  it('is never $0 where it is unknown', () => {
    expect(costText(totals(0, unpriced))).toBe('unknown');
    expect(costText(totals(1.5, { unpricedRecords: 1, unpricedTokens: 50 }))).toBe('$1.50 + unknown');
    expect(costText(totals(1.5, { unpricedUnits: { webSearch: 3 } }))).toBe('$1.50 + unknown');
    expect(costText(totals(1.5))).toBe('$1.50');
  });
});

describe('groups', () => {
  const rows = groupRows(
    summary('model', [
      ['gpt-4o', totals(3)],
      ['claude', totals(1)],
      ['', totals(0, unpriced)],
    ]),
    'model',
    [],
  );

  it('have a share of the known cost, and none where theirs is unknown', () => {
    expect(rows.map(({ name, share }) => [name, share])).toEqual([
      ['gpt-4o', 0.75],
      ['claude', 0.25],
      ['not given', null],
    ]);
  });

  it('of unknown cost come last by cost, whichever way round', () => {
    const descending = startSort('model');
    expect(descending).toEqual({ key: 'cost', direction: 'descending' });
    expect(sortGroups(rows, descending).map(({ key }) => key)).toEqual(['gpt-4o', 'claude', '']);
    expect(sortGroups(rows, nextGroupSort(descending, 'cost')).map(({ key }) => key)).toEqual(['claude', 'gpt-4o', '']);
  });

  it('by name begin with A', () => {
    const sort = nextGroupSort(startSort('model'), 'name');
    expect(sortGroups(rows, sort).map(({ name }) => name)).toEqual(['claude', 'gpt-4o', 'not given']);
  });
});

describe('days', () => {
  it('without usage cost nothing; days whose price is unknown have no amount', () => {
    const days = dailyCosts(
      summary('day', [
        ['2025-10-09', totals(0, unpriced)],
        ['2025-10-06', totals(2)],
      ]),
    );
    expect(days.map(({ day, usd }) => [day, usd])).toEqual([
      ['2025-10-06', 2],
      ['2025-10-07', 0],
      ['2025-10-08', 0],
      ['2025-10-09', null],
    ]);
    expect(dailyCostsSentence(days)).toBe(
      '4 days, 6 Oct 2025 to 9 Oct 2025: $2.00 known, most on 6 Oct 2025 ($2.00). On 1 day a part of the cost is unknown.',
    );
  });

  it('far apart are not filled up: a stray date makes no thousand bars', () => {
    const days = dailyCosts(
      summary('day', [
        ['1999-01-01', totals(1)],
        ['2025-10-06', totals(2)],
      ]),
    );
    expect(days).toHaveLength(2);
  });

  it('say so when nothing of their cost is known', () => {
    expect(dailyCostsSentence(dailyCosts(summary('day', [['2025-10-06', totals(0, unpriced)]])))).toBe(
      '6 Oct 2025: the cost is unknown.',
    );
  });
});
