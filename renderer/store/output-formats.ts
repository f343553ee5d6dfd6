import type { ExportFormatId } from '#shared/domain/export.ts';
import type { ReportFormatId } from '#shared/domain/report.ts';

/** A format as a menu offers it. */
export interface OfferedFormat<Id> {
  readonly id: Id;
  readonly name: string;
  /** What it is for, in a few words. */
  readonly use: string;
}

/** What the usage of the ledger can be saved as. */
export const exportChoices: readonly OfferedFormat<ExportFormatId>[] = [
  { id: 'focus', name: 'FOCUS 1.2', use: 'for FinOps tools: a row for each day, model and token kind' },
  { id: 'openmetrics', name: 'OpenMetrics', use: 'for Prometheus and Grafana: sums and budgets' },
  { id: 'json', name: 'JSON', use: 'every record as one document' },
  { id: 'csv', name: 'CSV', use: 'every record, for spreadsheets' },
];

/** What a report can be saved as. */
export const reportChoices: readonly OfferedFormat<ReportFormatId>[] = [
  { id: 'html', name: 'Web page', use: 'one file to send, read or print' },
  { id: 'pdf', name: 'PDF', use: 'pages to send or print' },
  { id: 'md', name: 'Markdown', use: 'for repositories and chats' },
  { id: 'csv', name: 'CSV', use: 'its tables, for spreadsheets' },
  { id: 'json', name: 'JSON', use: 'its figures, for programs' },
];

/** A format's name. */
export function formatName<Id>(choices: readonly OfferedFormat<Id>[], id: Id): string {
  return choices.find((choice) => choice.id === id)?.name ?? String(id);
}
