import type { ImportSummary, RejectedRow } from '#shared/domain/importing.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import type { ChargeTotals } from './charges.ts';
import { exactAt } from './exact-column.ts';
import type { ImportOutcome, ImportSource } from './ledger.ts';
import type { Grain } from './row-identity.ts';
import { plainMeasures, tokenMeasure } from './usage-measures.ts';
import type { GroupedUsage } from './usage-rows.ts';

/** The imported files, without their records. */
export interface ImportStore {
  /** Adds an import that has no records yet. @returns its id. */
  add(source: ImportSource): number;
  /** Writes the hash of its content, for an import that was added without. */
  setContent(importId: number, sha256: string): void;
  /** Writes what its records and charges come to. @param usage one row, none without records. */
  setTotals(importId: number, usage: GroupedUsage, charges: ChargeTotals): void;
  /** Writes what only the importer knows, and how many rows the ledger or the file had already. */
  finish(importId: number, outcome: ImportOutcome, duplicates: number): void;
  /** What the records of each import stand for. */
  grains(): ReadonlyMap<number, Grain>;
  /** Newest first. */
  list(): readonly ImportSummary[];
  find(importId: number): ImportSummary | undefined;
  findByContent(sha256: string): ImportSummary | undefined;
  /** True when some import's file had so many bytes on disk. */
  hasSize(sizeBytes: number): boolean;
  /** Removes an import with everything that refers to it. */
  remove(importId: number): void;
  /** Keeps a rejected row. @param position counted from 0, in file order. */
  reject(importId: number, position: number, row: RejectedRow): void;
  /** `limit` of the rejected rows kept with an import from the `offset`-th on, in file order. */
  rejectedRows(importId: number, offset: number, limit: number): readonly RejectedRow[];
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
  readonly duplicates: bigint;
  readonly charges: bigint;
  readonly billedNanoUsd: bigint | null;
}

const selectImports = `SELECT id, file, sha256, preset, imported_at_ms AS importedAtMs, records, rejected,
  unpriced_records AS unpriced, requests, total_tokens AS totalTokens, cost_nano_usd AS costNanoUsd,
  first_ms AS firstMs, last_ms AS lastMs, month_scale AS monthScale, duplicates, charges,
  billed_nano_usd AS billedNanoUsd FROM usage_import`;

/** Stands in an import's row for a hash that is not known yet; no other connection ever sees it. */
const contentToCome = '';

