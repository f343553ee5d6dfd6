import { success, type Result } from '#shared/result.ts';
import { rowsIn } from './json-rows.ts';
import type { ObjectReader } from './object-reader.ts';
import type { JsonReader, RowOutcome, RowReader } from './presets/preset.ts';
import { isEmptyCell } from './read/cells.ts';
import { isObject } from './read/json-fields.ts';
import type { JsonEntry, JsonText } from './read/json-text.ts';
import type { CsvRecord } from './read/record-parser.ts';
import type { Table } from './read/table.ts';

/** What became of one row, and where it stands. */
export interface PlacedRow {
  /** 1-based. */
  readonly line: number;
  /** Path inside the JSON value on that line; empty for tables and for the value itself. */
  readonly path: string;
  readonly outcome: RowOutcome;
}

/**
 * The rows of a table.
 * @yields rows in batches; a failure is the last element.
 */
export async function* readRecords(table: Table, reader: RowReader): AsyncGenerator<Result<readonly PlacedRow[]>> {
  const width = table.header.columns.length;
  for await (const batch of table.rows) {
    yield batch.ok ? success(batch.value.map((record) => readRecord(record, width, reader))) : batch;
  }
}

/** Reads one record of a table. @param width columns of the header. */
export function readRecord({ line, cells }: CsvRecord, width: number, reader: RowReader): PlacedRow {
  if (cells.every(isEmptyCell)) return { line, path: '', outcome: { kind: 'empty' } };
  const ragged = raggedReason(cells, width);
  return { line, path: '', outcome: ragged === undefined ? reader.read(cells) : { kind: 'reject', reason: ragged } };
}

/** Why a row of another width than the header cannot be read; surplus empty cells do no harm. */
function raggedReason(cells: readonly string[], columns: number): string | undefined {
  if (cells.length === columns) return undefined;
  if (cells.length > columns && cells.slice(columns).every(isEmptyCell)) return undefined;
  return `the row has ${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where the header has ${columns}`;
}

/**
 * The rows that a JSON preset finds in each value.
 * @yields rows in batches; a failure is the last element.
 */
export async function* readValues(
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

/**
 * The rows that a table preset finds in JSON objects.
 * @yields rows in batches; a failure is the last element.
 */
export async function* readObjects(
  json: JsonText,
  reader: ObjectReader | undefined,
  envelope: string | undefined,
): AsyncGenerator<Result<readonly PlacedRow[]>> {
  for await (const batch of json.entries) {
    yield batch.ok ? success(batch.value.flatMap((entry) => readEntry(entry, reader, envelope))) : batch;
  }
}

function readEntry(
  entry: JsonEntry,
  reader: ObjectReader | undefined,
  envelope: string | undefined,
): readonly PlacedRow[] {
  if ('problem' in entry) return [rejectedEntry(entry)];
  const { line } = entry;
  return rowsIn(entry.value, envelope).map(({ path, value: object }) => ({
    line,
    path,
    outcome:
      reader === undefined || !isObject(object)
        ? { kind: 'reject', reason: 'it is not a JSON object' }
        : reader.read(object),
  }));
}
