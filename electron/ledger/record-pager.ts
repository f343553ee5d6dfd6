import type { UsageSelection } from '#shared/domain/usage-query.ts';
import type { Connection } from './connection.ts';
import type { SegmentRecords } from './ledger.ts';
import { isInPeriod, pickRows } from './period.ts';
import { filteredRows } from './selected-records.ts';
import type { SegmentHead, SegmentStore } from './segments.ts';
import type { LedgerStores } from './stores.ts';
import type { Selection } from './usage-filter.ts';
import { readSelection } from './usage-filter.ts';

/** A part of the selected records. */
export interface SelectedRecords {
  /** Records that the selection has in all. */
  readonly total: number;
  /** The part asked for, in the order the records were imported. */
  readonly parts: readonly SegmentRecords[];
}

/** Gives parts of the selected records. */
export interface RecordPager {
  read(selection: UsageSelection, offset: number, limit: number): SelectedRecords;
}

/** How many selected records each segment has, for a selection and a state of the file. */
interface Counted {
  readonly key: string;
  readonly segments: readonly { readonly head: SegmentHead; readonly count: number }[];
}

/** Pages through records. The counts of the last selection are remembered, so that scrolling reads only what it shows. */
export function createRecordPager(connection: Connection, { segments, dictionary }: LedgerStores): RecordPager {
  const totalChanges = connection.prepare<[], number>('SELECT total_changes()').pluck();
  let counted: Counted | undefined;

  /** Changes with every commit, of this connection or another. */
  function fileState(): string {
    return `${String(connection.pragma('data_version', { simple: true }))} ${totalChanges.get()}`;
  }

  function count(selection: Selection, key: string): Counted {
    if (counted?.key === key) return counted;
    const heads = segments.list(selection.period).filter(({ importId }) => selection.isImportWanted(importId));
    counted = {
      key,
      segments: heads.map((head) => ({ head, count: rowsOf(segments, head, selection)?.length ?? head.records })),
    };
    return counted;
  }

  return {
    read(query, offset, limit) {
      const selection = readSelection(query, (dimension, name) => dictionary.find(dimension, name));
      const { segments: found } = count(selection, `${fileState()} ${JSON.stringify(query)}`);
      const parts: SegmentRecords[] = [];
      let before = 0;
      for (const { head, count: rows } of found) {
        const from = Math.max(0, offset - before);
        const to = Math.min(rows, offset + limit - before);
        before += rows;
        if (from >= to) continue;
        const all = rowsOf(segments, head, selection) ?? Uint32Array.from({ length: head.records }, (_, row) => row);
        parts.push({ importId: head.importId, columns: pickRows(segments.columns(head), all.subarray(from, to)) });
      }
      return { total: before, parts };
    },
  };
}

/** Rows of a segment that are selected, ascending; undefined = all of them. */
function rowsOf(segments: SegmentStore, head: SegmentHead, { filters, period }: Selection): Uint32Array | undefined {
  const rows = filteredRows(segments, head, filters);
  const isWhole = isInPeriod(head.firstStartMs, period) && isInPeriod(head.lastStartMs, period);
  if (isWhole) return rows;
  const startMs = segments.startMs(head);
  const candidates = rows ?? Uint32Array.from({ length: head.records }, (_, row) => row);
  return candidates.filter((row) => isInPeriod(startMs[row] ?? 0, period));
}
