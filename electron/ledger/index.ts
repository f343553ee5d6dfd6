/** The SQLite file of imported usage. The only room that knows better-sqlite3. */
export { LedgerError, ledgerFailure } from './failures.ts';
export type {
  AppendOutcome,
  ChargeRow,
  ImportOutcome,
  ImportSource,
  ImportWriter,
  Ledger,
  NewPriceDocument,
  Period,
  PriceDocumentKind,
  PriceDocumentRow,
  RecordColumns,
  PricedRecord,
  RecordFacts,
  RecordPricer,
  RepriceControl,
} from './ledger.ts';
export type { AlertRow, BudgetRow, PinnedPlanRow, TrackingRows } from './tracking-rows.ts';
export type { OpenLedgerOptions } from './open-ledger.ts';
export { openLedger } from './open-ledger.ts';
export { recordTimeRange } from './record-checks.ts';
export { restoreLedger, type RestoreRequest } from './restore.ts';
export { ledgerCopies, ledgerStatus } from './status.ts';
export { fileTime } from './file-time.ts';
