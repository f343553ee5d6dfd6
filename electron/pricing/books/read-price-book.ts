import { writePath } from '#shared/describe-issue.ts';
import { findJsonSyntaxError } from '#shared/json-syntax.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import type { BookContext } from './formats/book-format.ts';
import { BookReading } from './formats/book-reading.ts';
import { bookFormatReaders } from './formats/index.ts';
import { findImplausible, type ImplausibleModel, type KnownRates } from './plausibility.ts';
import type { PriceBook } from './stated-price.ts';

/** Largest price file that is read, bytes or UTF-16 units. The largest known (2026) has 2 MB. */
export const maximumBookSize = 64 * 1024 * 1024;

/** Deepest nesting of a price file that is read. The known formats need 8 levels. */
const maximumDepth = 32;

/** What a book is read with. */
export interface ReadBookOptions extends BookContext {
  /** The file as the user named it, for failures. */
  readonly file: string;
  /** What the catalogue says a model costs, to tell prices for another number of tokens. */
  readonly knownRates: KnownRates;
  /** True = entries with a price that cannot be true are left out and reported, not a reason to refuse the book. */
  readonly leaveOutImplausible?: boolean | undefined;
}

/**
 * Reads a price file in any of the known formats. Anything wrong refuses the whole book, with the JSON path of the first
 * problem: `book-too-large`, `book-not-json`, `book-too-deep`, `unknown-book`, `bad-price`, `wrong-type`,
 * `unknown-unit`, `price-implausible`, `empty-book`.
 */
export function readPriceBook(text: string, options: ReadBookOptions): Result<PriceBook> {
  const { file } = options;
  if (text.length > maximumBookSize) return bookTooLarge(file);
  const parsed = parseJson(text, file);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  const deep = pathBelow(document, maximumDepth);
  if (deep !== undefined) {
    return failure('book-too-deep', `The file nests more than ${maximumDepth} levels deep. Nothing was applied.`, {
      at: { file, path: deep },
    });
  }
  const format = bookFormatReaders.find((reader) => reader.recognises(document));
  if (format === undefined) {
    return failure('unknown-book', 'The file is no price book that Burnrate knows.', {
      at: { file },
      nextStep: `It reads ${bookFormatReaders.map(({ name }) => `a ${name}`).join(' or ')}.`,
    });
  }
  const reading = new BookReading();
  const models = format.read(document, reading, options);
  const failed = reading.failed(file);
  if (failed !== undefined) return failed;
  const implausible = findImplausible(models, options.knownRates);
  if (implausible.length > 0 && options.leaveOutImplausible !== true) return refuseImplausible(implausible, file);
  for (const { model, sentence } of implausible) {
    reading.skip(implausiblePrice, model.path);
    reading.note(`Left out: ${sentence}`);
  }
  const refused = new Set(implausible.map(({ model }) => model));
  const believed = models.filter((model) => !refused.has(model));
  if (believed.length === 0) return failure('empty-book', 'The file has no price that can be used.', { at: { file } });
  const { unknownKeys, skipped, notes } = reading;
  return success({ format: format.id, models: believed, unknownKeys, skipped, notes });
}

/** What is said of entries that were left out because of such a price. */
const implausiblePrice = 'a price that cannot be true';

function refuseImplausible(implausible: readonly ImplausibleModel[], file: string): Result<PriceBook> {
  const [first] = implausible;
  const count = implausible.length - 1;
  const others = count === 0 ? '' : ` ${count} more ${count === 1 ? 'entry has' : 'entries have'} such a price.`;
  return failure('price-implausible', `${first?.sentence ?? ''}${others} Nothing was applied.`, {
    at: { file, path: first?.model.path ?? '' },
    nextStep:
      'Check the unit: prices may be for a thousand tokens where a million is meant, or the other way round. The rest of the book can be taken without these entries.',
  });
}

/** The failure of a file beyond `maximumBookSize`. */
export function bookTooLarge(file: string): Failed {
  const megabytes = maximumBookSize / 1024 / 1024;
  return failure('book-too-large', `The file is larger than ${megabytes} MB, which no price book is.`, {
    at: { file },
  });
}

function parseJson(text: string, file: string): Result<unknown> {
  // A byte order mark is no JSON, but some editors write one.
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return success(JSON.parse(json));
  } catch {
    const error = findJsonSyntaxError(json);
    if (error === undefined) return failure('book-not-json', 'The file is not JSON.', { at: { file } });
    return failure('book-not-json', `The file is not JSON: ${error.problem}. Nothing was applied.`, {
      at: { file, line: error.line, column: String(error.column) },
    });
  }
}

/** Something in a document, with what holds it. */
interface Nested {
  readonly value: object;
  readonly depth: number;
  readonly key: string | number | undefined;
  readonly holder: Nested | undefined;
}

/** JSON path of something nested deeper than a limit; a stack of its own, because nesting may be very deep. */
function pathBelow(document: unknown, limit: number): string | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const stack: Nested[] = [{ value: document, depth: 0, key: undefined, holder: undefined }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, depth } = next;
    if (depth >= limit) return writePath(pathOf(next));
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, part] of entries as Iterable<[string | number, unknown]>) {
      if (typeof part === 'object' && part !== null) stack.push({ value: part, depth: depth + 1, key, holder: next });
    }
  }
  return undefined;
}

function pathOf({ key, holder }: Nested): (string | number)[] {
  return key === undefined || holder === undefined ? [] : [...pathOf(holder), key];
}
