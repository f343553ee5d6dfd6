import type { BilledCharge, ChargeCategory } from '#shared/domain/charge.ts';
import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import type { LedgerBackup } from '#shared/domain/ledger-status.ts';
import type { ImportOverlap, OverlapDecision } from '#shared/domain/overlap.ts';
import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import type {
  Names,
  NamesQuery,
  RecordPage,
  RecordPageQuery,
  UsageExportPart,
  UsageExportQuery,
} from '#shared/domain/usage-records.ts';
import type { RepriceReport, RepriceRequest } from '#shared/domain/reprice.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { RecordPrice, UsageDimension, UsageRecord } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';
import type { SqlValue } from './connection.ts';
import type { TrackingRows } from './tracking-rows.ts';

/** What is known of a file when its import begins. */
export interface ImportSource {
  /** File name as the user gave it, without folders. */
  readonly file: string;
  /** SHA-256 of the file's (uncompressed) content, hex; undefined where the outcome will say it. */
  readonly sha256: string | undefined;
  readonly sizeBytes: number;
  readonly preset: string;
  readonly importerVersion: string;
  /** UTC ms. */
  readonly importedAtMs: number;
  /** How many such files make a month, for traces; null when not given. */
  readonly monthScale: number | null;
  /**
   * What a record without a key stands for. `bucket`: totals of a time and its dimensions, so that the same time and
   * dimensions in another file are the same usage; `request`: one request, the same only where every value is.
   * Absent = `request`.
   */
  readonly grain?: 'bucket' | 'request' | undefined;
  /** What to do with usage that earlier imports hold; absent = `ask`. */
  readonly overlap?: OverlapDecision | undefined;
}

/** What is known of a record beside its usage. */
export interface RecordFacts {
  /**
   * The id that the file gives the row, unique among all files of its preset: of equal keys one record counts, in this
   * file and in those before it. Absent = the record counts however often the file repeats it.
   */
  readonly key?: string | undefined;
  /** What the row says it cost, integer nano-dollars, negative for credits; absent = it does not say. */
  readonly billedNanoUsd?: number | undefined;
}

/** Records as columns, with ids of the importer's own. */
export interface RecordColumns {
  /** Ids of dimensions are indexes into `names`, price cards indexes into `priceVersions`; 0 = none. */
  readonly columns: UsageColumns;
  /** Names by dimension; the first stands for none. A list may grow between calls; what it holds must stay. */
  readonly names: Readonly<Record<UsageDimension, readonly string[]>>;
  /** Versions whose cards have been kept; the first stands for unpriced. */
  readonly priceVersions: readonly string[];
}

/**
 * What became of a record or charge: `added`; `duplicate` = its key is in this file or the ledger already; `skipped` =
 * an earlier import holds it and the decision is `skip`.
 */
export type AppendOutcome = 'added' | 'duplicate' | 'skipped';

/** A document that changes prices, as it was given: a book, overrides, aliases, a contract, exchange rates. */
export interface PriceDocumentRow {
  readonly id: number;
  readonly kind: PriceDocumentKind;
  /** File name, or the name that its owner gave it. */
  readonly name: string;
  /** SHA-256 of the document, hex. */
  readonly sha256: string;
  /** When it was added and, unless it is in force, withdrawn: UTC ms. */
  readonly recordedAtMs: number;
  readonly withdrawnAtMs: number | null;
  /** The whole document. */
  readonly document: string;
}

/** What a price document is. */
export const priceDocumentKinds = ['book', 'override', 'alias', 'contract', 'exchange-rate'] as const;
export type PriceDocumentKind = (typeof priceDocumentKinds)[number];

/** A price document before the ledger has it. */
export type NewPriceDocument = Omit<PriceDocumentRow, 'id' | 'withdrawnAtMs'>;

/** Rejected rows that an import keeps; a file with more is no usage file, and its count is kept all the same. */
export const keptRejects = 1_000_000;

/** Counts that only the importer knows, kept with the import. */
export interface ImportOutcome {
  /** What the source did not say yet. */
  readonly sha256?: string | undefined;
  readonly rowsRead: number;
  readonly rejected: number;
  /** Billed minus computed, nano-dollars; null when the file states no cost. */
  readonly residualNanoUsd: number | null;
}

/** Lines of a bill as the ledger holds them: summed by import, days and everything that they name. */
export interface ChargeRow {
  readonly importId: number;
  /** Whole days, UTC ms; the end is exclusive. A line that covers a month stands for all its days together. */
  readonly startMs: number;
  readonly endMs: number;
  /** Empty where the lines name none. */
  readonly provider: string;
  readonly model: string;
  readonly line: string;
  readonly project: string;
  readonly category: ChargeCategory;
  /** How many lines were summed. */
  readonly lines: number;
  /** Nano-dollars. */
  readonly billedNanoUsd: bigint;
  /** Null where some of the lines state no list price. */
  readonly listNanoUsd: bigint | null;
}

