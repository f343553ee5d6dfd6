/**
 * Importing: from a vendor's usage file to usage records in the ledger. Reading (bytes, text, records), presets (one
 * per format), `normalise` (disjoint kinds, checked sums), pricing and the report.
 */

export { describeGroup, groupFiles } from './group-files.ts';
export { importFile, importJoined } from './import-file.ts';
export type { ImportedFile, ImportRequest, JoinedRequest } from './import-request.ts';
export { importerVersion } from './import-run.ts';
export type { ImportProgress } from './progress.ts';
export { importMany } from './import-many.ts';
export { inspectFile, type InspectRequest } from './inspect-file.ts';
export { isFolder, listFolder } from './list-folder.ts';
export { readLimits, type ReadLimits } from './limits.ts';
export { guessMapping } from './mapping/guess-mapping.ts';
export { mappingText, readMapping } from './mapping/read-mapping.ts';
export { importResidual, reconcile, type ReconcileSources } from './reconcile.ts';
export { reviewImport, type ImportReview } from './review-import.ts';
export { sharedDaysNotes } from './shared-days.ts';
export { repriceLedger, type RepriceServices } from './reprice.ts';
export { missingRejectsLine, rejectsHeader, rejectsLines } from './rejects-csv.ts';
export { jsonPresets, tablePresets } from './presets/index.ts';
export type { JsonPreset, Preset, TablePreset } from './presets/preset.ts';