/** The imports of a ledger. */
export function createImportStore(connection: Connection): ImportStore {
  const insert = connection.prepare(
    `INSERT INTO usage_import (file, sha256, size_bytes, preset, importer_version, imported_at_ms, month_scale,
       grain)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const updateContent = connection.prepare('UPDATE usage_import SET sha256 = ? WHERE id = ?');
  const selectSize = connection.prepare<[number], number>('SELECT 1 FROM usage_import WHERE size_bytes = ?').pluck();
  const updateOutcome = connection.prepare(
    'UPDATE usage_import SET rows_read = ?, rejected = ?, residual_nano_usd = ?, duplicates = ? WHERE id = ?',
  );
  const updateTotals = connection.prepare(
    `UPDATE usage_import SET records = ?, unpriced_records = ?, requests = ?, total_tokens = ?, cost_nano_usd = ?,
       charges = ?, billed_nano_usd = ?, first_ms = ?, last_ms = ? WHERE id = ?`,
  );
  const selectGrains = connection.prepare<[], { readonly id: number; readonly grain: string }>(
    'SELECT id, grain FROM usage_import',
  );
  const insertRejected = connection.prepare(
    'INSERT INTO rejected_row (import_id, position, file, line, column_name, reason) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectAll = connection.prepare<[], ImportRow>(`${selectImports} ORDER BY id DESC`).safeIntegers();
  const selectById = connection.prepare<[number], ImportRow>(`${selectImports} WHERE id = ?`).safeIntegers();
  const selectByContent = connection.prepare<[string], ImportRow>(`${selectImports} WHERE sha256 = ?`).safeIntegers();
  const deleteImport = connection.prepare('DELETE FROM usage_import WHERE id = ?');
  const selectRejected = connection.prepare<
    [number, number, number],
    {
      readonly file: string | null;
      readonly line: number;
      readonly columnName: string | null;
      readonly reason: string;
    }
  >(
    'SELECT file, line, column_name AS columnName, reason FROM rejected_row WHERE import_id = ? AND position >= ? ORDER BY position LIMIT ?',
  );

  function add(source: ImportSource): number {
    const { lastInsertRowid } = insert.run(
      source.file,
      source.sha256 ?? contentToCome,
      sqlInteger(source.sizeBytes),
      source.preset,
      source.importerVersion,
      sqlInteger(source.importedAtMs),
      source.monthScale,
      source.grain ?? 'request',
    );
    return Number(lastInsertRowid);
  }

  function setContent(importId: number, sha256: string): void {
    updateContent.run(sha256, importId);
  }

  function setTotals(importId: number, usage: GroupedUsage, charges: ChargeTotals): void {
    function total(measure: string): bigint {
      return BigInt(exactAt(usage.measures.get(measure), 0));
    }
    const billedRecords = total(plainMeasures.billedRecords);
    const billed = total(plainMeasures.chargedNanoUsd) - total(plainMeasures.creditedNanoUsd);
    const firstMs = Math.min(usage.firstMs[0] ?? Infinity, charges.firstMs);
    const lastMs = Math.max(usage.lastMs[0] ?? -Infinity, charges.lastMs);
    const isEmpty = firstMs === Infinity;
    updateTotals.run(
      total(plainMeasures.records),
      total(plainMeasures.unpricedRecords),
      total(plainMeasures.requests),
      tokenKinds.reduce((sum, kind) => sum + total(tokenMeasure(kind)), 0n),
      total(plainMeasures.costNanoUsd),
      charges.lines,
      billedRecords + charges.lines === 0n ? null : billed + charges.billedNanoUsd,
      isEmpty ? null : sqlInteger(firstMs),
      isEmpty ? null : sqlInteger(lastMs),
      importId,
    );
  }

  function finish(importId: number, outcome: ImportOutcome, duplicates: number): void {
    updateOutcome.run(
      sqlInteger(outcome.rowsRead),
      sqlInteger(outcome.rejected),
      outcome.residualNanoUsd === null ? null : sqlInteger(outcome.residualNanoUsd),
      sqlInteger(duplicates),
      importId,
    );
  }

  function reject(importId: number, position: number, { file, line, column, reason }: RejectedRow): void {
    insertRejected.run(importId, position, file ?? null, sqlInteger(line), column ?? null, reason);
  }

  function grains(): ReadonlyMap<number, Grain> {
    return new Map(selectGrains.all().map(({ id, grain }) => [id, grain === 'bucket' ? 'bucket' : 'request']));
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

  function hasSize(sizeBytes: number): boolean {
    return selectSize.get(sizeBytes) !== undefined;
  }

  function remove(importId: number): void {
    deleteImport.run(importId);
  }

  function rejectedRows(importId: number, offset: number, limit: number): readonly RejectedRow[] {
    return selectRejected.all(importId, offset, limit).map(({ file, line, columnName, reason }) => ({
      ...(file === null ? {} : { file }),
      line,
      ...(columnName === null ? {} : { column: columnName }),
      reason,
    }));
  }

  return {
    add,
    setContent,
    setTotals,
    finish,
    grains,
    list,
    find,
    findByContent,
    hasSize,
    remove,
    reject,
    rejectedRows,
  };
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
    duplicates: Number(row.duplicates),
    charges: Number(row.charges),
    billedNanoUsd: row.billedNanoUsd === null ? null : row.billedNanoUsd.toString(),
  };
}
