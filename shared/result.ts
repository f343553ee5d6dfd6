import type { SentencePart } from './domain/sentence.ts';

/**
 * Expected failures are values. A `Failure` carries a stable code for programs, one sentence for the person,
 * and where it happened; a thrown exception always means a bug.
 */

/** Where a failure happened. Every part is optional: give what is known. */
export interface FailurePlace {
  /** File as the user named it. */
  readonly file?: string | undefined;
  /** 1-based line in the file. */
  readonly line?: number | undefined;
  /** Column name or 1-based column number, as text. */
  readonly column?: string | undefined;
  /** JSON path inside the document, for example `workloads[0].traffic.requestsPerDay`. */
  readonly path?: string | undefined;
}

/** An expected failure: bad input, a missing file, a refused operation. */
export interface Failure {
  /** Stable, kebab-case, for programs: `file-not-found`. */
  readonly code: string;
  /** One sentence for the user, ending in a full stop. */
  readonly message: string;
  readonly at?: FailurePlace | undefined;
  /** What the user can do about it: one sentence. */
  readonly nextStep?: string | undefined;
  /** The message with its amounts of money as numbers, for those who show another currency. */
  readonly parts?: readonly SentencePart[] | undefined;
}

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Failed {
  readonly ok: false;
  readonly error: Failure;
}
/** Either a value or an expected failure. */
export type Result<T> = Success<T> | Failed;

/** Wraps a value as a success. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** Builds a failed result. */
export function failure(
  code: string,
  message: string,
  more: Partial<Pick<Failure, 'at' | 'nextStep' | 'parts'>> = {},
): Failed {
  return { ok: false, error: { code, message, ...more } };
}

/** Writes a place as `file:line:column` or `file path`, empty when nothing is known. */
export function describePlace(place: FailurePlace | undefined): string {
  if (place === undefined) return '';
  const position = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
  return [position, place.path].filter((part) => part !== undefined && part !== '').join(' ');
}

/** What a failure says to a person in a passing message: its sentence and the next step. */
export function failureText({ message, nextStep }: Pick<Failure, 'message' | 'nextStep'>): string {
  return `${message} ${nextStep ?? ''}`.trim();
}

/** Writes a failure on one line: `error CODE: sentence (file:line) next step`. The command line's stable form. */
export function describeFailure(error: Failure): string {
  const place = describePlace(error.at);
  return [`error ${error.code}: ${error.message}`, place === '' ? '' : `(${place})`, error.nextStep ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

/** Ends an exhaustive switch: a value that reaches it is a bug. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
