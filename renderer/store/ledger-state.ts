import type { LedgerStatus } from '#shared/domain/ledger-status.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import type { Failure } from '#shared/result.ts';
import type { GroupSort, LedgerView } from './ledger-view.ts';
import type { RecordWindow } from './record-window.ts';

/** What the ledger answered to a view. */
export interface LedgerUsage {
  readonly view: LedgerView;
  /** By the view's grouping, and by day. */
  readonly grouped: UsageSummary;
  readonly daily: UsageSummary;
}

/** Work on the ledger's file, or a file made from it; one at a time. */
export type LedgerWork =
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  /** `rows` = records written so far. */
  | { readonly kind: 'export'; readonly rows: number };

/** The ledger: its file, its usage, its records. */
export interface LedgerSlice {
  readonly ledgerView: LedgerView;
  /** Order of the groups. */
  readonly groupSort: GroupSort;
  /** Null until the screen is first open. */
  readonly ledgerStatus: LedgerStatus | null;
  /** The last answer; it stays until its successor is in. */
  readonly ledgerUsage: LedgerUsage | null;
  /** Why the file's state or its usage could not be read. */
  readonly ledgerError: Failure | null;
  readonly recordWindow: RecordWindow;
  /** Why records in sight could not be read. */
  readonly recordsError: Failure | null;
  readonly ledgerWork: LedgerWork | null;
  /** Reads the state of the file, and the usage if there is any. */
  readLedger(): Promise<void>;
  /** Reads again what is shown, where the screen has been open. */
  refreshLedger(): Promise<void>;
  /** Shows other usage, or groups it otherwise. */
  viewLedger(change: Partial<LedgerView>): void;
  sortGroups(sort: GroupSort): void;
  /** Shows the records from a place on. */
  showRecordsFrom(offset: number): void;
  /** Reads the records that are in sight, both included, counted from the window's start. */
  needRecords(first: number, last: number): Promise<void>;
  /** Names of a dimension that contain a text. */
  findNames(dimension: UsageDimension, search: string): Promise<readonly string[]>;
  /** Saves what is shown as CSV. */
  exportUsage(what: 'groups' | 'records'): Promise<void>;
  cancelExport(): void;
  backUpLedger(): Promise<void>;
  /** Puts a backup in the ledger's place: a picked file, or a copy that lies beside it. */
  restoreLedger(from: File | { readonly copy: string }): Promise<void>;
  /** Starts the job that checks everything. */
  verifyLedger(): Promise<void>;
}
