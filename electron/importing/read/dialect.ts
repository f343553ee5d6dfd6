import { isEmptyCell } from './cells.ts';
import { dateOrderOf, isoFromNumbered } from './instants.ts';

/** Which comes first in dates of numbers. */
export type DateOrder = 'mdy' | 'dmy';
/** What stands before the decimals. */
export type DecimalMark = 'point' | 'comma';

/** How a file writes dates and numbers; undefined = nothing in it shows it. */
export interface Dialect {
  readonly dateOrder: DateOrder | undefined;
  readonly decimalMark: DecimalMark | undefined;
}

/** A cell that can be read in two ways. */
export interface AmbiguousCell {
  readonly question: 'date-order' | 'decimal-mark';
  /** Index of its column. */
  readonly column: number;
  readonly text: string;
  /** The row that it stands in. */
  readonly cells: readonly string[];
}

/** Looks at cells for what shows the file's dialect. */
export interface DialectSurvey {
  add(cells: readonly string[]): void;
  /** What the cells show; where they contradict each other, nothing. */
  dialect(): Dialect;
  /** The first cells that cannot be read without knowing what the survey does not show. */
  questions(): readonly AmbiguousCell[];
}

/** A number as people group and point it, with signs of currency or percent around it. */
const numberPattern =
  /^[^\d\p{L}]*(?:[A-Z]{3}\s?)?[-+(]?\s*[$€£¥₹]?\s*(\d[\d.,'\u00a0\u202f ]*|[.,]\d+)\s*(?:[$€£¥₹%)]|[A-Z]{3})?$/u;

/** A survey of nothing yet. @param columns the columns that are read; cells of others are not looked at. */
export function createDialectSurvey(columns: Iterable<number>): DialectSurvey {
  const surveyed = [...columns];
  const dates = { mdy: false, dmy: false };
  const marks = { point: false, comma: false };
  let ambiguousDate: AmbiguousCell | undefined;
  let ambiguousNumber: AmbiguousCell | undefined;

  return {
    add(cells) {
      for (const column of surveyed) {
        const text = cells[column] ?? '';
        if (!mayBeDialect(text)) continue;
        const order = dateOrderOf(text);
        if (order === 'either') ambiguousDate ??= { question: 'date-order', column, text, cells };
        else if (order !== undefined) dates[order] = true;
        if (order !== undefined) continue;
        const mark = decimalMarkOf(text);
        if (mark === 'either') ambiguousNumber ??= { question: 'decimal-mark', column, text, cells };
        else if (mark !== undefined) marks[mark] = true;
      }
    },
    dialect: () => ({
      dateOrder: dates.mdy === dates.dmy ? undefined : dates.mdy ? 'mdy' : 'dmy',
      decimalMark: marks.point === marks.comma ? undefined : marks.point ? 'point' : 'comma',
    }),
    questions: () => [
      ...(ambiguousDate !== undefined && dates.mdy === dates.dmy ? [ambiguousDate] : []),
      ...(ambiguousNumber !== undefined && marks.point === marks.comma ? [ambiguousNumber] : []),
    ],
  };
}

/** False for the many cells that are the same in every dialect: whole numbers, names, ISO times. */
function mayBeDialect(text: string): boolean {
  return text.length <= 40 && /^[^\p{L}]?.{0,4}\d+[-/.,'\u00a0\u202f ]/u.test(text) && !isEmptyCell(text);
}

/**
 * The decimal mark that a number's text can only have; `either` for `1.250`, which is one and a quarter or one thousand
 * two hundred and fifty; undefined for text that is no number or shows nothing: `1,250` counts as grouped, as everywhere.
 */
export function decimalMarkOf(text: string): DecimalMark | 'either' | undefined {
  const number = numberPattern.exec(text.trim())?.[1]?.trim();
  if (number === undefined) return undefined;
  const points = number.split('.').length - 1;
  const commas = number.split(',').length - 1;
  if (points > 0 && commas > 0) return number.lastIndexOf('.') > number.lastIndexOf(',') ? 'point' : 'comma';
  if (points > 1) return /^\d{1,3}(\.\d{3})+$/.test(number) ? 'comma' : undefined;
  if (commas > 1) return /^\d{1,3}(,\d{3})+$/.test(number) ? 'point' : undefined;
  if (points === 1) return /^[1-9]\d{0,2}\.\d{3}$/.test(number) ? 'either' : 'point';
  if (commas === 1) return /^[1-9]\d{0,2},\d{3}$/.test(number) ? undefined : 'comma';
  return undefined;
}

/**
 * Rewrites cells as if the file had been written in the plain dialect: dates as ISO 8601, numbers without groups and
 * with a decimal point. Cells that are no dates or numbers stay as they are.
 * @param columns the columns that are read.
 */
export function createCellCleaner(
  columns: Iterable<number>,
  { dateOrder, decimalMark }: Dialect,
): (cells: readonly string[]) => readonly string[] {
  const cleaned = [...columns];
  if (dateOrder === undefined && decimalMark === undefined) return (cells) => cells;
  return (cells) => {
    let copy: string[] | undefined;
    for (const column of cleaned) {
      const text = cells[column];
      if (text === undefined || !mayDiffer(text, decimalMark)) continue;
      const plain =
        (dateOrder === undefined ? undefined : isoFromNumbered(text, dateOrder)) ??
        (decimalMark === undefined ? undefined : plainNumber(text, decimalMark));
      if (plain === undefined || plain === text) continue;
      copy ??= [...cells];
      copy[column] = plain;
    }
    return copy ?? cells;
  };
}

/** False for most cells at the price of a few comparisons: digits alone, ISO times, names, numbers with a point. */
function mayDiffer(text: string, decimalMark: DecimalMark | undefined): boolean {
  const { length } = text;
  if (length < 3 || length > 40) return false;
  // `1.250` is read in two ways even where a point is known to be decimal.
  if (text.charCodeAt(length - 4) === 0x2e) return true;
  for (let index = 0; index < length && index < 12; index++) {
    const code = text.charCodeAt(index);
    // Between digits: , / ' and the spaces that group them.
    if (code === 0x2c || code === 0x2f || code === 0x27 || code === 0xa0 || code === 0x202f) return true;
    if (code === 0x2e && (decimalMark !== 'point' || index < 6)) return true;
    if (code === 0x2d && (index === 1 || index === 2)) return true;
  }
  return false;
}

function plainNumber(text: string, decimalMark: DecimalMark): string | undefined {
  const number = numberPattern.exec(text.trim())?.[1]?.trim();
  if (number === undefined) return undefined;
  const group = decimalMark === 'point' ? ',' : '.';
  const mark = decimalMark === 'point' ? '.' : ',';
  const [whole = '', fraction, ...more] = number.split(mark);
  if (more.length > 0 || fraction?.includes(group) === true) return undefined;
  const groups = new RegExp(`^\\d{1,3}([${group}'\\u00a0\\u202f ]\\d{3})*$`);
  if (!/^\d*$/.test(whole) && !groups.test(whole)) return undefined;
  const digits = whole.replaceAll(/\D/g, '');
  // A zero more, so that `1.250` is not taken for a grouped number again.
  const decimals = fraction === undefined ? '' : `.${fraction}${fraction.length === 3 ? '0' : ''}`;
  return text.replace(number, `${digits}${decimals}`);
}
