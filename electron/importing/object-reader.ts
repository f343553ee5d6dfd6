import type { Result } from '#shared/result.ts';
import type { RowOutcome, RowReader } from './presets/preset.ts';
import { createHeader, type Header } from './read/header.ts';
import type { FieldTable } from './read/json-fields.ts';

/** Reads JSON objects as rows of a table. */
export interface ObjectReader {
  read(object: unknown): RowOutcome;
  /** The reader in use: it learns fields that come late. */
  rowReader(): RowReader;
  /** Fields that were seen so far. */
  columns(): readonly string[];
}

/**
 * Reads objects by the fields that the first of them have. A field that comes later is read from then on, where the
 * format knows it: no object before had it.
 * @param readerFor the format's reader for a header.
 */
export function createObjectReader(
  firstFields: FieldTable,
  firstReader: RowReader,
  readerFor: (header: Header) => Result<RowReader>,
): ObjectReader {
  let fields = firstFields;
  let reader = firstReader;
  /** Further fields that the format has been asked about. */
  let asked = 0;

  /** Goes on with the fields of an object, where the format knows one that is new. */
  function learn(object: unknown): void {
    const wider = fields.withFieldsOf(object);
    const next = readerFor(createHeader(wider.columns));
    const isNew = (index: number): boolean => !fields.columns.includes(wider.columns[index] ?? '');
    if (!next.ok || ![...next.value.knownColumns].some(isNew)) return;
    fields = wider;
    reader = next.value;
    asked = 0;
  }

  return {
    read(object) {
      const cells = fields.cells(object);
      const further = fields.furtherFields().length;
      if (further === asked) return reader.read(cells);
      asked = further;
      learn(object);
      return reader.read(fields.cells(object));
    },
    rowReader: () => reader,
    columns: () => [...fields.columns, ...fields.furtherFields()],
  };
}
