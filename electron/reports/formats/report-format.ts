import type { ReportFormatId } from '#shared/domain/report.ts';
import type { ReportDocument } from '../documents/report-document.ts';

/** One format of reports: one file in this folder and one line in `index.ts`. */
export interface ReportFormat {
  readonly id: ReportFormatId;
  /** Ending of its files, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Writes a report down: text, or the bytes of a binary format. */
  write(report: ReportDocument): string | Promise<Uint8Array>;
}
