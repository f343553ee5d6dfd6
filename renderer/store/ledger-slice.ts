import type { UsageExportPart } from '#shared/domain/usage-records.ts';
import { failureText, type Result } from '#shared/result.ts';
import type { LedgerSlice } from './ledger-state.ts';
import { selectionOf, startSort, wholeLedger, type LedgerView } from './ledger-view.ts';
import { missingPages, recordPageRows, windowFrom, withPage } from './record-window.ts';
import type { SliceContext } from './state.ts';

/** Names offered at once in a filter. */
const offeredNames = 200;

export function createLedgerSlice({ set, get, services }: SliceContext): LedgerSlice {
  const { bridge, notify, saveFile } = services;
  /** The rows that the grid needs now; what it needed a moment ago is not read any more. */
  let needed = { first: 0, last: 0 };
  let isReadingRecords = false;
  /** Counts the windows: an answer to an earlier one is of no use. */
  let windows = 0;
  let exportUnderWay: { cancelled: boolean } | null = null;

  /** Forgets the records held: they are of another view, or the ledger has changed. */
  function resetRecords(offset: number): void {
    windows += 1;
    needed = { first: 0, last: 0 };
    // The number of rows stays until the new one is in, so that nothing jumps.
    set({ recordWindow: { ...windowFrom(offset), total: get().recordWindow.total }, recordsError: null });
  }

  /** Reads the page that the grid needs most; false when it needs none, or when reading fails. */
  async function readMissingPage(): Promise<boolean> {
    const { recordWindow: window, ledgerView: view } = get();
    const [page] = missingPages(window, needed.first, needed.last);
    if (page === undefined) return false;
    const asked = windows;
    const answer = await bridge.call('usage.records', {
      ...selectionOf(view),
      offset: window.offset + page * recordPageRows,
      limit: recordPageRows,
    });
    if (windows !== asked) return true;
    if (answer.ok) set({ recordWindow: withPage(get().recordWindow, page, answer.value), recordsError: null });
    else set({ recordsError: answer.error });
    return answer.ok;
  }

  async function readUsage(view: LedgerView): Promise<void> {
    const selection = selectionOf(view);
    const [grouped, daily] = await Promise.all([
      bridge.call('usage.summary', { ...selection, by: [view.by] }),
      view.by === 'day' ? undefined : bridge.call('usage.summary', { ...selection, by: ['day'] }),
    ]);
    if (get().ledgerView !== view) return;
    const byDay = daily ?? grouped;
    if (!grouped.ok) set({ ledgerError: grouped.error });
    else if (!byDay.ok) set({ ledgerError: byDay.error });
    else set({ ledgerUsage: { view, grouped: grouped.value, daily: byDay.value }, ledgerError: null });
  }

  return {
    ledgerView: wholeLedger,
    groupSort: startSort(wholeLedger.by),
    ledgerStatus: null,
    ledgerUsage: null,
    ledgerError: null,
    recordWindow: windowFrom(0),
    recordsError: null,
    ledgerWork: null,

    async readLedger() {
      const status = await bridge.call('ledger.status', {});
      if (!status.ok) {
        set({ ledgerError: status.error });
        return;
      }
      set({ ledgerStatus: status.value, ledgerError: null });
      resetRecords(get().recordWindow.offset);
      if (status.value.state === 'ready') await readUsage(get().ledgerView);
      else set({ ledgerUsage: null });
    },

    async refreshLedger() {
      if (get().ledgerStatus !== null) await get().readLedger();
    },

    viewLedger(change) {
      const view = { ...get().ledgerView, ...change };
      set({ ledgerView: view });
      if (change.by !== undefined) set({ groupSort: startSort(change.by) });
      const isOtherUsage = Object.keys(change).some((key) => key !== 'by');
      if (isOtherUsage) resetRecords(0);
      void readUsage(view);
    },

    sortGroups: (groupSort) => set({ groupSort }),

    showRecordsFrom: (offset) => resetRecords(offset),

    async needRecords(first, last) {
      needed = { first, last };
      if (isReadingRecords) return;
      isReadingRecords = true;
      while (isReadingRecords) {
        // One page after the other, always of what is needed by then: a fast scroll leaves no queue behind.
        // oxlint-disable-next-line no-await-in-loop
        isReadingRecords = await readMissingPage();
      }
    },

    async findNames(dimension, search) {
      const answer = await bridge.call('usage.names', {
        dimension,
        limit: offeredNames,
        ...(search !== '' && { search }),
      });
      return answer.ok ? answer.value.names : [];
    },

    async exportUsage(what) {
      if (get().ledgerWork !== null) return;
      const work = { cancelled: false };
      exportUnderWay = work;
      const { by, ...view } = get().ledgerView;
      const selection = selectionOf(view);
      const parts: Blob[] = [];
      let offset: number | null = 0;
      let fileName = '';
      while (offset !== null) {
        set({ ledgerWork: { kind: 'export', rows: offset } });
        // Each part begins where the last one ended.
        // oxlint-disable-next-line no-await-in-loop
        const part: Result<UsageExportPart> = await bridge.call('usage.export', {
          ...selection,
          by: [by],
          what,
          offset,
        });
        if (work.cancelled || !part.ok) {
          set({ ledgerWork: null });
          if (!part.ok) notify({ tone: 'failed', title: 'Nothing was exported', message: part.error.message });
          return;
        }
        parts.push(new Blob([part.value.csv]));
        fileName = part.value.fileName;
        offset = part.value.nextOffset;
      }
      set({ ledgerWork: null });
      saveFile(fileName, new Blob(parts, { type: 'text/csv' }));
    },

    cancelExport() {
      if (exportUnderWay !== null) exportUnderWay.cancelled = true;
    },

    async backUpLedger() {
      if (get().ledgerWork !== null) return;
      set({ ledgerWork: { kind: 'backup' } });
      const answer = await bridge.call('ledger.backup', {});
      set({ ledgerWork: null });
      if (answer.ok) notify({ tone: 'done', title: 'Backup made', message: answer.value.file });
      else notify({ tone: 'failed', title: 'No backup was made', message: failureText(answer.error) });
      await get().readLedger();
    },

    async restoreLedger(from) {
      if (get().ledgerWork !== null) return;
      set({ ledgerWork: { kind: 'restore' } });
      const source = from instanceof File ? await bridge.grantFile(from) : { ok: true as const, value: from };
      const answer = source.ok
        ? await bridge.call(
            'ledger.restore',
            'fileId' in source.value ? { fileId: source.value.fileId } : { copy: source.value.copy },
          )
        : source;
      set({ ledgerWork: null });
      if (answer.ok) {
        const { records, replacedFile } = answer.value;
        const counted = `The ledger holds ${records.toLocaleString('en-US')} usage records.`;
        notify({
          tone: 'done',
          title: 'Backup restored',
          message: replacedFile === null ? counted : `${counted} The one before is kept: ${replacedFile}`,
        });
      } else notify({ tone: 'failed', title: 'Nothing was restored', message: failureText(answer.error) });
      await Promise.all([get().readLedger(), get().refreshImports()]);
    },

    async verifyLedger() {
      const answer = await bridge.call('ledger.verify', {});
      if (answer.ok) await get().refreshJobs();
      else notify({ tone: 'failed', title: 'The check did not start', message: failureText(answer.error) });
    },
  };
}
