import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import type { ImportOutcome, ImportSource } from './ledger.ts';
import type { UsageSums } from './usage-sums.ts';
import { totalTokensOf } from './usage-sums.ts';

/** The imported files, without their records. */
export interface ImportStore {
  /** Adds an import that has no records yet. @returns its id. */
  add(source: ImportSource): number;
  /** Writes what an import came to. */
  finish(importId: number, sums: UsageSums, outcome: ImportOutcome): void;
  /** Newest first. */
  list(): readonly ImportSummary[];
  find(importId: number): ImportSummary | undefined;
  findByContent(sha256: string): ImportSummary | undefined;
  /** Removes an import with everything that refers to it. */
  remove(importId: number): void;
  /** The rejected rows kept with an import, in file order. */
  rejectedRows(importId: number): readonly RejectedRow[];
}

interface ImportRow {
  readonly id: bigint;
  readonly file: string;
  readonly sha256: string;
  readonly preset: string;
  readonly importedAtMs: bigint;
  readonly records: bigint;
  readonly rejected: bigint;
  readonly unpriced: bigint;
  readonly requests: bigint;
  readonly totalTokens: bigint;
  readonly costNanoUsd: bigint;
  readonly firstMs: bigint | null;
  readonly lastMs: bigint | null;
  readonly monthScale: number | null;
}

const selectImports = `SELECT id, file, sha256, preset, imported_at_ms AS importedAtMs, records, rejected,
  unpriced_records AS unpriced, requests, total_tokens AS totalTokens, cost_nano_usd AS costNanoUsd,
  first_ms AS firstMs, last_ms AS lastMs, month_scale AS monthScale FROM usage_import`;

/** The imports of a ledger. */
export function createImportStore(connection: Connection): ImportStore {
  const insert = connection.prepare(
    `INSERT INTO usage_import (file, sha256, size_bytes, preset, importer_version, imported_at_ms, month_scale)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = connection.prepare(
    `UPDATE usage_import SET rows_read = ?, records = ?, rejected = ?, unpriced_records = ?, requests = ?,
       total_tokens = ?, cost_nano_usd = ?, residual_nano_usd = ?, first_ms = ?, last_ms = ? WHERE id = ?`,
  );
  const insertRejected = connection.prepare(
    'INSERT INTO rejected_row (import_id, position, file, line, column_name, reason) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectAll = connection.prepare<[], ImportRow>(`${selectImports} ORDER BY id DESC`).safeIntegers();
  const selectById = connection.prepare<[number], ImportRow>(`${selectImports} WHERE id = ?`).safeIntegers();
  const selectByContent = connection.prepare<[string], ImportRow>(`${selectImports} WHERE sha256 = ?`).safeIntegers();
  const deleteImport = connection.prepare('DELETE FROM usage_import WHERE id = ?');
  const selectRejected = connection.prepare<
    [number],
    {
      readonly file: string | null;
      readonly line: number;
      readonly columnName: string | null;
      readonly reason: string;
    }
  >('SELECT file, line, column_name AS columnName, reason FROM rejected_row WHERE import_id = ? ORDER BY position');

  function add(source: ImportSource): number {
    const { lastInsertRowid } = insert.run(
      source.file,
      source.sha256,
      sqlInteger(source.sizeBytes),
      source.preset,
      source.importerVersion,
      sqlInteger(source.importedAtMs),
      source.monthScale,
    );
    return Number(lastInsertRowid);
  }

  function finish(importId: number, sums: UsageSums, outcome: ImportOutcome): void {
    const isEmpty = sums.records === 0n;
    update.run(
      sqlInteger(outcome.rowsRead),
      sums.records,
      sqlInteger(outcome.rejected),
      sums.unpricedRecords,
      sums.requests,
      totalTokensOf(sums),
      sums.costNanoUsd,
      outcome.residualNanoUsd === null ? null : sqlInteger(outcome.residualNanoUsd),
      isEmpty ? null : sqlInteger(sums.firstMs),
      isEmpty ? null : sqlInteger(sums.lastMs),
      importId,
    );
    for (const [position, { file, line, column, reason }] of outcome.rejects.entries()) {
      insertRejected.run(importId, position, file ?? null, sqlInteger(line), column ?? null, reason);
    }
  }

  function list(): readonly ImportSummary[] {
    return selectAll.all().map(toSummary);
  }

  function find(importId: number): ImportSummary | undefined {
    const row = selectById.get(importId);
    return row === undefined ? undefined : toSummary(row);
  }

  function findByContent(sha256: string): ImportSummary | undefined {
    const row = selectByContent.get(sha256);
    return row === undefined ? undefined : toSummary(row);
  }

  function remove(importId: number): void {
    deleteImport.run(importId);
  }

  function rejectedRows(importId: number): readonly RejectedRow[] {
    return selectRejected.all(importId).map(({ file, line, columnName, reason }) => ({
      ...(file === null ? {} : { file }),
      line,
      ...(columnName === null ? {} : { column: columnName }),
      reason,
    }));
  }

  return { add, finish, list, find, findByContent, remove, rejectedRows };
}

function toSummary(row: ImportRow): ImportSummary {
  return {
    id: Number(row.id),
    file: row.file,
    sha256: row.sha256,
    preset: row.preset,
    importedAtMs: Number(row.importedAtMs),
    records: Number(row.records),
    rejected: Number(row.rejected),
    unpriced: Number(row.unpriced),
    requests: Number(row.requests),
    totalTokens: Number(row.totalTokens),
    costUsd: nanoUsdToUsd(row.costNanoUsd),
    firstMs: row.firstMs === null ? null : Number(row.firstMs),
    lastMs: row.lastMs === null ? null : Number(row.lastMs),
    monthScale: row.monthScale,
  };
}
