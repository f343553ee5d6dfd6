import { usageDimensions } from '#shared/domain/usage.ts';
import type { Connection } from './connection.ts';
import { dimensionIds } from './dictionary.ts';
import { dimensionSegmentColumn, priceCardSegmentColumn } from './segment-format.ts';
import type { LedgerStores } from './stores.ts';

/**
 * Removes an import, and with it the names and price cards that no other import uses: nothing of it stays behind.
 * @returns how many records it had; undefined when there is no such import. One transaction.
 */
export function undoImport(connection: Connection, stores: LedgerStores, importId: number): number | undefined {
  const undo = connection.transaction(() => {
    const summary = stores.imports.find(importId);
    if (summary === undefined) return undefined;
    stores.imports.remove(importId);
    removeUnused(connection, stores);
    return summary.records;
  });
  return undo.immediate();
}

/** Removes the names and price cards that no record uses. */
export function removeUnused(connection: Connection, stores: LedgerStores): void {
  removeUnusedNames(connection, stores);
  removeUnusedCards(connection, stores);
}

function removeUnusedNames(connection: Connection, stores: LedgerStores): void {
  const selectIds = connection
    .prepare<[number], number>('SELECT id FROM dictionary_entry WHERE dimension_id = ? ORDER BY id')
    .pluck();
  const remove = connection.prepare('DELETE FROM dictionary_entry WHERE dimension_id = ? AND id = ?');
  for (const dimension of usageDimensions) {
    const dimensionId = dimensionIds[dimension];
    const ids = selectIds.all(dimensionId);
    for (const id of unusedIds(ids, dimensionSegmentColumn(dimension), stores)) remove.run(dimensionId, id);
  }
}

function removeUnusedCards(connection: Connection, stores: LedgerStores): void {
  const rows = connection.prepare<[], number>('SELECT id FROM price_card ORDER BY id').pluck().all();
  const remove = connection.prepare('DELETE FROM price_card WHERE id = ?');
  for (const row of unusedIds(rows, priceCardSegmentColumn, stores)) remove.run(row);
}

/** Those of some ascending ids that no segment has in a column. */
function unusedIds(ids: readonly number[], column: string, { segments }: LedgerStores): readonly number[] {
  const isUsed = new Uint8Array((ids.at(-1) ?? 0) + 1);
  for (const segment of ids.length === 0 ? [] : segments.list({})) {
    for (const id of segments.integers(segment, column) ?? []) isUsed[id] = 1;
  }
  return ids.filter((id) => isUsed[id] === 0);
}
