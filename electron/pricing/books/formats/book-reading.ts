import { writePath } from '#shared/describe-issue.ts';
import type { BookRemark } from '#shared/domain/price-book.ts';
import { failure, type Failed } from '#shared/result.ts';
import { asObject, type JsonObject } from './json-object.ts';

/** Keys and indexes from the document down to a value. */
export type Path = readonly (string | number)[];

/** Something that makes a book unusable. */
interface Problem {
  readonly code: string;
  readonly sentence: string;
  readonly path: string;
}

/**
 * Follows the reading of one book: collects what is wrong (any problem refuses the book), keys that are not
 * understood, and entries that are left out.
 */
export class BookReading {
  readonly #problems: Problem[] = [];
  readonly #unknownKeys = new Map<string, BookRemark>();
  readonly #skipped = new Map<string, BookRemark>();
  readonly #notes = new Set<string>();

  /** Refuses the book. @param complaint what follows the field's name: `must be a number, but is "3"`. */
  refuse(code: string, path: Path, complaint: string): void {
    const name = path.at(-1);
    const subject = name === undefined ? 'The file' : `'${name}'`;
    this.#problems.push({ code, sentence: `${subject} ${complaint}.`, path: writePath(path) });
  }

  /** Reports a key whose meaning is not known: what it prices is not used. */
  unknownKey(key: string, path: Path): void {
    count(this.#unknownKeys, key, path);
  }

  /** Reports an entry that is left out, with the reason. @param path keys and indexes, or the path as text. */
  skip(reason: string, path: Path | string): void {
    count(this.#skipped, reason, path);
  }

  /** Adds a sentence about the book, once. */
  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  /** A price: a number from 0 on. Null and absent are no price; anything else refuses the book. */
  price(value: unknown, path: Path): number | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number') {
      this.refuse('bad-price', path, `must be a number, but is ${show(value)}`);
      return undefined;
    }
    if (!Number.isFinite(value)) {
      this.refuse('bad-price', path, `must be a finite number, but is ${value}`);
      return undefined;
    }
    if (value < 0) {
      this.refuse('bad-price', path, `must be a price from 0 on, but is ${value}`);
      return undefined;
    }
    return value;
  }

  /** A multiplier: a number above 0. Null and absent are none; anything else refuses the book. */
  multiplier(value: unknown, path: Path): number | undefined {
    const number = this.price(value, path);
    if (number === 0) this.refuse('bad-price', path, 'must be above 0, but is 0');
    return number === 0 ? undefined : number;
  }

  /** An object; absent is none, anything else refuses the book. */
  object(value: unknown, path: Path): JsonObject | undefined {
    const object = asObject(value);
    if (object === undefined && value !== undefined && value !== null)
      this.refuse('wrong-type', path, `must be an object, but is ${show(value)}`);
    return object;
  }

  /** A text that is not empty; anything else refuses the book. */
  text(value: unknown, path: Path): string | undefined {
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.refuse('wrong-type', path, `must be text, but is ${show(value)}`);
    return undefined;
  }

  get unknownKeys(): readonly BookRemark[] {
    return mostFirst(this.#unknownKeys);
  }

  get skipped(): readonly BookRemark[] {
    return mostFirst(this.#skipped);
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** The failure that the problems add up to: the first one, with how many more there are. */
  failed(file: string): Failed | undefined {
    const [first, ...others] = this.#problems;
    if (first === undefined) return undefined;
    const count = others.length;
    const more = count === 0 ? '' : ` ${count} more ${count === 1 ? 'problem was' : 'problems were'} found.`;
    return failure(first.code, `${first.sentence}${more} Nothing was applied.`, { at: { file, path: first.path } });
  }
}

/** Writes a value of a document for a sentence: texts in quotes, cut short. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function count(remarks: Map<string, BookRemark>, what: string, path: Path | string): void {
  const known = remarks.get(what);
  remarks.set(
    what,
    known === undefined
      ? { what, count: 1, path: typeof path === 'string' ? path : writePath(path) }
      : { ...known, count: known.count + 1 },
  );
}

function mostFirst(remarks: ReadonlyMap<string, BookRemark>): readonly BookRemark[] {
  return [...remarks.values()].sort((left, right) => right.count - left.count || (left.what < right.what ? -1 : 1));
}
