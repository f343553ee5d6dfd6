import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { readLimits, type ReadLimits } from '../limits.ts';
import { decodeText } from './decode-text.ts';
import { sniffDelimiter, type Delimiter } from './delimiter.ts';
import { gatherFirst } from './gather-first.ts';
import { createHeader, type Header } from './header.ts';
import { openContent, type ContentSource } from './read-content.ts';
import { createRecordParser, type CsvRecord } from './record-parser.ts';

/** Rows kept for recognising the format and for the preview. */
export const sampleRowCount = 50;

/** Text from which the delimiter is found. */
const sniffBytes = 64 * 1024;

/** Where a table comes from, and who looks at its bytes on the way. */
export interface TableSource extends ContentSource {
  /** Sees the content's bytes, inflated but not decoded, in order: for the content's hash. */
  readonly onContent?: ((bytes: Buffer) => void) | undefined;
}

/** A delimited file, open at its first data row. `rows` can be iterated once; whoever does not must `close`. */
export interface Table {
  readonly sizeBytes: number;
  readonly delimiter: Delimiter;
  readonly header: Header;
  /** The first rows, at most 50; they come again in `rows`. */
  readonly sample: readonly CsvRecord[];
  /** All data rows in batches; a failure is the last element. */
  readonly rows: AsyncIterable<Result<readonly CsvRecord[]>>;
  close(): Promise<void>;
}

/**
 * Opens a CSV, TSV or semicolon-separated file, gzip or plain, and reads as far as its header and first rows.
 * Fails as `openContent`, `decodeText` and `createRecordParser` do, and with `empty-file`, `not-csv`, `too-many-columns`.
 */
export async function openTable(source: TableSource): Promise<Result<Table>> {
  const limits = source.limits ?? readLimits;
  const opened = await openContent(source);
  if (!opened.ok) return opened;
  const content = opened.value;
  const batches = readRecords(tap(content.chunks, source.onContent), source.name, limits);

  async function close(): Promise<void> {
    await batches.return(undefined);
    await content.close();
  }
  async function refuse(failed: Failed): Promise<Failed> {
    await close();
    return failed;
  }

  const first: CsvRecord[] = [];
  let delimiter: Delimiter = ',';
  while (first.length <= sampleRowCount) {
    const next = await batches.next();
    if (next.done === true) break;
    if (!next.value.ok) return refuse(next.value);
    first.push(...next.value.value.records);
    delimiter = next.value.value.delimiter;
  }
  const [headerRecord, ...rows] = first;
  if (headerRecord === undefined) {
    return refuse(
      failure('empty-file', `${source.name} is empty.`, {
        at: { file: source.name },
        nextStep: 'Export the usage again, or pick another file.',
      }),
    );
  }
  if (headerRecord.cells.length > limits.columns) {
    return refuse(
      failure(
        'too-many-columns',
        `${source.name} has ${headerRecord.cells.length.toLocaleString('en-US')} columns; at most ${limits.columns.toLocaleString('en-US')} are read.`,
        { at: { file: source.name, line: headerRecord.line } },
      ),
    );
  }

  async function* allRows(): AsyncGenerator<Result<readonly CsvRecord[]>> {
    try {
      if (rows.length > 0) yield success(rows);
      for await (const batch of batches) yield batch.ok ? success(batch.value.records) : batch;
    } finally {
      await close();
    }
  }

  return success({
    sizeBytes: content.sizeBytes,
    delimiter,
    header: createHeader(headerRecord.cells),
    sample: rows.slice(0, sampleRowCount),
    rows: allRows(),
    close,
  });
}

async function* tap(
  chunks: AsyncIterable<Result<Buffer>>,
  onContent: ((bytes: Buffer) => void) | undefined,
): AsyncGenerator<Result<Buffer>> {
  for await (const chunk of chunks) {
    if (chunk.ok) onContent?.(chunk.value);
    yield chunk;
  }
}

interface RecordBatch {
  readonly delimiter: Delimiter;
  readonly records: readonly CsvRecord[];
}

async function* readRecords(
  chunks: AsyncIterable<Result<Buffer>>,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<Result<RecordBatch>> {
  const texts = gatherFirst(decodeText(chunks, name), sniffBytes);
  let opened: { readonly delimiter: Delimiter; readonly parser: ReturnType<typeof createRecordParser> } | undefined;
  for await (const text of texts) {
    if (!text.ok) {
      yield text;
      return;
    }
    if (opened === undefined) {
      const beginning = text.value.toString('utf8', 0, sniffBytes);
      if (/^\s*[[{]/.test(beginning)) {
        yield failure('not-csv', `${name} looks like JSON; only CSV and its kin can be read.`, {
          at: { file: name },
          nextStep: 'Export the usage as CSV.',
        });
        return;
      }
      const delimiter = sniffDelimiter(beginning);
      opened = { delimiter, parser: createRecordParser(delimiter, name, limits) };
    }
    const records = await opened.parser.push(text.value);
    if (!records.ok) {
      yield records;
      return;
    }
    yield success({ delimiter: opened.delimiter, records: records.value });
  }
  if (opened === undefined) return;
  const last = await opened.parser.end();
  yield last.ok ? success({ delimiter: opened.delimiter, records: last.value }) : last;
}
