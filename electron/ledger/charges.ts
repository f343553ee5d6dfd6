import type { BilledCharge, ChargeCategory } from '#shared/domain/charge.ts';
import { chargeCategories } from '#shared/domain/charge.ts';
import { msPerDay } from '#shared/time.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';
import type { ChargeRow, Period } from './ledger.ts';

/** What charges are summed by: days since 1970-01-01, both inclusive, and everything that a line names. */
export interface ChargeKey {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly provider: string;
  readonly model: string;
  readonly line: string;
  readonly project: string;
  readonly category: ChargeCategory;
}

/** Lines of one key summed. */
export interface ChargeSums {
  readonly lines: number;
  readonly billedNanoUsd: bigint;
  /** Undefined = some of the lines do not say. */
  readonly listNanoUsd: bigint | undefined;
}

/** What the lines of an import come to. */
export interface ChargeTotals {
  readonly lines: bigint;
  readonly billedNanoUsd: bigint;
  /** Start of the first day and end of the last, UTC ms; Infinity and -Infinity without lines. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The lines of bills in a ledger. */
export interface ChargeStore {
  /** Adds to what an import was billed. */
  add(importId: number, key: ChargeKey, sums: ChargeSums): void;
  /** Takes away what an import was billed for. */
  remove(importId: number, key: ChargeKey): void;
  /** What all lines of an import come to. */
  totals(importId: number): ChargeTotals;
  /** Imports before this one that were billed for the same, ascending. */
  earlierHolders(importId: number, key: ChargeKey): readonly number[];
  /** Charges of days that have a part in the period, in order of time, import and names. @throws LedgerError `ledger-corrupt`. */
  list(period: Period): readonly ChargeRow[];
}

/** The key of a charge. Its end is exclusive. */
export function chargeKey({ startMs, endMs, provider, model, line, project, category }: BilledCharge): ChargeKey {
  return {
    firstDay: Math.floor(startMs / msPerDay),
    lastDay: Math.floor(Math.max(startMs, endMs - 1) / msPerDay),
    provider,
    model,
    line,
    project: project ?? '',
    category,
  };
}

interface StoredCharge {
  readonly importId: bigint;
  readonly firstDay: bigint;
  readonly lastDay: bigint;
  readonly provider: string;
  readonly model: string;
  readonly line: string;
  readonly project: string;
  readonly category: string;
  readonly lines: bigint;
  readonly billedNanoUsd: bigint;
  readonly listNanoUsd: bigint | null;
}

interface StoredTotals {
  readonly lines: bigint;
  readonly billedNanoUsd: bigint;
  readonly firstDay: bigint | null;
  readonly lastDay: bigint | null;
}

const keyColumns = ['first_day', 'last_day', 'provider', 'model', 'line', 'project', 'category'];

/** The charges of a ledger. @param file the ledger's file, for failures. */
export function createChargeStore(connection: Connection, file: string): ChargeStore {
  const upsert = connection.prepare(
    `INSERT INTO charge (import_id, ${keyColumns.join(', ')}, lines, billed_nano_usd, list_nano_usd)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines,
       billed_nano_usd = billed_nano_usd + excluded.billed_nano_usd,
       list_nano_usd = list_nano_usd + excluded.list_nano_usd`,
  );
  const selectHolders = connection
    .prepare<(number | string)[], number>(
      `SELECT import_id FROM charge WHERE import_id IN (SELECT id FROM usage_import WHERE id < ? AND charges > 0)
       AND ${keyColumns.map((column) => `${column} = ?`).join(' AND ')} ORDER BY import_id`,
    )
    .pluck();
  const select = connection
    .prepare<[number, number], StoredCharge>(
      `SELECT import_id AS importId, first_day AS firstDay, last_day AS lastDay, provider, model, line, project,
         category, lines, billed_nano_usd AS billedNanoUsd, list_nano_usd AS listNanoUsd
       FROM charge WHERE last_day >= ? AND first_day < ? ORDER BY ${[...keyColumns.slice(0, 2), 'import_id', ...keyColumns.slice(2)].join(', ')}`,
    )
    .safeIntegers();

  const remove = connection.prepare(
    `DELETE FROM charge WHERE import_id = ? AND ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
  );
  const selectTotals = connection
    .prepare<[number], StoredTotals>(
      `SELECT coalesce(sum(lines), 0) AS lines, coalesce(sum(billed_nano_usd), 0) AS billedNanoUsd,
         min(first_day) AS firstDay, max(last_day) AS lastDay FROM charge WHERE import_id = ?`,
    )
    .safeIntegers();

  function totals(importId: number): ChargeTotals {
    const row = selectTotals.get(importId);
    const isEmpty = row === undefined || row.firstDay === null || row.lastDay === null;
    return {
      lines: row?.lines ?? 0n,
      billedNanoUsd: row?.billedNanoUsd ?? 0n,
      firstMs: isEmpty ? Infinity : Number(row.firstDay) * msPerDay,
      lastMs: isEmpty ? -Infinity : (Number(row.lastDay) + 1) * msPerDay,
    };
  }

  function keyValues(key: ChargeKey): readonly (number | string)[] {
    return [key.firstDay, key.lastDay, key.provider, key.model, key.line, key.project, key.category];
  }

  function read(row: StoredCharge): ChargeRow {
    const category = chargeCategories.find((name) => name === row.category);
    if (category === undefined) throw new LedgerError(corruptLedger(file, `a charge is of no known category`));
    return {
      importId: Number(row.importId),
      startMs: Number(row.firstDay) * msPerDay,
      endMs: (Number(row.lastDay) + 1) * msPerDay,
      provider: row.provider,
      model: row.model,
      line: row.line,
      project: row.project,
      category,
      lines: Number(row.lines),
      billedNanoUsd: row.billedNanoUsd,
      listNanoUsd: row.listNanoUsd,
    };
  }

  return {
    add(importId, key, { lines, billedNanoUsd, listNanoUsd }) {
      upsert.run(importId, ...keyValues(key), lines, billedNanoUsd, listNanoUsd ?? null);
    },
    remove: (importId, key) => void remove.run(importId, ...keyValues(key)),
    totals,
    earlierHolders: (importId, key) => selectHolders.all(importId, ...keyValues(key)),
    list: ({ fromMs = -Infinity, toMs = Infinity }) =>
      select.all(Math.floor(fromMs / msPerDay), Math.ceil(toMs / msPerDay)).map(read),
  };
}
