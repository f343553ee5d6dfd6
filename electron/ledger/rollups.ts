import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';
import { RollupBuilder } from './rollup-builder.ts';
import { decodeRollup, encodeRollup, rollupChecksum } from './rollup-format.ts';
import type { RollupView } from './rollup-views.ts';
import { rollupVersion, rollupViews } from './rollup-views.ts';
import type { GroupedUsage } from './usage-rows.ts';

/** A rollup without its groups. */
export interface RollupHead {
  readonly id: number;
  readonly importId: number;
  readonly view: RollupView;
  readonly groups: number;
}

/** The totals that are kept beside the segments. */
export interface RollupStore {
  /** Begins to make the rollups of an import, which has none. */
  build(importId: number): RollupBuilder;
  /** Forgets those of an import. */
  remove(importId: number): void;
  /** Every rollup. A view of an import has all its records, or is not there at all. */
  list(): readonly RollupHead[];
  /** @throws LedgerError `ledger-corrupt`. */
  read(head: RollupHead): GroupedUsage;
  /** Notes that an import's rollups are made. */
  markBuilt(importId: number): void;
}

interface StoredHead {
  readonly id: number;
  readonly importId: number;
  readonly view: string;
  readonly groups: number;
}

interface StoredGroups {
  readonly layout: string;
  readonly checksum: Uint8Array;
  readonly data: Uint8Array;
}

/** The rollups of a ledger. @param file the ledger's file, for failures. */
export function createRollupStore(connection: Connection, file: string): RollupStore {
  const insert = connection.prepare(
    'INSERT INTO rollup (import_id, view, groups, layout, checksum, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const removeAll = connection.prepare('DELETE FROM rollup WHERE import_id = ?');
  const removeView = connection.prepare('DELETE FROM rollup WHERE import_id = ? AND view = ?');
  const selectHeads = connection.prepare<[], StoredHead>(
    'SELECT id, import_id AS importId, view, groups FROM rollup ORDER BY id',
  );
  const selectGroups = connection.prepare<[number], StoredGroups>(
    'SELECT layout, checksum, data FROM rollup WHERE id = ?',
  );
  const mark = connection.prepare('UPDATE usage_import SET rollup_version = ? WHERE id = ?');

  function build(importId: number): RollupBuilder {
    return new RollupBuilder(importId, {
      write(view, groups) {
        const encoded = encodeRollup(groups);
        if (encoded === undefined) return false;
        const checksum = rollupChecksum(view.id, groups.rows, encoded);
        insert.run(importId, view.id, groups.rows, encoded.layout, checksum, encoded.data);
        return true;
      },
      drop: (view) => void removeView.run(importId, view.id),
    });
  }

  function list(): readonly RollupHead[] {
    return selectHeads.all().map(({ view: id, ...head }) => {
      const view = rollupViews.find((known) => known.id === id);
      if (view === undefined) throw damaged(head.id);
      return { ...head, view };
    });
  }

  function read(head: RollupHead): GroupedUsage {
    const stored = selectGroups.get(head.id);
    if (stored === undefined) throw damaged(head.id);
    const isSound = Buffer.compare(rollupChecksum(head.view.id, head.groups, stored), stored.checksum) === 0;
    const groups = isSound ? decodeRollup(head.view, head.groups, stored) : undefined;
    if (groups === undefined) throw damaged(head.id);
    return groups;
  }

  function damaged(id: number): LedgerError {
    return new LedgerError(corruptLedger(file, `rollup ${id} fails its checksum`));
  }

  return {
    build,
    remove: (importId) => void removeAll.run(importId),
    list,
    read,
    markBuilt: (importId) => void mark.run(rollupVersion, importId),
  };
}
