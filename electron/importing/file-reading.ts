import type { ImportOptions } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseModelReference, type ModelReference } from '#pricing';
import { choosePreset, presetNeedsModel, type ChosenPreset, type FileSample } from './choose-preset.ts';
import { readLimits, type ReadLimits } from './limits.ts';
import type { JsonReader, Preset, RowOutcome, RowReader } from './presets/preset.ts';
import { isEmptyCell } from './read/cells.ts';
import type { Header } from './read/header.ts';
import { isObject, type FieldTable } from './read/json-fields.ts';
import type { JsonEntry, JsonText } from './read/json-text.ts';
import type { OpenSource } from './read/open-source.ts';
import type { CsvRecord } from './read/record-parser.ts';
import type { Table } from './read/table.ts';
import { sampleFile } from './sample-file.ts';

/** What became of one row, and where it stands. */
export interface PlacedRow {
  /** 1-based. */
  readonly line: number;
  /** Path inside the JSON value on that line; empty for tables and for the value itself. */
  readonly path: string;
  readonly outcome: RowOutcome;
}

/** How a file is read: the preset, why it was chosen, and its rows. */
export interface Reading extends ChosenPreset {
  /** The model of rows that name none. */
  readonly fallback: ModelReference | undefined;
  /** Sentences about columns that are left out or not known. */
  readonly columnNotes: readonly string[];
  /**
   * The rows of a file, understood; a failure is the last element. A table preset reads the file that it was prepared
   * for; a JSON preset any further file too, whose rows then count as of one import.
   */
  rows(source: OpenSource, file: string): AsyncIterable<Result<readonly PlacedRow[]>>;
}

/**
 * Decides how an open file is read. Fails as `choosePreset` and the preset's reader do, and with `model-needed`,
 * `preset-mismatch`.
 */
export function prepareReading(
  source: OpenSource,
  options: ImportOptions,
  name: string,
  limits: ReadLimits = readLimits,
): Result<Reading> {
  const { sample, fields } = sampleFile(source, options.mapping, limits);
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
      columnNotes: leftOutNotes(reader.value.leftOut),
      rows: (json, file) => (json.reads === 'json' ? readValues(json, reader.value, file) : notJson(json, file)),
    });
  }
  if (sample.table === undefined) return mismatch(name, `${preset.name} is a table`);
  const { header } = sample.table;
  const reader = preset.rowReader(header, options, name);
  if (!reader.ok) return reader;
  const fallback = fallbackModel(preset, sample, options, name);
  if (!fallback.ok) return fallback;
  return success({
    ...chosen.value,
    fallback: fallback.value,
    columnNotes: [...leftOutNotes(reader.value.leftOut), ...unknownNotes(header, reader.value)],
    rows: (open) =>
      open.reads === 'table' ? readRecords(open, reader.value) : readObjects(open, reader.value, fields),
  });
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

/** A table among JSON files: refused whole. */
async function* notJson(table: Table, file: string): AsyncGenerator<Result<readonly PlacedRow[]>> {
  await table.close();
  yield mismatch(file, 'it is not JSON');
}

/** The rows of a table. */
async function* readRecords(table: Table, reader: RowReader): AsyncGenerator<Result<readonly PlacedRow[]>> {
  const width = table.header.columns.length;
  for await (const batch of table.rows) {
    yield batch.ok ? success(batch.value.map((record) => readRecord(record, width, reader))) : batch;
  }
}

function readRecord({ line, cells }: CsvRecord, width: number, reader: RowReader): PlacedRow {
  const ragged = raggedReason(cells, width);
  if (ragged !== undefined) return { line, path: '', outcome: { kind: 'reject', reason: ragged } };
  return { line, path: '', outcome: cells.every(isEmptyCell) ? { kind: 'empty' } : reader.read(cells) };
}

/** Why a row of another width than the header cannot be read; surplus empty cells do no harm. */
function raggedReason(cells: readonly string[], columns: number): string | undefined {
  if (cells.length === columns) return undefined;
  if (cells.length > columns && cells.slice(columns).every(isEmptyCell)) return undefined;
  return `the row has ${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where the header has ${columns}`;
}

/** The rows that a JSON preset finds in each value. */
async function* readValues(
  json: JsonText,
  reader: JsonReader,
  file: string,
): AsyncGenerator<Result<readonly PlacedRow[]>> {
  let line = 1;
  for await (const batch of json.entries) {
    if (!batch.ok) {
      yield batch;
      return;
    }
    const rows: PlacedRow[] = [];
    for (const entry of batch.value) {
      ({ line } = entry);
      if ('problem' in entry) rows.push(rejectedEntry(entry));
      else for (const { path, outcome } of reader.read(entry.value, { line, file })) rows.push({ line, path, outcome });
    }
    yield success(rows);
  }
  if (reader.endFile !== undefined) {
    yield success([...reader.endFile()].map(({ path, outcome }) => ({ line, path, outcome })));
  }
}

function rejectedEntry({ line, problem }: Extract<JsonEntry, { problem: string }>): PlacedRow {
  return { line, path: '', outcome: { kind: 'reject', reason: problem } };
}

/** The rows that a table preset finds in JSON objects. */
async function* readObjects(
  json: JsonText,
  reader: RowReader,
  fields: FieldTable | undefined,
): AsyncGenerator<Result<readonly PlacedRow[]>> {
  for await (const batch of json.entries) {
    yield batch.ok ? success(batch.value.flatMap((entry) => readEntry(entry, json, reader, fields))) : batch;
  }
}

function readEntry(
  entry: JsonEntry,
  { layout }: JsonText,
  reader: RowReader,
  fields: FieldTable | undefined,
): readonly PlacedRow[] {
  if ('problem' in entry) return [rejectedEntry(entry)];
  const { line, value } = entry;
  const values = layout === 'document' && Array.isArray(value) ? value : [value];
  return values.map((object: unknown, index) => ({
    line,
    path: layout === 'document' ? `$[${index}]` : '',
    outcome:
      fields === undefined || !isObject(object)
        ? { kind: 'reject', reason: 'it is not a JSON object' }
        : reader.read(fields.cells(object)),
  }));
}

function leftOutNotes(leftOut: readonly string[]): readonly string[] {
  return leftOut.length === 0 ? [] : [`Left out: ${leftOut.join(', ')}.`];
}

/** Columns that nobody reads; named, so that nothing is left out in silence. */
function unknownNotes({ columns }: Header, { knownColumns, leftOut }: RowReader): readonly string[] {
  const unknown = columns.filter(
    (column, index) =>
      column !== '' && !knownColumns.has(index) && !leftOut.some((text) => text.startsWith(`${column} (`)),
  );
  if (unknown.length === 0) return [];
  const more = unknown.length > 30 ? ` and ${unknown.length - 30} more` : '';
  return [`Columns not imported: ${unknown.slice(0, 30).join(', ')}${more}.`];
}
