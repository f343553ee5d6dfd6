import type { ImportOverlap } from '#shared/domain/overlap.ts';
import type { Connection } from './connection.ts';
import type { OverlapTracker } from './overlap-tracker.ts';
import { pickRows } from './period.ts';
import { rebuildTotals } from './rebuild.ts';
import type { KeyHashes } from './segment-format.ts';
import type { LedgerStores } from './stores.ts';
import { removeUnused } from './undo.ts';

/**
 * Takes out of earlier imports the records that a new one holds as well; their charges are gone by now. An import of
 * which nothing is left goes with them, so that its file can be imported again. Part of the new import's transaction.
 */
export function replaceEarlier(
  connection: Connection,
  stores: LedgerStores,
  tracker: OverlapTracker,
  overlaps: readonly ImportOverlap[],
): void {
  const { segments, imports } = stores;
  for (const { head, isTaken } of tracker.heldRecords()) {
    const kept = Uint32Array.from(rowsOf(isTaken, 0));
    const keys = segments.keys(head);
    segments.rewrite(
      head,
      pickRows(segments.columns(head), kept),
      keys === undefined ? undefined : pickKeys(keys, kept),
    );
  }
  for (const { importId } of overlaps) {
    rebuildTotals(stores, importId);
    const left = imports.find(importId);
    if (left?.records === 0 && left.charges === 0) imports.remove(importId);
  }
  removeUnused(connection, stores);
}

function rowsOf(flags: Uint8Array, wanted: number): readonly number[] {
  const rows: number[] = [];
  for (const [row, flag] of flags.entries()) if (flag === wanted) rows.push(row);
  return rows;
}

function pickKeys({ high, low }: KeyHashes, rows: Uint32Array): KeyHashes | undefined {
  const picked = {
    high: Uint32Array.from(rows, (row) => high[row] ?? 0),
    low: Uint32Array.from(rows, (row) => low[row] ?? 0),
  };
  return picked.high.some((half) => half !== 0) || picked.low.some((half) => half !== 0) ? picked : undefined;
}
