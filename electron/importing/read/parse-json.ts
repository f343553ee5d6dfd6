import { findJsonSyntaxError } from '#shared/json-syntax.ts';

/** A JSON value, or why the text is none. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string; readonly line: number };

/** Digits in a row that may be more than a float64 holds. */
const longNumber = /[\d.]{16,}/;

/**
 * Parses JSON. A number that a float64 cannot hold digit by digit (a time in nanoseconds, an amount with 28 decimals)
 * is given as its text, so that nothing is lost on the way to a reader that is exact.
 * @param maximumDepth levels of arrays and objects; deeper text is a problem.
 */
export function parseJson(text: string, maximumDepth: number): ParsedJson {
  const tooDeep = findDepth(text, maximumDepth);
  if (tooDeep !== undefined) {
    return { problem: `it is nested more than ${maximumDepth} levels deep`, line: lineAt(text, tooDeep) };
  }
  try {
    return { value: longNumber.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const found = findJsonSyntaxError(text);
    return found === undefined
      ? { problem: 'it is not JSON', line: 1 }
      : { problem: `it is not JSON: ${found.problem} at character ${found.column}`, line: found.line };
  }
}

/** Reviver that gives the text of a number whose digits a float64 changes. */
function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return significantDigits(String(value)) === significantDigits(context.source) ? value : context.source;
}

/** The digits of a number from its first to its last that is not zero: equal for equal numbers of one magnitude. */
function significantDigits(text: string): string {
  return text
    .replace(/e.*$/i, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+|0+$/g, '');
}

/** Position at which a text exceeds a depth of nesting; undefined when it stays within. Strings do not count. */
function findDepth(text: string, maximumDepth: number): number | undefined {
  if (text.length <= 2 * maximumDepth) return undefined;
  let depth = 0;
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 0x22) {
      position = stringEnd(text, position);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > maximumDepth) return position;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return undefined;
}

/** Position of the quote that closes a string, or the end of the text. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
