import type { ImportOptions } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseModelReference, type ModelReference } from '#pricing';
import type { PlannedTable } from './columns/read-planned.ts';
import { choosePreset, presetNeedsModel, type ChosenPreset, type FileSample } from './choose-preset.ts';
import { readLimits, type ReadLimits } from './limits.ts';
import { createObjectReader } from './object-reader.ts';
import type { FindCard, Preset, RowReader } from './presets/preset.ts';
import { cleanRow, createCellCleaner } from './read/dialect.ts';
import { unguarded } from './read/guards.ts';
import type { OpenSource } from './read/open-source.ts';
import type { CsvRecord } from './read/record-parser.ts';
import type { Table } from './read/table.ts';
import { readObjects, readRecord, readRecords, readValues, type PlacedRow } from './row-streams.ts';
import { sampleFile } from './sample-file.ts';
import { settleDialect, type SettledDialect, type SurveyFile } from './settle-dialect.ts';

/** How a file is read: the preset, why it was chosen, and its rows. */
export interface Reading extends ChosenPreset {
  /** The model of rows that name none. */
  readonly fallback: ModelReference | undefined;
  /** Sentences about columns that are left out or not known; of JSON they are complete when its rows have been read. */
  columnNotes(): readonly string[];
  /**
   * The rows of a file, understood; a failure is the last element. A table preset reads the file that it was prepared
   * for; a JSON preset any further file too, whose rows then count as of one import.
   */
  rows(source: OpenSource, file: string): AsyncIterable<Result<readonly PlacedRow[]>>;
  /** How the same rows come as columns, and as text where need be; absent where text is the only way. */
  readonly planned?: PlannedReading | undefined;
}

/** How the rows of a table are read as columns. */
export interface PlannedReading {
  readonly table: PlannedTable;
  /** Reads a row that must be read as text. */
  readRow(record: CsvRecord): PlacedRow;
  readonly dialect: SettledDialect;
}

/** What is read, and how the user wants it read. */
export interface ReadingRequest {
  readonly options: ImportOptions;
  /** The file's name, for failures. */
  readonly name: string;
  readonly limits?: ReadLimits | undefined;
  /** Looks through the whole file for its dialect, where the beginning does not show it. */
  readonly surveyFile?: SurveyFile | undefined;
  /** The dialect, where it has been settled before. */
  readonly dialect?: SettledDialect | undefined;
  /** Prices that some bills are understood by. */
  readonly findCard?: FindCard | undefined;
}

/**
 * Decides how an open file is read. Fails as `choosePreset`, the preset's reader and `settleDialect` do, and with
 * `model-needed`, `preset-mismatch`.
 */
export async function prepareReading(source: OpenSource, request: ReadingRequest): Promise<Result<Reading>> {
  const { options, name, limits = readLimits } = request;
  const { sample, fields, envelope } = sampleFile(source, options.mapping, limits);
  const chosen = choosePreset(sample, options, name);
  if (!chosen.ok) return chosen;
  const { preset } = chosen.value;
  if (preset.reads === 'json') {
    if (source.reads === 'table') return mismatch(name, `${preset.name} is JSON`);
    const reader = preset.reader(options, name);
    if (!reader.ok) return reader;
    const fallback = fallbackModel(preset, sample, options, name);
    if (!fallback.ok) return fallback;
    return success({
      ...chosen.value,
      fallback: fallback.value,
      columnNotes: () => leftOutNotes(reader.value.leftOut),
      rows: (json, file) => (json.reads === 'json' ? readValues(json, reader.value, file) : refused(json, file)),
    });
  }
  if (sample.table === undefined) return mismatch(name, `${preset.name} is a table`);
  const { header } = sample.table;
  const reader = preset.rowReader(header, options, name, request.findCard);
  if (!reader.ok) return reader;
  const fallback = fallbackModel(preset, sample, options, name);
  if (!fallback.ok) return fallback;
  if (source.reads === 'json') {
    const objects =
      fields === undefined
        ? undefined
        : createObjectReader(fields, reader.value, (wider) => preset.rowReader(wider, options, name, request.findCard));
    return success({
      ...chosen.value,
      fallback: fallback.value,
      columnNotes: () => columnNotes(objects?.columns() ?? header.columns, objects?.rowReader() ?? reader.value),
      rows: (json, file) => (json.reads === 'json' ? readObjects(json, objects, envelope) : refused(json, file)),
    });
  }
  const known = request.dialect === undefined ? undefined : success(request.dialect);
  const dialect = known ?? (await settleDialect(source, reader.value, request));
  if (!dialect.ok) return dialect;
  const read = inDialect(reader.value, dialect.value);
  return success({
    ...chosen.value,
    fallback: fallback.value,
    columnNotes: () => [...preambleNotes(source), ...columnNotes(header.columns, reader.value)],
    rows: (table, file) => (table.reads === 'table' ? readRecords(table, read) : refused(table, file)),
    planned: plannedRows(source, read, dialect.value, fallback.value, options),
  });
}

