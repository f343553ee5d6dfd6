import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';
import type { SqlValue } from './connection.ts';

/** What is known of a file when its import begins. */
export interface ImportSource {
  /** File name as the user gave it, without folders. */
  readonly file: string;
  /** SHA-256 of the file's (uncompressed) content, hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly preset: string;
  readonly importerVersion: string;
  /** UTC ms. */
  readonly importedAtMs: number;
  /** How many such files make a month, for traces; null when not given. */
  readonly monthScale: number | null;
}

/** Counts that only the importer knows, kept with the import. */
export interface ImportOutcome {
  readonly rowsRead: number;
  readonly rejected: number;
  /** The first rejected rows, kept in the ledger with line, column and reason. */
  readonly rejects: readonly RejectedRow[];
  /** Billed minus computed, nano-dollars; null when the file states no cost. */
  readonly residualNanoUsd: number | null;
}

/** One import in progress: one write transaction. Exactly one of `commit` and `rollback` ends it. */
export interface ImportWriter {
  /**
   * Adds a record with its price; packed into column segments. Times are kept to the millisecond.
   * @throws RangeError for counts that are negative, not whole or above 2^53, and times outside `recordTimeRange`.
   */
  append(record: UsageRecord, price: RecordPrice): void;
  /** Keeps the card behind a price version, once for each version used; call before appending records priced by it. */
  keepCard(card: PriceCard): void;
  /** Ends the transaction: segments, rollups and the import's own row are durable together. */
  commit(outcome: ImportOutcome): ImportSummary;
  /** Leaves the ledger as it was. */
  rollback(): void;
}

/** A period, UTC ms: start inclusive, end exclusive; absent = unbounded. */
export interface Period {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/**
 * The SQLite file of imported usage. Methods are synchronous; a failed write throws and changes nothing. What the file
 * or the system refuses is thrown as a `LedgerError`, which `ledgerFailure` turns into a `Failed`; any other exception
 * is a bug. While an import is in progress on this connection, reads see what it has written so far.
 */
export interface Ledger {
  readonly file: string;
  /** Newest first. */
  listImports(): readonly ImportSummary[];
  /** An earlier import of the same content, if any. */
  findImport(sha256: string): ImportSummary | undefined;
  /** The rejected rows kept with an import, in file order; none for an unknown import. */
  rejectedRows(importId: number): readonly RejectedRow[];
  /**
   * Begins an import, which takes the ledger's one write lock until it ends. @throws when another import is in progress
   * on this connection; `LedgerError` `ledger-locked` while another connection writes, `already-imported` when the
   * ledger holds the same content, `ledger-read-only`.
   */
  beginImport(source: ImportSource): ImportWriter;
  /**
   * Removes an import with all its records, and the names and price cards that no other import uses. Fails
   * `unknown-import`, `import-in-progress`, `ledger-locked` or `ledger-read-only`.
   */
  undoImport(importId: number): Result<{ readonly records: number }>;
  /**
   * Totals and groups, from the hour rollups where grouping and period allow and from segments otherwise; the result is
   * the same. A record counts where it starts. `firstMs` is the earliest start, `lastMs` the latest end; there are no
   * groups when `by` is empty. Sums are exact up to 2^63.
   */
  usage(query: UsageQuery): UsageSummary;
  /** Reads the records of a period segment by segment; segments outside it are not read, rows outside are cut off. */
  scan(period: Period, visit: (columns: UsageColumns, importId: number) => void): void;
  /** Names of dictionary ids, for this connection's whole life. @throws `LedgerError` `ledger-corrupt` for an id without a name. */
  dictionary(): UsageDictionary;
  /** Cards of the price versions used, by row of the price card table. */
  priceCard(row: number): PriceCard | undefined;
  /**
   * Runs one SELECT over what is committed, for looking at data and for checks: the ledger's tables (see
   * `migrations/`) and the virtual table `usage_record`, one row a record (see `usage-record-table.ts`). Integers come
   * as BigInt. Fails `bad-query`.
   */
  query(sql: string, parameters?: readonly SqlValue[]): Result<readonly Readonly<Record<string, SqlValue>>[]>;
  /** Reads the whole file and checks it: structure, checksums, rollups against records. Fails `ledger-corrupt`. */
  verify(): Result<{ readonly records: number }>;
  /** Closes the file; rolls back an import in progress. */
  close(): void;
}
