import type { ExportFormatId } from '#shared/domain/export.ts';
import { csvExport } from './csv.ts';
import type { ExportFormat } from './export-format.ts';
import { focusExport } from './focus/focus.ts';
import { jsonExport } from './json.ts';
import { openMetricsExport } from './openmetrics/openmetrics.ts';

/** Every format in which usage leaves Burnrate; a new one is one file and one line here. */
const formats: { readonly [Id in ExportFormatId]: ExportFormat } = {
  csv: csvExport,
  json: jsonExport,
  focus: focusExport,
  openmetrics: openMetricsExport,
};

/** The format of an id. */
export function exportFormat(id: ExportFormatId): ExportFormat {
  return formats[id];
}
