import { describe, expect, it } from 'vitest';
import type { ExportPart } from '#shared/domain/export.ts';
import { failure } from '#shared/result.ts';
import { fakeHost } from './fake-host.ts';

const lastPart: ExportPart = {
  fileName: 'burnrate-focus-1.2.csv',
  mediaType: 'text/csv',
  text: 'second\r\n',
  rows: 1,
  done: 9,
  total: 9,
  next: null,
  notes: [],
};
const firstPart: ExportPart = {
  ...lastPart,
  text: 'first\r\n',
  done: 4,
  next: { position: 7, done: 4, total: 9 },
  notes: ['3 tokens without a price are left out.'],
};

describe('an export', () => {
  it('is put together from its parts, for the usage that is shown, and says what it leaves out', async () => {
    const seen: unknown[] = [];
    const host = fakeHost({
      'export.part': ({ cursor }) => {
        seen.push(host.store.getState().outputWork);
        return cursor === undefined ? firstPart : lastPart;
      },
    });
    host.store.getState().viewLedger({ names: { model: ['gpt-4o'] } });
    await host.store.getState().exportLedger('focus');
    expect(host.saved.map(({ name }) => name)).toEqual(['burnrate-focus-1.2.csv']);
    expect(await host.saved[0]?.content.text()).toBe('first\r\nsecond\r\n');
    expect(seen).toEqual([{ title: 'FOCUS 1.2' }, { title: 'FOCUS 1.2', progress: { done: 4, total: 9 } }]);
    const asked = host.calls.filter(({ method }) => method === 'export.part').map(({ input }) => input);
    expect(asked).toMatchObject([
      { format: 'focus', filter: { model: ['gpt-4o'] } },
      { format: 'focus', filter: { model: ['gpt-4o'] }, cursor: { position: 7, done: 4, total: 9 } },
    ]);
    expect(host.notices).toMatchObject([{ tone: 'done', message: '3 tokens without a price are left out.' }]);
    expect(host.store.getState().outputWork).toBeNull();
  });

  it('that is cancelled or refused leaves no half of a file', async () => {
    const host = fakeHost({
      'export.part': () => {
        host.store.getState().cancelOutput();
        return firstPart;
      },
    });
    await host.store.getState().exportLedger('focus');
    expect(host.notices).toEqual([]);
    host.answers['export.part'] = () => failure('ledger-changed', 'The ledger changed.', { nextStep: 'Export again.' });
    await host.store.getState().exportLedger('json');
    expect(host.saved).toEqual([]);
    expect(host.notices).toMatchObject([{ tone: 'failed', message: 'The ledger changed. Export again.' }]);
    expect(host.store.getState().outputWork).toBeNull();
  });
});

describe('a report', () => {
  it('is saved byte by byte where its format is binary, in the month that the overview shows', async () => {
    const host = fakeHost({
      'report.month': () => ({
        fileName: 'burnrate-2026-03.pdf',
        mediaType: 'application/pdf',
        encoding: 'base64',
        content: btoa('%PDF-1.4 \u00e9'),
      }),
    });
    // 23:00 in UTC on 31 March is the evening of that day in New York, and April in Berlin.
    await host.store.getState().saveMonthReport('pdf', Date.UTC(2026, 2, 31, 23), 'America/New_York');
    expect(host.calls).toEqual([
      { method: 'report.month', input: { month: '2026-03', format: 'pdf', timeZone: 'America/New_York' } },
    ]);
    await host.store.getState().saveMonthReport('pdf', Date.UTC(2026, 2, 31, 23), 'Europe/Berlin');
    expect(host.calls[1]?.input).toMatchObject({ month: '2026-04' });
    const bytes = new Uint8Array((await host.saved[0]?.content.arrayBuffer()) ?? new ArrayBuffer(0));
    expect([...bytes].at(-1)).toBe(0xe9);
    expect(host.saved[0]?.name).toBe('burnrate-2026-03.pdf');
  });

  it('that is cancelled is not saved, and makes way for the next', async () => {
    const host = fakeHost({
      'report.month': () => {
        host.store.getState().cancelOutput();
        return { fileName: 'burnrate-2026-03.md', mediaType: 'text/markdown', encoding: 'text', content: '# March' };
      },
    });
    await host.store.getState().saveMonthReport('md', Date.UTC(2026, 2, 15), 'UTC');
    expect(host.saved).toEqual([]);
    expect(host.store.getState().outputWork).toBeNull();
    host.answers['report.month'] = () => failure('no-usage', 'The ledger holds no usage of 2026-03.');
    await host.store.getState().saveMonthReport('md', Date.UTC(2026, 2, 15), 'UTC');
    expect(host.notices).toMatchObject([{ title: 'Nothing was saved' }]);
  });

  it('of no plan is not asked for, and one that is refused says why', async () => {
    const host = fakeHost({ 'report.month': () => failure('no-usage', 'The ledger holds no usage of 2026-03.') });
    await host.store.getState().saveReport('html');
    expect(host.calls).toEqual([]);
    await host.store.getState().saveMonthReport('md', Date.UTC(2026, 2, 15), 'UTC');
    expect(host.saved).toEqual([]);
    expect(host.notices).toMatchObject([{ title: 'Nothing was saved' }]);
  });
});
