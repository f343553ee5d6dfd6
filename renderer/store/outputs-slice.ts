import type { ExportCursor, ExportPart } from '#shared/domain/export.ts';
import type { ReportFile } from '#shared/domain/report.ts';
import { failureText, type Failure, type Result } from '#shared/result.ts';
import { selectionOf } from './ledger-view.ts';
import { exportChoices, formatName } from './output-formats.ts';
import type { OutputsSlice } from './outputs-state.ts';
import type { SliceContext } from './state.ts';

/** How a report's ranges are sampled: as the command line does. */
const reportSampling = { samples: 10_000, seed: 1 };

export function createOutputsSlice({ set, get, services }: SliceContext): OutputsSlice {
  const { bridge, notify, saveFile } = services;
  let underWay: { cancelled: boolean } | null = null;

  function refuse(error: Failure): void {
    notify({ tone: 'failed', title: 'Nothing was saved', message: failureText(error) });
  }

  async function saveMade(title: string, make: () => Promise<Result<ReportFile>>): Promise<void> {
    if (get().outputWork !== null) return;
    const work = { cancelled: false };
    underWay = work;
    set({ outputWork: { title } });
    const made = await make();
    // A cancelled report is not waited for: something else may be under way by now.
    if (work.cancelled) return;
    set({ outputWork: null });
    if (made.ok) saveFile(made.value.fileName, blobOf(made.value));
    else refuse(made.error);
  }

  return {
    outputWork: null,

    async exportLedger(format) {
      if (get().outputWork !== null) return;
      const work = { cancelled: false };
      underWay = work;
      const title = formatName(exportChoices, format);
      const selection = selectionOf(get().ledgerView);
      const parts: Blob[] = [];
      const notes: string[] = [];
      set({ outputWork: { title } });
      for (let cursor: ExportCursor | undefined; ;) {
        // Each part begins where the last one ended.
        // oxlint-disable-next-line no-await-in-loop
        const part: Result<ExportPart> = await bridge.call('export.part', { ...selection, format, cursor });
        if (work.cancelled) return;
        if (!part.ok) {
          set({ outputWork: null });
          refuse(part.error);
          return;
        }
        const { text, next, done, total, fileName, mediaType } = part.value;
        parts.push(new Blob([text]));
        notes.push(...part.value.notes);
        if (next === null) {
          set({ outputWork: null });
          saveFile(fileName, new Blob(parts, { type: mediaType }));
          if (notes.length > 0) notify({ tone: 'done', title: `${title} saved`, message: notes.join(' ') });
          return;
        }
        cursor = next;
        set({ outputWork: { title, progress: { done, total } } });
      }
    },

    cancelOutput() {
      if (underWay === null) return;
      underWay.cancelled = true;
      underWay = null;
      set({ outputWork: null });
    },

    async saveReport(format) {
      const scenario = get().history?.present;
      if (scenario === undefined) return;
      await saveMade('report', () => bridge.call('report.plan', { scenario, format, sampling: reportSampling }));
    },

    async saveMonthReport(format, atMs, timeZone) {
      const month = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone }).format(atMs);
      await saveMade('month report', () => bridge.call('report.month', { month, format, timeZone }));
    },
  };
}

function blobOf({ encoding, content, mediaType }: ReportFile): Blob {
  if (encoding === 'text') return new Blob([content], { type: mediaType });
  return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type: mediaType });
}
