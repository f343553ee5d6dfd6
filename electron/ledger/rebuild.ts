import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import { rollupVersion } from './rollup-views.ts';
import type { LedgerStores } from './stores.ts';
import { createStores } from './stores.ts';

/** Makes the rollups and totals of an import anew from its records and charges. */
export function rebuildTotals(stores: LedgerStores, importId: number): void {
  const { rollups, segments, imports, charges } = stores;
  rollups.remove(importId);
  const rollup = rollups.build(importId);
  for (const head of segments.ofImport(importId)) rollup.add(segments.columns(head));
  rollup.finish();
  rollups.markBuilt(importId);
  imports.setTotals(importId, rollup.totals(), charges.totals(importId));
}

/**
 * Makes the rollups that an older program left out or made by other rules, one transaction an import. An import whose
 * records are damaged stays without: whoever reads it is told.
 */
export function rebuildOutdatedRollups(connection: Connection, file: string): void {
  const outdated = connection
    .prepare<[number], number>('SELECT id FROM usage_import WHERE rollup_version <> ? ORDER BY id')
    .pluck()
    .all(rollupVersion);
  if (outdated.length === 0) return;
  const stores = createStores(connection, file);
  const rebuild = connection.transaction(rebuildTotals);
  for (const importId of outdated) {
    try {
      rebuild.immediate(stores, importId);
    } catch (error) {
      if (failureOf(error, file)?.code !== 'ledger-corrupt') throw error;
    }
  }
}
