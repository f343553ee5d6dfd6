import { Buffer } from 'node:buffer';
import { carriageReturn, lineFeed, quote } from './record-ends.ts';

/** FNV-1a (Fowler, Noll, Vo; public domain), 32 bits. */
const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/** What a cell names. */
export interface ResolvedName {
  /** The name's id in the batch's list; 0 = none; negative = a row with this cell is read as text. */
  readonly id: number;
  /** What is said of each row with this cell. */
  readonly remark?: string | undefined;
}

const smallestCapacity = 256;
/** Filled beyond this share, the table doubles. */
const largestLoad = 0.5;

/** Ids of names by their bytes: a cell becomes text only when it is seen for the first time. */
export class NameTable {
  readonly #resolve: (text: string) => ResolvedName;
  /** Entry + 1 by slot; 0 = free. */
  #slots = new Int32Array(smallestCapacity);
  #hashes = new Int32Array(smallestCapacity);
  #starts = new Int32Array(smallestCapacity + 1);
  #arena = new Uint8Array(smallestCapacity * 16);
  /** Id of each entry. */
  ids = new Int32Array(smallestCapacity);
  /** What is said of rows with an entry; most have nothing. */
  readonly remarks = new Map<number, string>();
  /** Entry of the cell read last. */
  entry = 0;
  #count = 0;

  constructor(resolve: (text: string) => ResolvedName) {
    this.#resolve = resolve;
  }

  /** Bytes of memory that it takes, about. */
  get bytes(): number {
    return this.#arena.length + 24 * this.#count;
  }

  /** Reads a cell that is not quoted. @returns where it ends: at a delimiter or line end. */
  read(bytes: Uint8Array, start: number, delimiter: number): number {
    let hash = hashSeed;
    let end = start;
    for (;;) {
      const byte = bytes[end] ?? lineFeed;
      if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
      hash = Math.imul(hash ^ byte, hashPrime);
      end++;
    }
    this.entry = this.#find(bytes, start, end, hash, false);
    return end;
  }

  /**
   * Reads a quoted cell. @param start where its first quote is.
   * @returns where it ends; −1 when there is a line end in it, or no quote before the limit.
   */
  readQuoted(bytes: Uint8Array, start: number, limit: number): number {
    let hash = hashSeed;
    let isDoubled = false;
    for (let end = start + 1; end < limit; end++) {
      const byte = bytes[end] ?? 0;
      if (byte === lineFeed || byte === carriageReturn) return -1;
      if (byte === quote) {
        if (bytes[end + 1] !== quote) {
          this.entry = this.#find(bytes, start + 1, end, hash, isDoubled);
          return end + 1;
        }
        isDoubled = true;
        hash = Math.imul(hash ^ quote, hashPrime);
        end++;
      }
      hash = Math.imul(hash ^ byte, hashPrime);
    }
    return -1;
  }

  /** The entry of a cell's bytes. @param isDoubled True when a quote in the cell is written twice. */
  #find(bytes: Uint8Array, start: number, end: number, hash: number, isDoubled: boolean): number {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return this.#add(bytes, start, end, hash, isDoubled, slot);
      if (hashes[entry] === hash && this.#equals(entry, bytes, start, end)) return entry;
      slot = (slot + 1) & mask;
    }
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const arena = this.#arena;
    let from = this.#starts[entry] ?? 0;
    if ((this.#starts[entry + 1] ?? 0) - from !== end - start) return false;
    for (let index = start; index < end; index++) if (arena[from++] !== bytes[index]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, isDoubled: boolean, slot: number): number {
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    const { id, remark } = this.#resolve(isDoubled ? raw.replaceAll('""', '"') : raw);
    const entry = this.#count++;
    if (entry >= this.ids.length) {
      this.ids = grown(this.ids);
      this.#hashes = grown(this.#hashes);
      const starts = new Int32Array(this.ids.length + 1);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.ids[entry] = id;
    this.#hashes[entry] = hash;
    if (remark !== undefined) this.remarks.set(entry, remark);
    const from = this.#starts[entry] ?? 0;
    while (from + end - start > this.#arena.length) {
      const arena = new Uint8Array(this.#arena.length * 2);
      arena.set(this.#arena);
      this.#arena = arena;
    }
    this.#arena.set(bytes.subarray(start, end), from);
    this.#starts[entry + 1] = from + end - start;
    this.#slots[slot] = entry + 1;
    if (this.#count > this.#slots.length * largestLoad) this.#rehash();
    return entry;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.#count; entry++) {
      const hash = this.#hashes[entry] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.#slots = slots;
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
