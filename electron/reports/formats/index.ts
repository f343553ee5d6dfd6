import type { ReportFile, ReportFormatId } from '#shared/domain/report.ts';
import type { ReportDocument } from '../documents/report-document.ts';
import { csvFormat } from './csv.ts';
import { htmlFormat } from './html.ts';
import { jsonFormat } from './json.ts';
import { markdownFormat } from './markdown.ts';
import { pdfFormat } from './pdf/pdf.ts';
import type { ReportFormat } from './report-format.ts';

/** Every format of reports; a new one is one file and one line here. */
const formats: { readonly [Id in ReportFormatId]: ReportFormat } = {
  md: markdownFormat,
  html: htmlFormat,
  csv: csvFormat,
  json: jsonFormat,
  pdf: pdfFormat,
};

/** Writes a report as a file. */
export async function reportFile(report: ReportDocument, id: ReportFormatId): Promise<ReportFile> {
  const { extension, mediaType, write } = formats[id];
  const written = await write(report);
  const isText = typeof written === 'string';
  return {
    fileName: `${report.fileName}.${extension}`,
    mediaType,
    encoding: isText ? 'text' : 'base64',
    content: isText ? written : Buffer.from(written).toString('base64'),
  };
}
