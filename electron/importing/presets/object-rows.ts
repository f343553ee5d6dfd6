import type { ImportOptions } from '#shared/domain/importing.ts';
import type { Result } from '#shared/result.ts';
import { createHeader } from '../read/header.ts';
import type { RowOutcome, RowReader, TablePreset } from './preset.ts';

/** Reads objects of an API by the preset of the export that has the same fields as columns. */
export type ReadObjectRow = (preset: TablePreset, row: ReadonlyMap<string, string>) => RowOutcome;

/** A reader of rows given by column name; each set of columns is prepared once. */
export function createObjectRows(options: ImportOptions, file: string): ReadObjectRow {
  const readers = new Map<string, Result<RowReader>>();
  return (preset, row) => {
    const columns = [...row.keys()];
    const key = `${preset.id}\n${columns.join('\n')}`;
    const reader = readers.get(key) ?? preset.rowReader(createHeader(columns), options, file);
    readers.set(key, reader);
    if (!reader.ok) return { kind: 'reject', reason: `it lacks fields that ${preset.name} have` };
    return reader.value.read([...row.values()]);
  };
}
