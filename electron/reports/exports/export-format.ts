import type { BudgetSpending } from '#tracking';
import type { ExportCursor, ExportFormatId, ExportPart } from '#shared/domain/export.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageQuery, UsageSelection, UsageSummary } from '#shared/domain/usage-query.ts';
import type { RecordPage, RecordPageQuery, UsageExportPart, UsageExportQuery } from '#shared/domain/usage-records.ts';

/** What exports read: the ledger, or a test's own usage. */
export interface ExportSource {
  /** Totals and groups; see `Ledger.usage`. */
  usage(query: UsageQuery): UsageSummary;
  /** A page of records; see `Ledger.records`. */
  records(query: RecordPageQuery): RecordPage;
  /** Records as CSV, part by part; see `Ledger.exportCsv`. */
  exportCsv(query: UsageExportQuery): UsageExportPart;
  /** The card behind a record, by the number that a page gives it. */
  priceCard(row: number): PriceCard | undefined;
  /** Every budget in its present period. */
  budgets(): readonly BudgetSpending[];
}

/** Which usage is exported, and which part of it is asked for. */
export interface ExportRequest {
  readonly selection: UsageSelection;
  /** Undefined = the first part. */
  readonly cursor: ExportCursor | undefined;
}

/** A part without what its format is called. */
export type PartOfExport = Omit<ExportPart, 'fileName' | 'mediaType'>;

/** One format of exported usage: one file in this folder and one line in `index.ts`. */
export interface ExportFormat {
  readonly id: ExportFormatId;
  readonly fileName: string;
  readonly mediaType: string;
  /** Makes a part in steps of a few milliseconds, so that the services answer others in between. */
  part(source: ExportSource, request: ExportRequest): Iterator<unknown, PartOfExport, void>;
}
