import { withoutGroupMarks } from './group-marks.ts';

/** Why a cell cannot be read: a clause for "line 12, column input_tokens: …". */
export interface CellProblem {
  readonly problem: string;
}

/** Longest name that a dimension may hold, in UTF-16 units; longer ones are prompts or mistakes. */
export const maximumNameLength = 500;

/** Shows a cell in a sentence, cut to a readable length. */
export function quoteCell(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** What databases, programs and spreadsheets write for nothing, and dashes. Not `NA`, which may be a name, nor `NaN`, a sum that failed. */
const wordForNothing = /^\s*(?:null|none|nil|undefined|n\/a|#n\/a|<na>|\(null\)|[-\u2013\u2014]|\\n)?\s*$/i;

/** True for a cell that says nothing: empty, blank, a dash, or a word for nothing. */
export function isEmptyCell(text: string): boolean {
  // Most cells are told by their first character.
  if (text.length === 0) return true;
  const first = text.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || first === 0x22) return false;
  return wordForNothing.test(text);
}

/**
 * Reads a count of tokens or requests: a whole number from 0 to 2^53 − 1, also as `59200.0`, `260,580`, `260 580` or `5.92e4`.
 * @returns the count, undefined for an empty cell, or why it is none. `1.250` is refused: it may mean 1.25 or 1,250.
 */
export function readCount(text: string): number | undefined | CellProblem {
  // The usual case first: a few million cells a minute pass here.
  if (/^\d{1,15}(?:\.0)?$/.test(text)) return Number(text);
  if (isEmptyCell(text)) return undefined;
  const trimmed = text.trim();
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(trimmed)) {
    return { problem: `${quoteCell(trimmed)} may mean ${Number(trimmed)} or ${trimmed.replace('.', ',')}` };
  }
  const digits = groupedByCommas.test(trimmed) ? trimmed.replaceAll(',', '') : (withoutGroupMarks(trimmed) ?? trimmed);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits))
    return { problem: `${quoteCell(trimmed)} is not a number` };
  const value = Number(digits);
  if (value < 0) return { problem: `${quoteCell(trimmed)} is negative` };
  if (value > Number.MAX_SAFE_INTEGER) return { problem: `${quoteCell(trimmed)} is too large to count exactly` };
  if (!Number.isInteger(value)) return { problem: `${quoteCell(trimmed)} is not a whole number` };
  // Turns −0 into 0.
  return value + 0;
}

/**
 * Reads a name: a model, project or user. Line breaks and control characters inside become blanks: names stand on one
 * line, and a row is not given up for one.
 * @returns the name without surrounding blanks, of any length; undefined for an empty cell.
 */
export function readName(text: string): string | undefined {
  if (isEmptyCell(text)) return undefined;
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
  return text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** `1,234,567`, and `12,34,567` as people in India write it. */
const groupedByCommas = /^(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3})(\.0*)?$/;

/** Narrows what a cell reader gave to its problem. */
export function isProblem(value: unknown): value is CellProblem {
  return typeof value === 'object' && value !== null && 'problem' in value;
}
