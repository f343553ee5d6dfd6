/** What leaves Burnrate: usage in the formats of others, and reports for people. */
export type { ExportSource } from './exports/export-format.ts';
export { exportFormat } from './exports/index.ts';
export { monthReport } from './documents/month/month-report.ts';
export { planReport } from './documents/plan/plan-report.ts';
export type { ReportDocument } from './documents/report-document.ts';
export { reportFile } from './formats/index.ts';
