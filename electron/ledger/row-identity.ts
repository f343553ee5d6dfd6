import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { usageDimensions } from '#shared/domain/usage.ts';

/**
 * What makes a record one of a kind, as 64 bits: two 32-bit MurmurHash3 lanes (Austin Appleby, public domain) that
 * differ in seed and multipliers. Among five million records two different ones share a hash with a probability of
 * one in a million.
 */
export interface Identity {
  high: number;
  low: number;
}

const wordSize = 2 ** 32;
const seeds = { high: 0x9747b28c, low: 0x3c6ef372 } as const;

/** Gathers words into an identity. One instance serves any number of records, one after the other. */
class IdentityHash {
  #high: number = seeds.high;
  #low: number = seeds.low;
  #words = 0;

  begin(): void {
    this.#high = seeds.high;
    this.#low = seeds.low;
    this.#words = 0;
  }

  /** Mixes in 32 bits. */
  addWord(word: number): void {
    let high = Math.imul(word, 0xcc9e2d51);
    high = Math.imul((high << 15) | (high >>> 17), 0x1b873593) ^ this.#high;
    this.#high = (Math.imul((high << 13) | (high >>> 19), 5) + 0xe6546b64) | 0;
    let low = Math.imul(word, 0x239b961b);
    low = Math.imul((low << 16) | (low >>> 16), 0xab0e9789) ^ this.#low;
    this.#low = (Math.imul((low << 18) | (low >>> 14), 5) + 0x561ccd1b) | 0;
    this.#words++;
  }

  /** Mixes in a whole number of any sign up to 2^53. */
  addNumber(value: number): void {
    this.addWord(value >>> 0);
    this.addWord(Math.floor(value / wordSize));
  }

  /** Mixes in text. */
  addText(text: string): void {
    const { length } = text;
    this.addWord(length);
    for (let index = 0; index < length; index += 2) {
      const second = index + 1 < length ? text.charCodeAt(index + 1) : 0;
      this.addWord(text.charCodeAt(index) | (second << 16));
    }
  }

  /** Writes the identity; never both halves zero, which stands for none. */
  end(into: Identity): void {
    const high = finalMix(this.#high ^ this.#words);
    const low = finalMix(this.#low ^ Math.imul(this.#words, 0x38b34ae5) ^ high);
    into.high = high;
    into.low = high === 0 && low === 0 ? 1 : low;
  }
}

function finalMix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Makes identities of row keys. @param preset Keys of different presets are different. */
export function keyHasher(preset: string): (key: string, into: Identity) => void {
  const hash = new IdentityHash();
  return (key, into) => {
    hash.begin();
    hash.addText(preset);
    hash.addText(key);
    hash.end(into);
  };
}

/** What a record without a key stands for. */
export type Grain = 'bucket' | 'request';

/** Columns by which records are told apart, beside their times; a number for each, for good. */
function identityColumns(columns: UsageColumns, grain: Grain): readonly (readonly [number, ArrayLike<number>])[] {
  const all: (readonly [number, ArrayLike<number> | undefined])[] = [
    [1, columns.serviceTier],
    [2, columns.residency],
    ...usageDimensions.map((dimension, index) => [100 + index, columns.dimensions[dimension]] as const),
  ];
  if (grain === 'request') {
    all.push(
      [3, columns.requests],
      ...tokenKinds.map((kind, index) => [200 + index, columns.tokens[kind]] as const),
      ...billableUnits.map((unit, index) => [300 + index, columns.microUnits?.[unit]] as const),
    );
  }
  return all.flatMap(([tag, column]) => (column === undefined ? [] : [[tag, column] as const]));
}

/**
 * Makes identities of records without a key: of a bucket's times, dimensions, tier and residency; of a request's every
 * value but its price. The same for the same usage, whichever columns are absent.
 */
export function recordHasher(columns: UsageColumns, grain: Grain): (row: number, into: Identity) => void {
  const hash = new IdentityHash();
  const told = identityColumns(columns, grain);
  const { startMs, endMs } = columns;
  return (row, into) => {
    const start = startMs[row] ?? 0;
    hash.begin();
    hash.addNumber(start);
    hash.addNumber((endMs[row] ?? 0) - start);
    for (const [tag, column] of told) {
      const value = column[row] ?? 0;
      if (value === 0) continue;
      hash.addWord(tag);
      hash.addNumber(value);
    }
    hash.end(into);
  };
}
