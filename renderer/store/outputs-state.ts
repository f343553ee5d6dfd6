import type { ExportFormatId } from '#shared/domain/export.ts';
import type { ReportFormatId } from '#shared/domain/report.ts';

/** A file that is being made; one at a time. */
export interface OutputWork {
  /** What is made: `FOCUS 1.2`, `report`. */
  readonly title: string;
  /** Records done and in all; absent = it is made in one go. */
  readonly progress?: { readonly done: number; readonly total: number };
}

/** Files that leave Burnrate: exports and reports. */
export interface OutputsSlice {
  readonly outputWork: OutputWork | null;
  /** Saves the usage that the Ledger screen shows in a format of others. */
  exportLedger(format: ExportFormatId): Promise<void>;
  /** Stops the file that is being made; none is saved. */
  cancelOutput(): void;
  /** Saves a report of the open plan. */
  saveReport(format: ReportFormatId): Promise<void>;
  /** Saves a report of the month that an instant is in, UTC ms. */
  saveMonthReport(format: ReportFormatId, atMs: number, timeZone: string): Promise<void>;
}
