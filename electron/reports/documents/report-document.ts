/**
 * A report before it has a format: sections of paragraphs, facts, tables and charts. A report makes one
 * (`documents/`), a format writes it down (`formats/`); neither knows the other.
 */

/** A value as people read it, with the value itself for formats that are read by programs. */
export interface Cell {
  readonly text: string;
  /** Null = not known. */
  readonly value: string | number | null;
}

/** One sentence or a few. A warning is set apart. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly isWarning?: boolean | undefined;
}

/** Figures with their names: what a reader looks for first. */
export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly cell: Cell; readonly hint?: string | undefined }[];
}

/** A column of a table. */
export interface Column {
  /** Name of the value in JSON: `baselineUsd`. */
  readonly key: string;
  readonly title: string;
  /** Numbers are set to the right. */
  readonly isNumber?: boolean | undefined;
}

export interface Table {
  readonly kind: 'table';
  /** Unique within the report: `months`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** One cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
  /** The last row, set apart. */
  readonly total?: readonly Cell[] | undefined;
}

/** What a mark of a chart stands for; formats choose its color. */
export type Tone = 'baseline' | 'optimized' | 'saving' | 'increase' | 'neutral';

/** Bars from one amount to another: a waterfall, or a plain bar chart where each begins at 0. USD. */
export interface BarsChart {
  readonly form: 'bars';
  readonly bars: readonly {
    readonly label: string;
    readonly fromUsd: number;
    readonly toUsd: number;
    readonly tone: Tone;
    /** Written at its end. */
    readonly text: string;
  }[];
}

/** Amounts over time, USD. */
export interface LinesChart {
  readonly form: 'lines';
  readonly labels: readonly string[];
  readonly lines: readonly { readonly name: string; readonly tone: Tone; readonly usd: readonly number[] }[];
}

/** A chart with what it shows in a sentence; the table behind it holds the same figures. */
export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  readonly sentence: string;
  readonly chart: BarsChart | LinesChart;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly string[];
}

export type Block = Paragraph | Facts | Table | Chart | List;

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  /** What a file of it is called, without an ending. */
  readonly fileName: string;
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
  /** How the figures came about: versions, seed, date. */
  readonly origin: readonly string[];
}
