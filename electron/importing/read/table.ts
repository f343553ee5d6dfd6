import { failure, success, type Failed, type Result } from '#shared/result.ts';
import type { ReadLimits } from '../limits.ts';
import { sniffDelimiter, type Delimiter } from './delimiter.ts';
import { unguarded, withoutGuard } from './guards.ts';
import { createHeader, type Header } from './header.ts';
import { findHeader, longestPreamble } from './find-header.ts';
import { emptyFile, type OpenText } from './open-text.ts';
import { createRecordParser, type CsvRecord, type RecordParser } from './record-parser.ts';
import { findLineWrapping } from './wrapped-lines.ts';

/** Rows kept for recognising the format and for the preview. */
export const sampleRowCount = 50;

/** A delimited file, open at its first data row. `rows` can be iterated once; whoever does not must `close`. */
export interface Table {
  readonly reads: 'table';
  readonly sizeBytes: number;
  readonly delimiter: Delimiter;
  readonly header: Header;
  /** 1-based. */
  readonly headerLine: number;
  /** True when other lines stand before the header; they are not read. */
  readonly hasPreamble: boolean;
  /** True when its lines are rows as they stand, so that another reader may read the file from its header on. */
  readonly isPlain: boolean;
  /** The first rows, at most 50; they come again in `rows`. */
  readonly sample: readonly CsvRecord[];
  /** All data rows in batches; a failure is the last element. */
  readonly rows: AsyncIterable<Result<readonly CsvRecord[]>>;
  close(): Promise<void>;
}

/**
 * Opens a CSV, TSV or semicolon-separated text and reads as far as its header and first rows.
 * Fails as `createRecordParser` does, and with `empty-file` and `too-many-columns`.
 */
export async function openTable(text: OpenText, name: string, limits: ReadLimits): Promise<Result<Table>> {
  const delimiter = sniffDelimiter(text.head.toString('utf8'));
  const batches = readRecords(text.chunks, createRecordParser(delimiter, name, limits));

  async function close(): Promise<void> {
    await batches.return(undefined);
    await text.close();
  }
  async function refuse(failed: Failed): Promise<Failed> {
    await close();
    return failed;
  }

  const beginning: CsvRecord[] = [];
  while (beginning.length <= sampleRowCount + longestPreamble) {
    const next = await batches.next();
    if (next.done === true) break;
    if (!next.value.ok) return refuse(next.value);
    beginning.push(...next.value.value);
  }
  const wrapping = findLineWrapping(beginning[0], name, limits);
  const plain = wrapping === undefined ? unguarded : (record: CsvRecord) => unguarded(wrapping.unwrap(record));
  const first = wrapping === undefined ? beginning : beginning.map((record) => wrapping.unwrap(record));
  const headerIndex = findHeader(first);
  const headerRecord = first[headerIndex];
  const rows = first.slice(headerIndex + 1).map(unguarded);
  if (headerRecord === undefined) return refuse(emptyFile(name));
  if (headerRecord.cells.length > limits.columns) {
    return refuse(
      failure(
        'too-many-columns',
        `${name} has ${headerRecord.cells.length.toLocaleString('en-US')} columns; at most ${limits.columns.toLocaleString('en-US')} are read.`,
        { at: { file: name, line: headerRecord.line } },
      ),
    );
  }

  async function* allRows(): AsyncGenerator<Result<readonly CsvRecord[]>> {
    try {
      if (rows.length > 0) yield success(rows);
      for await (const batch of batches) yield batch.ok ? success(batch.value.map(plain)) : batch;
    } finally {
      await close();
    }
  }

  return success({
    reads: 'table',
    sizeBytes: text.sizeBytes,
    delimiter: wrapping?.delimiter ?? delimiter,
    header: createHeader(headerRecord.cells.map(withoutGuard)),
    headerLine: headerRecord.line,
    hasPreamble: headerIndex > 0,
    isPlain: wrapping === undefined,
    sample: rows.slice(0, sampleRowCount),
    rows: allRows(),
    close,
  });
}

async function* readRecords(
  chunks: AsyncIterable<Result<Buffer>>,
  parser: RecordParser,
): AsyncGenerator<Result<readonly CsvRecord[]>> {
  for await (const chunk of chunks) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    const records = parser.push(chunk.value);
    yield records;
    if (!records.ok) return;
  }
  yield parser.end();
}
