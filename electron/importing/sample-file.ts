import type { ColumnMapping } from '#shared/domain/importing.ts';
import type { FileSample } from './choose-preset.ts';
import { envelopeOf, rowsIn } from './json-rows.ts';
import type { ReadLimits } from './limits.ts';
import { cleanRow, createCellCleaner, createDialectSurvey } from './read/dialect.ts';
import { createHeader } from './read/header.ts';
import { createFieldTable, isObject, type FieldTable } from './read/json-fields.ts';
import type { OpenSource } from './read/open-source.ts';

/** What presets see of a file, and how its JSON objects are laid out as a table, where they can be. */
export interface SampledFile {
  readonly sample: FileSample;
  /** Undefined for tables, and for JSON that is not made of objects side by side. */
  readonly fields: FieldTable | undefined;
  /** The field of each JSON value that holds its rows; undefined where the values are rows. */
  readonly envelope: string | undefined;
}

/** Lays out the beginning of a file for presets. @param mapping its names become columns of JSON objects. */
export function sampleFile(
  source: OpenSource,
  mapping: ColumnMapping | undefined,
  limits: Pick<ReadLimits, 'columns'>,
): SampledFile {
  if (source.reads === 'table') {
    const rows = inLikelyDialect(source.sample.map((record) => record.cells));
    return {
      sample: { values: undefined, table: { header: source.header, rows } },
      fields: undefined,
      envelope: undefined,
    };
  }
  const values = source.sample;
  const envelope = envelopeOf(values, mapping);
  const objects = values
    .flatMap((value) => rowsIn(value, envelope))
    .map(({ value }) => value)
    .filter(isObject);
  const fields = createFieldTable(objects, mapping === undefined ? [] : mappedNames(mapping), limits.columns);
  const table =
    fields === undefined
      ? undefined
      : {
          header: createHeader(fields.columns),
          rows: objects.slice(0, sampledObjects).map((object) => fields.cells(object)),
        };
  return { sample: { values, table }, fields, envelope };
}

/**
 * Rows as presets recognise them: dates and numbers in the dialect that the rows show. Where they do not show it any
 * will do: recognising a format takes a day, not the right one.
 */
function inLikelyDialect(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_value, index) => index);
  const survey = createDialectSurvey(columns);
  for (const cells of rows) survey.add(cells);
  const { dateOrder = 'mdy', decimalMark = 'point' } = survey.dialect();
  const clean = createCellCleaner({ dateOrder, decimalMark });
  return rows.map((cells) => cleanRow(cells, survey.columns(), clean));
}

/** Objects laid out for presets and the preview; of a document all are in memory, and all say which fields there are. */
const sampledObjects = 50;

/** Every column that a mapping names. */
function mappedNames({
  time,
  endTime,
  tokens,
  requests,
  dimensions,
  serviceTier,
  cost,
  key,
}: ColumnMapping): readonly string[] {
  const names = [
    time.column,
    endTime?.column,
    ...Object.values(tokens),
    requests,
    ...Object.values(dimensions),
    serviceTier,
    cost?.column,
    key,
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
