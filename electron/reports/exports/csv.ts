import type { ExportFormat } from './export-format.ts';

/** Every record as a line of CSV, with its price; cells that a spreadsheet would take for a formula are guarded. */
export const csvExport: ExportFormat = {
  id: 'csv',
  fileName: 'burnrate-records.csv',
  mediaType: 'text/csv',
  // oxlint-disable-next-line require-yield -- the ledger writes a part of this format in one step.
  *part(source, { selection, cursor }) {
    const offset = cursor?.position ?? 0;
    const total = source.usage({ ...selection, by: [] }).totals.records;
    const { csv, rows, nextOffset } = source.exportCsv({ ...selection, by: [], what: 'records', offset });
    const done = nextOffset ?? total;
    return {
      text: csv,
      rows: rows - (offset === 0 ? 1 : 0),
      done,
      total,
      next: nextOffset === null ? null : { position: nextOffset, done, total },
      notes: [],
    };
  },
};