/** A reader whose cells are brought into the plain dialect first. */
function inDialect(reader: RowReader, dialect: SettledDialect): RowReader {
  const clean = createCellCleaner(dialect);
  return { ...reader, read: (cells) => reader.read(cleanRow(cells, dialect.columns, clean)) };
}

/** How a table's rows are read as columns; undefined where only text will do. */
function plannedRows(
  { isPlain, delimiter, header, headerLine }: Table,
  reader: RowReader,
  dialect: SettledDialect,
  fallback: ModelReference | undefined,
  { keepPersonalData }: ImportOptions,
): PlannedReading | undefined {
  const { plan } = reader;
  if (plan === undefined || !isPlain) return undefined;
  const cleanCell = createCellCleaner(dialect);
  const cleaned = new Set(dialect.columns);
  const width = header.columns.length;
  return {
    table: {
      plan,
      delimiter,
      width,
      headerLine,
      fallback,
      isPointDecimal: dialect.decimalMark !== 'comma',
      clean: (column, text) => (cleaned.has(column) ? cleanCell(text) : text),
      keepsPersonalData: keepPersonalData === true,
    },
    readRow: (record) => readRecord(unguarded(record), width, reader),
    dialect,
  };
}

/** The model of rows that name none; fails `model-needed` where no row names one and nobody else does. */
function fallbackModel(
  preset: Preset,
  sample: FileSample,
  options: ImportOptions,
  name: string,
): Result<ModelReference | undefined> {
  const model = options.model ?? options.mapping?.constants.model;
  if (model !== undefined) return success(parseModelReference(model));
  if (!presetNeedsModel(preset, sample, options)) return success(undefined);
  return failure('model-needed', `${name} names no model, so its usage cannot be priced.`, {
    at: { file: name },
    nextStep: 'Say which model it was: --model openai/gpt-4o, or choose one in the Import screen.',
  });
}

function mismatch(name: string, why: string): Result<never> {
  return failure('preset-mismatch', `${name} cannot be read by this preset: ${why}.`, {
    at: { file: name },
    nextStep: 'Leave the preset out to have the format recognised, or give a mapping.',
  });
}

/**
 * A table among JSON files, or the other way round: refused whole.
 * @yields the failure.
 */
async function* refused(source: OpenSource, file: string): AsyncGenerator<Result<readonly PlacedRow[]>> {
  await source.close();
  yield mismatch(file, source.reads === 'table' ? 'it is a table' : 'it is JSON');
}

function preambleNotes({ headerLine, hasPreamble }: Table): readonly string[] {
  return hasPreamble ? [`The header is on line ${headerLine}; the lines before it were not read.`] : [];
}

function leftOutNotes(leftOut: readonly string[]): readonly string[] {
  return leftOut.length === 0 ? [] : [`Left out: ${leftOut.join(', ')}.`];
}

function columnNotes(columns: readonly string[], reader: RowReader): readonly string[] {
  return [...leftOutNotes(reader.leftOut), ...unknownNotes(columns, reader)];
}

/** Columns that nobody reads; named, so that nothing is left out in silence. */
function unknownNotes(columns: readonly string[], { knownColumns, leftOut }: RowReader): readonly string[] {
  const known = [...knownColumns].map((index) => columns[index] ?? '');
  // Fields of JSON objects are columns beside the objects that hold them (`usage`, `usage.input`): one speaks for both.
  const isOneOf = (column: string): boolean =>
    known.some((name) => name.startsWith(`${column}.`) || column.startsWith(`${name}.`));
  const unknown = columns.filter(
    (column, index) =>
      column !== '' &&
      !knownColumns.has(index) &&
      !leftOut.some((text) => text.startsWith(`${column} (`)) &&
      !isOneOf(column),
  );
  if (unknown.length === 0) return [];
  const more = unknown.length > 30 ? ` and ${unknown.length - 30} more` : '';
  return [`Columns not imported: ${unknown.slice(0, 30).join(', ')}${more}.`];
}
