import { isDeepStrictEqual } from 'node:util';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { Result } from '#shared/result.ts';
import { success } from '#shared/result.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger, failureOf } from './failures.ts';
import type { LedgerStores } from './stores.ts';
import type { UsageGroups } from './usage-groups.ts';
import { addToGroups } from './usage-groups.ts';
import { addSegments, summariseSegments } from './usage-query.ts';

/** Everything that rollups keep apart. */
const finestGrouping: readonly UsageGrouping[] = [
  'import',
  'hour',
  'provider',
  'model',
  'serviceTier',
  'project',
  'user',
  'task',
];

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
  function damage(detail: string): LedgerError {
    return new LedgerError(corruptLedger(stores.file, detail));
  }
  const integrity = connection.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw damage(String(integrity));
  const orphans = connection.pragma('foreign_key_check');
  if (!Array.isArray(orphans) || orphans.length > 0) throw damage('rows refer to an import that is gone');

  const fromRollups: UsageGroups = new Map();
  stores.rollups.read(finestGrouping, {}, (keys, sums) => addToGroups(fromRollups, keys, sums));
  const fromRecords: UsageGroups = new Map();
  addSegments(fromRecords, stores, { by: [...finestGrouping] }, (segment) => segment.isRolledUp);
  const areEqual =
    fromRollups.size === fromRecords.size &&
    [...fromRecords].every(([id, group]) => isDeepStrictEqual(group, fromRollups.get(id)));
  if (!areEqual) throw damage('its hour totals differ from its records');

  stores.segments.scan({}, (columns) => {
    // Names refuse ids that have none by themselves.
    for (const dimension of usageDimensions) {
      for (const id of new Set(columns.dimensions[dimension])) stores.dictionary.name(dimension, id);
    }
    for (const card of new Set(columns.priceCard)) {
      if (card !== 0 && stores.priceCards.read(card) === undefined) throw damage(`price card ${card} is gone`);
    }
  });

  const { groups, totals } = summariseSegments(stores, { by: ['import'] });
  const byImport = new Map(groups.map((group) => [group.keys.import, group]));
  for (const summary of stores.imports.list()) {
    const sums = byImport.get(String(summary.id));
    const isSame = summary.records === (sums?.records ?? 0) && summary.costUsd === (sums?.costUsd ?? 0);
    if (!isSame) throw damage(`import ${summary.id} has other totals than its records`);
  }
  return totals.records;
}