/** One import in progress: one write transaction. Exactly one of `commit` and `rollback` ends it. */
export interface ImportWriter {
  /**
   * Adds a record with its price; packed into column segments. Times are kept to the millisecond, units to the
   * millionth. A record is added or not by its key, or by what `ImportSource.overlap` says of its bucket or values.
   * @throws RangeError for counts that are negative, not whole or above 2^53, and times outside `recordTimeRange`.
   */
  append(record: UsageRecord, price: RecordPrice, facts?: RecordFacts): AppendOutcome;
  /**
   * Adds a line of a bill, summed with others of its days, provider, model, line, project and category. What a usage
   * row says of its own cost goes with the row: `RecordFacts.billedNanoUsd`.
   * @throws RangeError for amounts that are not whole nano-dollars below 2^53 and times outside `recordTimeRange`.
   */
  appendCharge(charge: BilledCharge): AppendOutcome;
  /**
   * Adds records that come as columns, in their order: as `append` would one after the other, none of them with a key.
   * @returns by row, 1 = added and 0 = skipped; undefined when all were added.
   * @throws RangeError as `append` does.
   */
  appendColumns(records: RecordColumns): Uint8Array | undefined;
  /** Keeps a rejected row with line, column and reason, in the order of the calls; what `keptRejects` exceeds is not kept. */
  reject(row: RejectedRow): void;
  /** What earlier imports hold of the records and charges appended so far; the earliest import first. */
  overlaps(): readonly ImportOverlap[];
  /** Keeps the card behind a price version, once for each version used; call before appending records priced by it. */
  keepCard(card: PriceCard): void;
  /**
   * Ends the transaction: segments, rollups and the import's own row are durable together.
   * @throws LedgerError `overlapping-import`, with nothing added, when earlier imports hold some of it and the decision
   *   is `ask`; `already-imported` as `beginImport` does, where the content's hash comes with the outcome.
   */
  commit(outcome: ImportOutcome): ImportSummary;
  /** Leaves the ledger as it was. */
  rollback(): void;
}

/** A record with a price and the card behind it; the record may have learned from its model's name how it was served. */
export interface PricedRecord {
  readonly record: UsageRecord;
  readonly price: RecordPrice;
  /** Undefined where nothing could be priced. */
  readonly card: PriceCard | undefined;
}

/** Prices a record; undefined when its cost is more than a ledger can hold. */
export type RecordPricer = (record: UsageRecord) => PricedRecord | undefined;

/** How repricing is watched and stopped. */
export interface RepriceControl {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    ((progress: { readonly done: number; readonly total: number; readonly rows: number }) => void) | undefined;
}

/** Records of one import. */
export interface SegmentRecords {
  readonly importId: number;
  readonly columns: UsageColumns;
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
  /** True when an earlier import's file had so many bytes on disk: it may have been the same. */
  hasImportOfSize(sizeBytes: number): boolean;
  /** `limit` of the rejected rows kept with an import from the `offset`-th on, in file order; none for an unknown import. */
  rejectedRows(importId: number, offset: number, limit: number): readonly RejectedRow[];
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
  /**
   * What other prices make of records, each as of its own time; with `apply` they are written, in one transaction.
   * Fails `cancelled`, `import-in-progress`, `ledger-locked`, `ledger-read-only` or `disk-full`: nothing is changed then.
   */
  reprice(request: RepriceRequest, priceRecord: RecordPricer, control?: RepriceControl): Promise<Result<RepriceReport>>;
  /** `limit` of the selected records from the `offset`-th on, in the order they were imported, as columns. */
  records(query: RecordPageQuery): RecordPage;
  /** Names that records may have in a dimension. */
  names(query: NamesQuery): Names;
  /** The groups of a query, or a part of its records, as CSV. */
  exportCsv(query: UsageExportQuery): UsageExportPart;
  /** Lines of bills whose days have a part in the period, in order of time. What records say of their own cost is in `usage`. */
  charges(period: Period): readonly ChargeRow[];
  /** Names of dictionary ids, for this connection's whole life. @throws `LedgerError` `ledger-corrupt` for an id without a name. */
  dictionary(): UsageDictionary;
  /** Every price document ever added, in that order; those withdrawn too. */
  priceDocuments(): readonly PriceDocumentRow[];
  /** Adds a price document. Fails `import-in-progress`, `ledger-locked`, `ledger-read-only` or `disk-full`. */
  addPriceDocument(document: NewPriceDocument): Result<PriceDocumentRow>;
  /**
   * Ends a price document's force; its row stays. Fails `unknown-price-document` for one that is not in force, and as
   * `addPriceDocument` does. @param atMs UTC ms.
   */
  withdrawPriceDocument(id: number, atMs: number): Result<void>;
  /** Budgets and their alerts. */
  readonly tracking: TrackingRows;
  /** Cards of the price versions used, by row of the price card table. */
  priceCard(row: number): PriceCard | undefined;
  /**
   * Runs one SELECT over what is committed, for looking at data and for checks: the ledger's tables (see
   * `migrations/`) and the virtual table `usage_record`, one row a record (see `usage-record-table.ts`). Integers come
   * as BigInt. Fails `bad-query`.
   */
  query(sql: string, parameters?: readonly SqlValue[]): Result<readonly Readonly<Record<string, SqlValue>>[]>;
  /**
   * Copies the ledger as of now into a new file. Fails `backup-exists`, `backup-not-written`, `import-in-progress`,
   * `disk-full` or `ledger-corrupt`.
   */
  backup(target: string): Promise<Result<LedgerBackup>>;
  /** Reads the whole file and checks it: structure, checksums, rollups against records. Fails `ledger-corrupt`. */
  verify(): Result<{ readonly records: number }>;
  /** Closes the file; rolls back an import in progress. */
  close(): void;
}
