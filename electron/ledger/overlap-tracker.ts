import type { ImportOverlap } from '#shared/domain/overlap.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { msPerDay } from '#shared/time.ts';
import { EarlierRecords } from './earlier-records.ts';
import { IdentitySet } from './identity-set.ts';
import type { Grain, Identity } from './row-identity.ts';
import { keyHasher, recordHasher } from './row-identity.ts';
import type { KeyHashes } from './segment-format.ts';
import type { SegmentHead, SegmentStore } from './segments.ts';
import type { LedgerStores } from './stores.ts';

/** Logs repeat a row some seconds later; a day is more than any of them take. */
const keySlackMs = msPerDay;

interface Overlap {
  records: number;
  charges: number;
  firstMs: number;
  lastMs: number;
}

/**
 * Requests have no id of their own here: two traces of the same hours may hold an equal one by chance. So many equal
 * ones in a row are no chance, even where one in a hundred is.
 */
const repeatedRun = 5;
/** Nor is this share of the records in the time that an earlier import covers: two files of which one goes on. */
const repeatedShare = 0.5;

/** How the records of the new file compare with one earlier import. */
interface Comparison {
  /** Records in the time that it covers, and those of them that it holds. */
  covered: number;
  held: number;
  /** Records held since the last that was not. */
  run: number;
  hasRun: boolean;
}

/** Finds out what of a new import the ledger holds already. */
export interface OverlapTracker {
  /** False when no earlier import holds a record without a key: then there is nothing to look for. */
  readonly hasEarlierRecords: boolean;
  /** Notes a key. @returns its identity, or undefined when this file or the ledger has it already. */
  addKey(key: string, startMs: number): Identity | undefined;
  /** Looks for a record without a key, in row `row` of the columns. @returns true when an earlier import holds it. */
  addRecord(columns: UsageColumns, row: number): boolean;
  /** Notes that earlier imports hold a line of a bill. */
  addCharge(holders: readonly number[], startMs: number, endMs: number): void;
  /** What every earlier import holds of the new one, the earliest first. */
  overlaps(): readonly ImportOverlap[];
  /**
   * Those of them that repeat usage: all for buckets and bills; for requests those that hold at least half of the
   * records in the time that they cover, or five in a row. Fewer equal requests are taken for chance.
   */
  repeats(): readonly ImportOverlap[];
  /** Records of earlier imports that the new one holds as well, by segment. */
  heldRecords(): ReturnType<EarlierRecords['taken']>;
}

/** Begins to look for what earlier imports than this one hold. */
export function createOverlapTracker(
  stores: LedgerStores,
  importId: number,
  preset: string,
  grain: Grain,
): OverlapTracker {
  const { segments, imports } = stores;
  const heads = segments.list({}).filter((head) => head.importId !== importId);
  const grains = imports.grains();
  const sameGrain = heads.filter((head) => head.keyedRecords < head.records && grains.get(head.importId) === grain);
  const byKey = new EarlierRecords(
    heads.filter((head) => head.keyedRecords > 0),
    (head) => segments.keys(head) ?? noHashes,
    keySlackMs,
  );
  const byValue = new EarlierRecords(sameGrain, (head) => recordHashes(segments, head, grain), 0);
  const keys = new IdentitySet();
  const hashKey = keyHasher(preset);
  const identity: Identity = { high: 0, low: 0 };
  const found = new Map<number, Overlap>();
  const comparisons = new Map<number, Comparison>();
  let hashed: UsageColumns | undefined;
  let hashRecord: ReturnType<typeof recordHasher> | undefined;

  function note(holders: readonly number[], what: 'records' | 'charges', startMs: number, endMs: number): void {
    for (const holder of holders) {
      const overlap = found.get(holder) ?? { records: 0, charges: 0, firstMs: Infinity, lastMs: -Infinity };
      overlap[what]++;
      overlap.firstMs = Math.min(overlap.firstMs, startMs);
      overlap.lastMs = Math.max(overlap.lastMs, endMs);
      found.set(holder, overlap);
    }
  }

  function addKey(key: string, startMs: number): Identity | undefined {
    hashKey(key, identity);
    const isHeld = byKey.mayHold(startMs) && byKey.find(startMs, identity, 'look').length > 0;
    return isHeld || !keys.add(identity.high, identity.low) ? undefined : identity;
  }

  function addRecord(columns: UsageColumns, row: number): boolean {
    const startMs = columns.startMs[row] ?? 0;
    if (!byValue.mayHold(startMs)) return false;
    if (hashed !== columns || hashRecord === undefined) {
      hashed = columns;
      hashRecord = recordHasher(columns, grain);
    }
    hashRecord(row, identity);
    // A bucket is the same usage however often a file repeats it; of equal requests each one counts.
    const holders = byValue.find(startMs, identity, grain === 'bucket' ? 'all' : 'one');
    if (grain === 'request') for (const id of byValue.covering(startMs)) compare(id, holders.includes(id));
    note(holders, 'records', startMs, columns.endMs[row] ?? 0);
    return holders.length > 0;
  }

  function compare(importId: number, isHeld: boolean): void {
    let comparison = comparisons.get(importId);
    if (comparison === undefined) {
      comparison = { covered: 0, held: 0, run: 0, hasRun: false };
      comparisons.set(importId, comparison);
    }
    comparison.covered++;
    comparison.run = isHeld ? comparison.run + 1 : 0;
    if (isHeld) comparison.held++;
    if (comparison.run >= repeatedRun) comparison.hasRun = true;
  }

  function repeats(): readonly ImportOverlap[] {
    return overlaps().filter(({ importId: id, charges }) => {
      const comparison = comparisons.get(id);
      if (comparison === undefined || charges > 0) return true;
      return comparison.hasRun || comparison.held >= repeatedShare * comparison.covered;
    });
  }

  function overlaps(): readonly ImportOverlap[] {
    return [...found]
      .sort(([left], [right]) => left - right)
      .map(([id, overlap]) => ({ importId: id, file: imports.find(id)?.file ?? '', ...overlap }));
  }

  return {
    hasEarlierRecords: sameGrain.length > 0,
    addKey,
    addRecord,
    addCharge: (holders, startMs, endMs) => note(holders, 'charges', startMs, endMs),
    overlaps,
    repeats,
    heldRecords: () => byValue.taken(),
  };
}

const noHashes: KeyHashes = { high: new Uint32Array(0), low: new Uint32Array(0) };

/** Identities of a segment's records; none for those that have a key. */
function recordHashes(segments: SegmentStore, head: SegmentHead, grain: Grain): KeyHashes {
  const columns = segments.columns(head);
  const keys = segments.keys(head);
  const hash = recordHasher(columns, grain);
  const hashes = { high: new Uint32Array(columns.rows), low: new Uint32Array(columns.rows) };
  const identity: Identity = { high: 0, low: 0 };
  for (let row = 0; row < columns.rows; row++) {
    if (keys !== undefined && (keys.high[row] !== 0 || keys.low[row] !== 0)) continue;
    hash(row, identity);
    hashes.high[row] = identity.high;
    hashes.low[row] = identity.low;
  }
  return hashes;
}
