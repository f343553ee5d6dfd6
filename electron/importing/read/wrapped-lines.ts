import type { ReadLimits } from '../limits.ts';
import { sniffDelimiter, type Delimiter } from './delimiter.ts';
import { createRecordParser, type CsvRecord } from './record-parser.ts';

/** How the lines of a file are taken out of their quotes. */
export interface LineWrapping {
  /** What separates the fields inside the quotes. */
  readonly delimiter: Delimiter;
  /** The record that a wrapped line holds; a record of several cells, or one that holds none, is itself. */
  unwrap(record: CsvRecord): CsvRecord;
}

/**
 * Recognises files in which each whole line is one quoted cell with its own quotes doubled, as some billing exports of
 * GitHub are: `"date,""username"",""model"""`. Undefined for every other file.
 * @param first the file's first record.
 */
export function findLineWrapping(
  first: CsvRecord | undefined,
  name: string,
  limits: Pick<ReadLimits, 'recordCharacters'>,
): LineWrapping | undefined {
  const [line, ...more] = first?.cells ?? [];
  if (line === undefined || more.length > 0) return undefined;
  const delimiter = sniffDelimiter(line);

  function unwrap(record: CsvRecord): CsvRecord {
    const [text, ...others] = record.cells;
    if (text === undefined || others.length > 0) return record;
    const parser = createRecordParser(delimiter, name, limits);
    const begun = parser.push(Buffer.from(text));
    const ended = parser.end();
    if (!begun.ok || !ended.ok) return record;
    const [inner, ...surplus] = [...begun.value, ...ended.value];
    return inner === undefined || surplus.length > 0 ? record : { line: record.line, cells: inner.cells };
  }

  // One more cell could be a name with a comma; a table of usage has at least three columns.
  return first !== undefined && unwrap(first).cells.length >= 3 ? { delimiter, unwrap } : undefined;
}
