import { isEmptyCell, isProblem } from './cells.ts';
import { groupMarks } from './group-marks.ts';
import { dateOrderOf, isoFromNumbered, readInstant } from './instants.ts';

/** Which comes first in dates of numbers. */
export type DateOrder = 'mdy' | 'dmy';
/** What stands before the decimals. */
export type DecimalMark = 'point' | 'comma';

/** How a file writes dates and numbers; undefined = nothing in it shows it. */
export interface Dialect {
  readonly dateOrder?: DateOrder | undefined;
  readonly decimalMark?: DecimalMark | undefined;
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
  /** Columns that hold nothing but numbers and times: cells of others are names and stay as they are. */
  columns(): readonly number[];
}

/** A number as people group and point it, with signs of currency or percent around it. */
const numberPattern = new RegExp(
  String.raw`^[^\d\p{L}]*(?:[A-Z]{3}\s?)?[-+(]?\s*[$€£¥₹]?\s*(\d[\d.,${groupMarks}]*|[.,]\d+)\s*(?:[$€£¥₹%)]|[A-Z]{3})?$`,
  'u',
);

/** What the cells of one column show. */
interface ColumnSurvey {
  readonly column: number;
  hasNames: boolean;
  readonly dates: { mdy: boolean; dmy: boolean };
  readonly marks: { point: boolean; comma: boolean };
  readonly ambiguous: Partial<Record<AmbiguousCell['question'], AmbiguousCell>>;
}

/** A survey of nothing yet. @param columns the columns that are read; cells of others are not looked at. */
export function createDialectSurvey(columns: Iterable<number>): DialectSurvey {
  const surveys: readonly ColumnSurvey[] = [...columns].map((column) => ({
    column,
    hasNames: false,
    dates: { mdy: false, dmy: false },
    marks: { point: false, comma: false },
    ambiguous: {},
  }));

  function values(): readonly ColumnSurvey[] {
    return surveys.filter(({ hasNames }) => !hasNames);
  }

  function dialect(): Dialect {
    const isMonthFirst = values().some(({ dates }) => dates.mdy);
    const isDayFirst = values().some(({ dates }) => dates.dmy);
    const hasPoint = values().some(({ marks }) => marks.point);
    const hasComma = values().some(({ marks }) => marks.comma);
    return {
      dateOrder: isMonthFirst === isDayFirst ? undefined : isMonthFirst ? 'mdy' : 'dmy',
      decimalMark: hasPoint === hasComma ? undefined : hasPoint ? 'point' : 'comma',
    };
  }

  function firstQuestion(question: AmbiguousCell['question']): readonly AmbiguousCell[] {
    return values()
      .flatMap(({ ambiguous }) => ambiguous[question] ?? [])
      .slice(0, 1);
  }

  return {
    add(cells) {
      for (const survey of surveys) if (!survey.hasNames) look(survey, cells);
    },
    dialect,
    questions() {
      const { dateOrder, decimalMark } = dialect();
      return [
        ...(dateOrder === undefined ? firstQuestion('date-order') : []),
        ...(decimalMark === undefined ? firstQuestion('decimal-mark') : []),
      ];
    },
    columns: () => values().map(({ column }) => column),
  };
}

function look(survey: ColumnSurvey, cells: readonly string[]): void {
  const { column } = survey;
  const text = cells[column] ?? '';
  // The usual case first: whole numbers are the same in every dialect.
  if (/^\d*$/.test(text) || isEmptyCell(text)) return;
  const order = dateOrderOf(text);
  if (order === 'either') survey.ambiguous['date-order'] ??= { question: 'date-order', column, text, cells };
  else if (order !== undefined) survey.dates[order] = true;
  if (order !== undefined) return;
  const mark = decimalMarkOf(text);
  if (mark === 'either') survey.ambiguous['decimal-mark'] ??= { question: 'decimal-mark', column, text, cells };
  else if (mark !== undefined) survey.marks[mark] = true;
  else if (!numberPattern.test(text.trim())) {
    const instant = readInstant(text, 'auto');
    survey.hasNames = instant === undefined || isProblem(instant);
  }
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

/** Brings a cell into the plain dialect; the same text where it is plain already. */
export type CellCleaner = (text: string) => string;

/**
 * Rewrites cells as if the file had been written in the plain dialect: dates as ISO 8601, numbers without groups and
 * with a decimal point. Text that is neither stays as it is.
 */
export function createCellCleaner({ dateOrder, decimalMark }: Dialect): CellCleaner {
  if (dateOrder === undefined && decimalMark === undefined) return (text) => text;
  return (text) => {
    if (!mayDiffer(text, decimalMark)) return text;
    return (
      (dateOrder === undefined ? undefined : isoFromNumbered(text, dateOrder)) ??
      (decimalMark === undefined ? undefined : plainNumber(text, decimalMark)) ??
      text
    );
  };
}

/** Cleans the cells of some columns of a row; the same row where all are plain already. */
export function cleanRow(cells: readonly string[], columns: readonly number[], clean: CellCleaner): readonly string[] {
  let copy: string[] | undefined;
  for (const column of columns) {
    const text = cells[column];
    const plain = text === undefined ? undefined : clean(text);
    if (plain === undefined || plain === text) continue;
    copy ??= [...cells];
    copy[column] = plain;
  }
  return copy ?? cells;
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
    if (code === 0x2c || code === 0x2f || code === 0x27 || code === 0xa0) return true;
    if (code === 0x2009 || code === 0x2019 || code === 0x202f) return true;
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
  const groups = new RegExp(String.raw`^\d{1,3}([${group}${groupMarks}]\d{3})*$`);
  if (!/^\d*$/.test(whole) && !groups.test(whole)) return undefined;
  const digits = whole.replaceAll(/\D/g, '');
  // A zero more, so that `1.250` is not taken for a grouped number again.
  const decimals = fraction === undefined ? '' : `.${fraction}${fraction.length === 3 ? '0' : ''}`;
  return text.replace(number, `${digits}${decimals}`);
}
