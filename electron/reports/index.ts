/** What leaves Burnrate: usage in the formats of others, and reports for people. */
export type { ExportFormat, ExportRequest, ExportSource, PartOfExport } from './exports/export-format.ts';
export { exportFormat } from './exports/index.ts';
