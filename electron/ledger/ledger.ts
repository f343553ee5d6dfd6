import type { ImportSummary, RejectedRow, UsageQuery, UsageSummary } from '#shared/domain/importing.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import type { Result } from '#shared/result.ts';

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
  /** Adds a record with its price; packed into column segments. */
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

/** The SQLite file of imported usage. Methods are synchronous; a failed write throws and changes nothing. */
export interface Ledger {
  readonly file: string;
  listImports(): readonly ImportSummary[];
  /** An earlier import of the same content, if any. */
  findImport(sha256: string): ImportSummary | undefined;
  /** Begins an import. @throws when another import is in progress on this connection. */
  beginImport(source: ImportSource): ImportWriter;
  /** Removes an import with all its records. Fails `unknown-import` when there is none. */
  undoImport(importId: number): Result<{ readonly records: number }>;
  /** Totals and groups, from the hour rollups where the grouping allows and from segments otherwise. */
  usage(query: UsageQuery): UsageSummary;
  /** Reads the records of a period segment by segment; segments outside it are not read, rows outside are cut off. */
  scan(period: Period, visit: (columns: UsageColumns, importId: number) => void): void;
  dictionary(): UsageDictionary;
  /** Cards of the price versions used, by row of the price card table. */
  priceCard(row: number): PriceCard | undefined;
  close(): void;
}
