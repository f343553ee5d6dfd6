import { isDeepStrictEqual } from 'node:util';
import type { ImportSummary } from '#shared/domain/importing.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { Result } from '#shared/result.ts';
import { success } from '#shared/result.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger, failureOf } from './failures.ts';
import { groupBy } from './group-by.ts';
import { GroupAccumulator } from './group-accumulator.ts';
import { totalsOf } from './present-groups.ts';
import type { RollupView } from './rollup-views.ts';
import type { RollupHead } from './rollups.ts';
import { segmentRows } from './segment-rows.ts';
import type { LedgerStores } from './stores.ts';
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
  const { segments, rollups, imports, charges, priceDocuments } = stores;
  const integrity = connection.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw damage(stores, String(integrity));
  const orphans = connection.pragma('foreign_key_check');
  if (!Array.isArray(orphans) || orphans.length > 0) throw damage(stores, 'rows refer to an import that is gone');
  charges.list({});
  priceDocuments.list();

  const rollupsOf = groupBy(rollups.list(), ({ importId }) => importId);
  let records = 0;
  for (const summary of imports.list()) {
    const kept = groupBy(rollupsOf.get(summary.id) ?? [], ({ view }) => view);
    const totals = new GroupAccumulator([]);
    const views = [...kept.keys()].map((view) => ({ view, groups: new GroupAccumulator(view.keys) }));
    for (const head of segments.ofImport(summary.id)) {
      const columns = segments.columns(head);
      segments.keys(head);
      checkNames(stores, columns);
      const rows = segmentRows(columns, summary.id);
      totals.add(rows);
      for (const { groups } of views) groups.add(rows);
    }
    checkTotals(stores, summary, totals.result());
    for (const { view, groups } of views) checkRollup(stores, view, kept.get(view) ?? [], groups.result());
    records += summary.records;
  }
  return records;
}

function damage({ file }: LedgerStores, detail: string): LedgerError {
  return new LedgerError(corruptLedger(file, detail));
}

/** Names refuse ids that have none by themselves. */
function checkNames(stores: LedgerStores, columns: UsageColumns): void {
  for (const dimension of usageDimensions) {
    for (const id of new Set(columns.dimensions[dimension])) stores.dictionary.name(dimension, id);
  }
  for (const card of new Set(columns.priceCard)) {
    if (card !== 0 && stores.priceCards.read(card) === undefined) throw damage(stores, `price card ${card} is gone`);
  }
}

function checkTotals(stores: LedgerStores, summary: ImportSummary, groups: GroupedUsage): void {
  const read = totalsOf(groups);
  const lines = stores.charges.totals(summary.id);
  const isBilled = read.billedRecords > 0 || lines.lines > 0n;
  const isSame =
    summary.records === read.records &&
    summary.costUsd === read.costUsd &&
    summary.totalTokens === read.totalTokens &&
    summary.charges === Number(lines.lines) &&
    summary.billedNanoUsd === (isBilled ? String(BigInt(read.billedNanoUsd) + lines.billedNanoUsd) : null);
  if (!isSame) throw damage(stores, `import ${summary.id} has other totals than its records`);
}

function checkRollup(
  stores: LedgerStores,
  view: RollupView,
  parts: readonly RollupHead[],
  fromRecords: GroupedUsage,
): void {
  const kept = new GroupAccumulator(view.keys);
  for (const part of parts) kept.add(stores.rollups.read(part));
  if (isDeepStrictEqual(sortedGroups(kept.result()), sortedGroups(fromRecords))) return;
  throw damage(stores, `the totals by ${view.id} of import ${parts[0]?.importId} differ from its records`);
}

/** Groups as values that can be compared: measures that are zero do not count. */
function sortedGroups(groups: GroupedUsage): ReadonlyMap<string, string> {
  const keys = [...groups.keys.values()];
  const measures = [...groups.measures].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(
    Array.from({ length: groups.rows }, (_, row) => {
      // Numbers and big integers of the same value are written alike.
      const sums = measures.flatMap(([name, column]) => (Number(column[row]) === 0 ? [] : [`${name}=${column[row]}`]));
      const times = [groups.firstMs[row], groups.lastMs[row]];
      return [keys.map((column) => column[row]).join(), [...sums, ...times].join()];
    }),
  );
}
