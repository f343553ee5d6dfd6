import { isDeepStrictEqual } from 'node:util';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { Result } from '#shared/result.ts';
import { success } from '#shared/result.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger, failureOf } from './failures.ts';
import { groupBy } from './group-by.ts';
import { GroupAccumulator } from './group-accumulator.ts';
import { totalsOf } from './present-groups.ts';
import type { LedgerStores } from './stores.ts';
import { segmentRows } from './segment-rows.ts';
import type { GroupedUsage } from './usage-rows.ts';

/**
 * Reads the whole ledger: SQLite's own integrity check, foreign keys, the checksum of every column, names and price
 * cards of every id, and the rollups and import totals against the records. Fails `ledger-corrupt` with what was found first.
 */
export function verifyLedger(connection: Connection, stores: LedgerStores): Result<{ readonly records: number }> {
  try {
    return success({ records: connection.transaction(() => verify(connection, stores)).deferred() });
  } catch (error) {
    const known = failureOf(error, stores.file);
    if (known === undefined) throw error;
    return { ok: false, error: known };
  }
}

/** @returns how many records the ledger holds. */
function verify(connection: Connection, stores: LedgerStores): number {
  const { segments, rollups, imports, dictionary, priceCards, charges, priceDocuments } = stores;
  function damage(detail: string): LedgerError {
    return new LedgerError(corruptLedger(stores.file, detail));
  }
  const integrity = connection.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw damage(String(integrity));
  const orphans = connection.pragma('foreign_key_check');
  if (!Array.isArray(orphans) || orphans.length > 0) throw damage('rows refer to an import that is gone');
  charges.list({});
  priceDocuments.list();

  for (const head of segments.list({})) {
    const columns = segments.columns(head);
    segments.keys(head);
    // Names refuse ids that have none by themselves.
    for (const dimension of usageDimensions) {
      for (const id of new Set(columns.dimensions[dimension])) dictionary.name(dimension, id);
    }
    for (const card of new Set(columns.priceCard)) {
      if (card !== 0 && priceCards.read(card) === undefined) throw damage(`price card ${card} is gone`);
    }
  }

  let records = 0;
  for (const summary of imports.list()) {
    const read = totalsOf(recordGroups(stores, summary.id, []));
    const lines = charges.totals(summary.id);
    const isBilled = read.billedRecords > 0 || lines.lines > 0n;
    const isSame =
      summary.records === read.records &&
      summary.costUsd === read.costUsd &&
      summary.totalTokens === read.totalTokens &&
      summary.charges === Number(lines.lines) &&
      summary.billedNanoUsd === (isBilled ? String(BigInt(read.billedNanoUsd) + lines.billedNanoUsd) : null);
    if (!isSame) throw damage(`import ${summary.id} has other totals than its records`);
    records += read.records;
  }

  for (const parts of groupBy(rollups.list(), ({ importId, view }) => `${importId} ${view.id}`).values()) {
    const [first] = parts;
    if (first === undefined) continue;
    const { importId, view } = first;
    const kept = new GroupAccumulator(view.keys);
    for (const part of parts) kept.add(rollups.read(part));
    const fromRecords = recordGroups(stores, importId, view.keys);
    const isSame = isDeepStrictEqual(sortedGroups(kept.result()), sortedGroups(fromRecords));
    if (!isSame) throw damage(`the totals by ${view.id} of import ${importId} differ from its records`);
  }
  return records;
}

/** Groups of an import's records, from the records themselves. */
function recordGroups({ segments }: LedgerStores, importId: number, by: readonly UsageGrouping[]): GroupedUsage {
  const groups = new GroupAccumulator(by);
  for (const head of segments.ofImport(importId)) groups.add(segmentRows(segments.columns(head), importId));
  return groups.result();
}

/** Groups as values that can be compared: measures that are zero do not count. */
function sortedGroups(groups: GroupedUsage): ReadonlyMap<string, unknown> {
  const rows = Array.from({ length: groups.rows }, (_, row) => {
    const keys = [...groups.keys.values()].map((column) => column[row] ?? 0).join();
    const sums = [...groups.measures]
      .map(([name, column]) => [name, BigInt(column[row] ?? 0)] as const)
      .filter(([, sum]) => sum !== 0n)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    return [keys, [...sums, groups.firstMs[row], groups.lastMs[row]]] as const;
  });
  return new Map(rows);
}
