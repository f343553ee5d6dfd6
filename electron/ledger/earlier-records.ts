import type { Identity } from './row-identity.ts';
import type { KeyHashes } from './segment-format.ts';
import { SegmentIdentities } from './segment-identities.ts';
import type { SegmentHead } from './segments.ts';

/** Identities of this many segments are kept at first: about 60 MB. */
const segmentsKept = 64;

/** A segment of an earlier import as far as it has been looked into. */
interface EarlierSegment {
  readonly head: SegmentHead;
  /** By row, 1 = the new import has the same; undefined while nothing of it is known. */
  isTaken: Uint8Array | undefined;
  identities: SegmentIdentities | undefined;
  wasLoaded: boolean;
}

/** What to look for: anything of the identity, every record of it, or as many records as are asked for. */
export type TakeMode = 'look' | 'all' | 'one';

/**
 * Finds records of earlier imports by identity. Only segments whose time holds a record are read, when it comes: a
 * file of another time costs nothing. Identities of the segments used last are kept; of a file whose rows jump about
 * in time, more and more are.
 */
export class EarlierRecords {
  readonly #segments: readonly EarlierSegment[];
  readonly #hashesOf: (segment: SegmentHead) => KeyHashes;
  readonly #slackMs: number;
  /** Where the set of segments that hold an instant changes, ascending, UTC ms. */
  readonly #bounds: Float64Array;
  readonly #candidates: (readonly EarlierSegment[] | undefined)[];
  readonly #covering = new Map<readonly EarlierSegment[], readonly number[]>();
  /** Segments with identities, least recently used first. */
  readonly #kept = new Set<EarlierSegment>();
  #capacity = segmentsKept;
  #interval = 0;

  /**
   * @param heads Segments to look into.
   * @param hashesOf Identities of a segment's records by row.
   * @param slackMs How far the times of the same record may be apart.
   */
  constructor(heads: readonly SegmentHead[], hashesOf: (segment: SegmentHead) => KeyHashes, slackMs: number) {
    this.#segments = heads.map((head) => ({ head, isTaken: undefined, identities: undefined, wasLoaded: false }));
    this.#hashesOf = hashesOf;
    this.#slackMs = slackMs;
    const bounds = heads.flatMap(({ firstStartMs, lastStartMs }) => [
      firstStartMs - slackMs,
      lastStartMs + slackMs + 1,
    ]);
    this.#bounds = Float64Array.from(new Set(bounds)).sort();
    this.#candidates = Array.from({ length: this.#bounds.length + 1 }, () => undefined);
  }

  /** True when some segment holds records of that time: only then is an identity worth making. */
  mayHold(startMs: number): boolean {
    return this.#candidatesAt(startMs).length > 0;
  }

  /** Imports whose segments hold records of that time, each once. */
  covering(startMs: number): readonly number[] {
    const segments = this.#candidatesAt(startMs);
    let imports = this.#covering.get(segments);
    if (imports === undefined) {
      imports = [...new Set(segments.map(({ head }) => head.importId))];
      this.#covering.set(segments, imports);
    }
    return imports;
  }

  /** Finds a record that starts at an instant, in every import that holds it. @returns ids of those imports. */
  find(startMs: number, { high, low }: Identity, mode: TakeMode): readonly number[] {
    const candidates = this.#candidatesAt(startMs);
    if (candidates.length === 0) return noImports;
    const holders: number[] = [];
    for (const segment of candidates) {
      const { importId } = segment.head;
      if (!this.#take(segment, high, low, mode)) continue;
      if (!holders.includes(importId)) holders.push(importId);
      if (mode === 'one') break;
    }
    return holders;
  }

  /** Every segment of which records were taken, with a flag for each row. */
  taken(): readonly { readonly head: SegmentHead; readonly isTaken: Uint8Array }[] {
    return this.#segments.flatMap(({ head, isTaken }) =>
      isTaken === undefined || !isTaken.includes(1) ? [] : [{ head, isTaken }],
    );
  }

  #take(segment: EarlierSegment, high: number, low: number, mode: TakeMode): boolean {
    const identities = segment.identities ?? this.#load(segment);
    switch (mode) {
      case 'look':
        return identities.has(high, low);
      case 'all':
        return identities.takeAll(high, low);
      case 'one':
        return identities.takeOne(high, low);
    }
  }

  #candidatesAt(startMs: number): readonly EarlierSegment[] {
    const bounds = this.#bounds;
    const interval = this.#interval;
    const isSame =
      startMs >= (interval === 0 ? -Infinity : (bounds[interval - 1] ?? 0)) && startMs < (bounds[interval] ?? Infinity);
    if (!isSame) this.#interval = upperBound(bounds, startMs);
    const known = this.#candidates[this.#interval];
    if (known !== undefined) {
      // Using a segment makes it the last to be forgotten; within one interval the order does not matter.
      if (!isSame) for (const segment of known) this.#touch(segment);
      return known;
    }
    const found = this.#segments.filter(
      ({ head }) => startMs >= head.firstStartMs - this.#slackMs && startMs <= head.lastStartMs + this.#slackMs,
    );
    this.#candidates[this.#interval] = found;
    this.#capacity = Math.max(this.#capacity, found.length);
    return found;
  }

  #touch(segment: EarlierSegment): void {
    if (this.#kept.delete(segment)) this.#kept.add(segment);
  }

  #load(segment: EarlierSegment): SegmentIdentities {
    segment.isTaken ??= new Uint8Array(segment.head.records);
    const identities = new SegmentIdentities(this.#hashesOf(segment.head), segment.isTaken);
    // Reading a segment twice says that too few are kept.
    if (segment.wasLoaded) this.#capacity += 4;
    for (const oldest of this.#kept) {
      if (this.#kept.size < this.#capacity) break;
      oldest.identities = undefined;
      this.#kept.delete(oldest);
    }
    segment.identities = identities;
    segment.wasLoaded = true;
    this.#kept.add(segment);
    return identities;
  }
}

const noImports: readonly number[] = [];

/** Index of the first bound above an instant. */
function upperBound(bounds: Float64Array, instantMs: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] ?? 0) <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
