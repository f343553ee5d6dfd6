import type { ImportOptions } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { foldName, type Header } from '../read/header.ts';
import type { Cells, Detection, FindCard, RowOutcome, RowReader, TablePreset } from './preset.ts';
import { findColumns, isColumnEmpty, type Column } from './row-cells.ts';

/** The columns of a format that a file has, by key. */
export interface Columns<K extends string> {
  /** The column, if the file has it. */
  get(key: K): Column | undefined;
  /** The column of a key that the format requires. @throws Error for a key without column: the format is described wrongly. */
  need(key: K): Column;
  has(key: K): boolean;
  /** The columns of some of the keys. */
  pick<P extends K>(keys: readonly P[]): ReadonlyMap<P, Column>;
}

/** A delimited format described by its columns; `defineTableFormat` makes a preset of it. */
export interface TableFormat<K extends string> {
  /** Stable, kebab-case; kept with every import. */
  readonly id: string;
  /** What people call the format. */
  readonly name: string;
  /** The format's name inside a sentence: "Cursor's usage events". */
  readonly title: string;
  readonly grain: TablePreset['grain'];
  /** True when each row is a request with its arrival time. */
  readonly isTrace?: boolean;
  /** The columns that are read, each with its usual name and its other names. */
  readonly columns: Readonly<Record<K, readonly string[]>>;
  /** What a file cannot be without: one column of each group. */
  readonly required: readonly (readonly NoInfer<K>[])[];
  /** Columns that make a file another format's. */
  readonly foreign?: readonly string[];
  /** Columns that say again what others say, or that tell nothing about use and cost. */
  readonly ignored?: readonly string[];
  /** Columns that are left out, with the reason: `{ user_email: 'personal data' }`. */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** Columns that are left out as personal data unless the user asks to keep them. */
  readonly personal?: readonly NoInfer<K>[];
  /** Whether a row's values are of the kind that the format holds. Rows without any value are not asked. */
  isPlausible(cells: Cells, columns: Columns<NoInfer<K>>): boolean;
  /** Absent = a model is needed when no row of the sample names one. */
  needsModel?(columns: Columns<NoInfer<K>>, sample: readonly Cells[]): boolean;
  /** Prepares to read rows. */
  reader(columns: Columns<NoInfer<K>>, options: ImportOptions, findCard: FindCard): (cells: Cells) => RowOutcome;
}

/** Below this share of plausible rows a file only has the format's columns, not its values. */
const leastPlausibleShare = 0.5;

/**
 * Makes a preset of a format: a file is recognised when it has one column of every required group. How sure that is
 * grows with the share of its columns that are the format's, and falls below what is acted upon when most rows of the sample do not read as such.
 */
export function defineTableFormat<K extends string>(format: TableFormat<K>): TablePreset {
  const { id, name, title, grain, isTrace = false } = format;
  const keys = Object.keys(format.columns) as K[];
  const foreign = new Set((format.foreign ?? []).map(foldName));
  const sideColumns = [...(format.ignored ?? []), ...Object.keys(format.leftOut ?? {})].map(foldName);

  /** The format's columns in a header; undefined when the header is not the format's. */
  function match(header: Header): ReadonlyMap<K, Column> | undefined {
    if (header.columns.some((column) => foreign.has(foldName(column)))) return undefined;
    const columns = findColumns(header, format.columns, keys);
    return format.required.every((group) => group.some((key) => columns.has(key))) ? columns : undefined;
  }

  function knownColumns(header: Header, columns: ReadonlyMap<K, Column>): Set<number> {
    const known = new Set([...columns.values()].map((column) => column.index));
    for (const [index, column] of header.columns.entries())
      if (sideColumns.includes(foldName(column))) known.add(index);
    return known;
  }

  function detect(header: Header, sample: readonly Cells[]): Detection | undefined {
    const columns = match(header);
    if (columns === undefined) return undefined;
    const named = header.columns.filter((column) => column !== '').length;
    const known = knownColumns(header, columns).size;
    const used = sample.filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const byKey = columnsOf(columns);
    const plausible = used.filter((cells) => format.isPlausible(cells, byKey)).length;
    const isPlausible = used.length === 0 || plausible >= leastPlausibleShare * used.length;
    return {
      confidence: (0.7 + 0.29 * Math.min(1, known / named)) * (isPlausible ? 1 : 0.4),
      reason: `${known === named ? `all ${named}` : `${known} of ${named}`} columns are those of ${title}${
        isPlausible ? '' : ', but most of its first rows do not read as such'
      }`,
    };
  }

  function needsModel(header: Header, sample: readonly Cells[]): boolean {
    const columns = match(header);
    if (columns === undefined) return false;
    if (format.needsModel !== undefined) return format.needsModel(columnsOf(columns), sample);
    return isColumnEmpty(sample, modelColumn(columns));
  }

  function modelColumn(columns: ReadonlyMap<string, Column>): Column | undefined {
    return columns.get('model');
  }

  function rowReader(
    header: Header,
    options: ImportOptions,
    file: string,
    findCard: FindCard = () => undefined,
  ): Result<RowReader> {
    const columns = match(header);
    if (columns === undefined) {
      const groups = format.required.map((group) => group.map((key) => format.columns[key][0]).join(' or '));
      return failure('preset-mismatch', `${file} is not one of ${title}: it must have ${groups.join(', ')}.`, {
        at: { file },
        nextStep: 'Leave the preset out to have the format recognised, or give a mapping.',
      });
    }
    const personal = options.keepPersonalData === true ? [] : (format.personal ?? []);
    const read = new Map([...columns].filter(([key]) => !personal.includes(key)));
    return success({
      read: format.reader(columnsOf(read), options, findCard),
      knownColumns: knownColumns(header, columns),
      leftOut: [
        ...personal.flatMap((key) => columns.get(key)?.name ?? []).map((column) => `${column} (personal data)`),
        ...sideColumnsOf(header, format.leftOut ?? {}),
      ],
    });
  }

  return { reads: 'table', id, name, grain, isTrace, detect, needsModel, rowReader };
}

function columnsOf<K extends string>(columns: ReadonlyMap<K, Column>): Columns<K> {
  return {
    get: (key) => columns.get(key),
    need(key) {
      const column = columns.get(key);
      if (column === undefined) throw new Error(`The format does not require the column ${key}.`);
      return column;
    },
    has: (key) => columns.has(key),
    pick: (keys) =>
      new Map(
        keys.flatMap((key) => {
          const column = columns.get(key);
          return column === undefined ? [] : [[key, column] as const];
        }),
      ),
  };
}

function sideColumnsOf(header: Header, leftOut: Readonly<Record<string, string>>): readonly string[] {
  const reasons = new Map(Object.entries(leftOut).map(([column, reason]) => [foldName(column), reason]));
  return header.columns.flatMap((column) => {
    const reason = reasons.get(foldName(column));
    return reason === undefined ? [] : [`${column} (${reason})`];
  });
}
