import { describe, expect, it } from 'vitest';
import type { LedgerStatus } from '#shared/domain/ledger-status.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { failure } from '#shared/result.ts';
import { fakeHost } from './fake-host.ts';

const ready: LedgerStatus = {
  state: 'ready',
  file: '/data/usage.ledger',
  sizeBytes: 1,
  version: 1,
  imports: 1,
  records: 3,
  copies: [],
};

const noRecords: RecordPage = {
  total: 0,
  offset: 0,
  rows: 0,
  importId: [],
  startMs: [],
  endMs: [],
  requests: [],
  serviceTier: [],
  residency: [],
  tokens: {},
  units: {},
  dimensions: {},
  names: {},
  costNanoUsd: [],
  priceCard: [],
  priceVersions: {},
  unpricedKinds: [],
  unpricedUnits: [],
  billedNanoUsd: [],
};

function answered(by: UsageSummary['by'], records: number): UsageSummary {
  return {
    by,
    totals: {
      records,
      requests: records,
      tokens: {},
      totalTokens: 0,
      units: {},
      costNanoUsd: '0',
      costUsd: 0,
      unpricedRecords: 0,
      unpricedTokens: 0,
      unpricedUnits: {},
      billedRecords: 0,
      billedNanoUsd: '0',
      computedOfBilledNanoUsd: '0',
    },
    groups: [],
    firstMs: null,
    lastMs: null,
  };
}

describe('the ledger', () => {
  it('that does not open shows its state, and no usage is asked for', async () => {
    const problem = { code: 'ledger-corrupt', message: 'The file is damaged.' };
    const host = fakeHost({ 'ledger.status': () => ({ ...ready, state: 'corrupt', problem }) });
    await host.store.getState().readLedger();
    expect(host.store.getState()).toMatchObject({ ledgerStatus: { state: 'corrupt' }, ledgerUsage: null });
    expect(host.calls.map(({ method }) => method)).toEqual(['ledger.status']);
  });

  it('is asked once when days are what is grouped by, twice otherwise', async () => {
    const host = fakeHost({ 'ledger.status': () => ready, 'usage.summary': ({ by = [] }) => answered(by, 3) });
    await host.store.getState().readLedger();
    expect(host.calls.filter(({ method }) => method === 'usage.summary')).toHaveLength(1);
    host.store.getState().viewLedger({ by: 'model' });
    await expect.poll(() => host.store.getState().ledgerUsage?.view.by).toBe('model');
    expect(host.store.getState()).toMatchObject({
      ledgerUsage: { grouped: { by: ['model'] }, daily: { by: ['day'] } },
      groupSort: { key: 'cost' },
    });
  });

  it('shows the view chosen last, whatever answers first', async () => {
    const host = fakeHost({
      'ledger.status': () => ready,
      'usage.summary': ({ filter, by = [] }) => answered(by, filter?.model?.length ?? 0),
    });
    await host.store.getState().readLedger();
    host.store.getState().viewLedger({ names: { model: ['a'] } });
    host.store.getState().viewLedger({ names: { model: ['a', 'b'] } });
    await expect.poll(() => host.store.getState().ledgerUsage?.grouped.totals.records).toBe(2);
  });

  it('keeps what is shown when a new view is refused, and says why', async () => {
    const host = fakeHost({ 'ledger.status': () => ready, 'usage.summary': ({ by = [] }) => answered(by, 3) });
    await host.store.getState().readLedger();
    host.answers['usage.summary'] = () => failure('empty-period', 'The period ends before it begins.');
    host.store.getState().viewLedger({ fromDay: '2026-02-02', toDay: '2026-01-01' });
    await expect.poll(() => host.store.getState().ledgerError?.code).toBe('empty-period');
    expect(host.store.getState().ledgerUsage?.grouped.totals.records).toBe(3);
  });
});

describe('an export', () => {
  it('puts the parts one behind the other and hands them over as one file', async () => {
    const host = fakeHost({
      'usage.export': ({ offset = 0 }) => ({
        fileName: 'burnrate-records.csv',
        csv: offset === 0 ? 'head\r\nfirst\r\n' : 'second\r\n',
        rows: 1,
        nextOffset: offset === 0 ? 1 : null,
      }),
    });
    await host.store.getState().exportUsage('records');
    expect(host.saved.map(({ name }) => name)).toEqual(['burnrate-records.csv']);
    expect(await host.saved[0]?.content.text()).toBe('head\r\nfirst\r\nsecond\r\n');
    expect(host.store.getState().ledgerWork).toBeNull();
  });

  it('that is cancelled or refused leaves no half of a file', async () => {
    const host = fakeHost({
      'usage.export': () => {
        host.store.getState().cancelExport();
        return { fileName: 'x.csv', csv: 'half', rows: 1, nextOffset: 1 };
      },
    });
    await host.store.getState().exportUsage('records');
    host.answers['usage.export'] = () => failure('ledger-locked', 'The ledger is in use.');
    await host.store.getState().exportUsage('groups');
    expect(host.saved).toEqual([]);
    expect(host.notices).toMatchObject([{ tone: 'failed', message: 'The ledger is in use.' }]);
  });
});

describe('a restore', () => {
  it('names the copy that is kept of the ledger before', async () => {
    const host = fakeHost({
      'ledger.restore': () => ({ records: 1234, replacedFile: '/data/usage.ledger.replaced-1' }),
      'ledger.status': () => ({ ...ready, state: 'missing' }),
      'import.list': () => [],
    });
    await host.store.getState().restoreLedger({ copy: '/data/usage.ledger.1.backup' });
    expect(host.calls[0]).toEqual({ method: 'ledger.restore', input: { copy: '/data/usage.ledger.1.backup' } });
    expect(host.notices).toMatchObject([
      {
        tone: 'done',
        message: 'The ledger holds 1,234 usage records. The one before is kept: /data/usage.ledger.replaced-1',
      },
    ]);
  });
});

describe('the records that are scrolled through', () => {
  it('are read one page at a time, and of those scrolled past none', async () => {
    const total = 100_000;
    const host = fakeHost({
      'usage.records': ({ offset = 0, limit = 0 }) => ({
        ...noRecords,
        total,
        offset,
        rows: Math.min(limit, total - offset),
      }),
    });
    const { needRecords } = host.store.getState();
    const first = needRecords(0, 30);
    // While the first page is on its way, a fast scroll passes two places and ends at a third.
    void needRecords(20_000, 20_030);
    void needRecords(40_000, 40_030);
    void needRecords(60_400, 60_600);
    await first;
    expect(host.calls.map(({ input }) => (input as { offset: number }).offset)).toEqual([0, 60_000, 60_500]);
  });
});
