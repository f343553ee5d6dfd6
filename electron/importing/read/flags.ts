import { isEmptyCell, quoteCell, type CellProblem } from './cells.ts';

/** The two words by which programs and spreadsheets (in the language of their user) write a yes or no. */
const words: readonly (readonly [yes: string, no: string])[] = [
  ['true', 'false'],
  ['1', '0'],
  ['yes', 'no'],
  ['t', 'f'],
  ['wahr', 'falsch'],
  ['vrai', 'faux'],
  ['verdadero', 'falso'],
  ['vero', 'falso'],
  ['verdadeiro', 'falso'],
  ['waar', 'onwaar'],
  ['prawda', 'fałsz'],
];
const yesWords: ReadonlySet<string> = new Set(words.map(([yes]) => yes));
const noWords: ReadonlySet<string> = new Set(words.map(([, no]) => no));

/** Reads a yes or no: `True`, `FALSE`, `WAHR`, `0`. @returns undefined for an empty cell, or why it is neither. */
export function readFlag(text: string): boolean | undefined | CellProblem {
  if (isEmptyCell(text)) return undefined;
  const word = text.trim().toLowerCase();
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : { problem: `${quoteCell(text.trim())} is neither True nor False` };
}
