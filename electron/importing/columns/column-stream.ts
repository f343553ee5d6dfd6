import { createHash } from 'node:crypto';
import type { ImportOptions } from '#shared/domain/importing.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import { success, type Result } from '#shared/result.ts';
import type { ReadLimits } from '../limits.ts';
import { prepareReading } from '../prepare-reading.ts';
import type { AssumedEncoding } from '../read/decode-text.ts';
import { openSource } from '../read/open-source.ts';
import { openText } from '../read/open-text.ts';
import type { PlacedRow } from '../row-streams.ts';
import type { SettledDialect } from '../settle-dialect.ts';
import { Batch, buffersOf, noNames, type BatchColumns, type BatchNames } from './batch.ts';
import { readPlanned } from './read-planned.ts';

/** What a thread is given that reads a table by its plan: the reading that was settled before it was started. */
export interface StreamInput {
  readonly path: string;
  readonly name: string;
  readonly encoding?: AssumedEncoding | undefined;
  /** As the user gave them, and the preset that was chosen. */
  readonly options: ImportOptions;
  readonly dialect: SettledDialect;
  readonly limits: ReadLimits;
  /** True when the hash of the content is not known yet: it is made in passing. */
  readonly isHashed: boolean;
}

/** How a stream ended well. */
export interface StreamEnd {
  /** SHA-256 of the content, hex, where the input asked for it. */
  readonly sha256?: string | undefined;
}

/** What such a thread tells, in the order of the file; plain data, so that it can go between threads. */
export type StreamMessage =
  | {
      readonly type: 'batch';
      readonly columns: BatchColumns;
      /** Names that the lists have gained; the lists start over where `isNewList` says so. */
      readonly names: Readonly<Partial<Record<UsageDimension, readonly string[]>>>;
      readonly isNewList: boolean;
    }
  | { readonly type: 'rows'; readonly rows: readonly PlacedRow[] }
  | { readonly type: 'remarks'; readonly remarks: readonly (readonly [remark: string, rows: number])[] }
  | { readonly type: 'progress'; readonly bytes: number; readonly waiting: number }
  | { readonly type: 'end'; readonly result: Result<StreamEnd> };

/** The sending end of a stream. */
export interface StreamSender {
  /** @param moved memory that goes over to the other side. */
  send(message: StreamMessage, moved: readonly ArrayBuffer[]): void;
  /** Columns of an earlier batch that the other side has done with; undefined while there are none. */
  spent(): BatchColumns | undefined;
  /** Resolves when the other side has taken so much that more may be sent. */
  ready(): Promise<void>;
}

/** Reads a table by its plan and sends what it reads. The last message is `end`. */
export async function sendColumns(input: StreamInput, sender: StreamSender): Promise<void> {
  const result = await readAndSend(input, sender);
  sender.send({ type: 'end', result }, []);
}

async function readAndSend(input: StreamInput, { send, spent, ready }: StreamSender): Promise<Result<StreamEnd>> {
  const { path, name, encoding, options, dialect, limits, isHashed } = input;
  const source = await openSource({ path, name, encoding, limits });
  if (!source.ok) return source;
  const reading = await prepareReading(source.value, { options, name, limits, dialect });
  await source.value.close();
  if (!reading.ok) return reading;
  const { planned } = reading.value;
  if (planned === undefined) throw new Error(`${name} is not read by a plan.`);

  let bytes = 0;
  let names: BatchNames | undefined;
  let known: Partial<Record<UsageDimension, number>> = {};
  let rows: PlacedRow[] = [];
  let remarks = new Map<string, number>();

  function sendRest(): void {
    if (rows.length > 0) send({ type: 'rows', rows }, []);
    if (remarks.size > 0) send({ type: 'remarks', remarks: [...remarks] }, []);
    rows = [];
    remarks = new Map();
  }

  /** Names that have come since the last batch. */
  function gained(lists: BatchNames): Partial<Record<UsageDimension, readonly string[]>> {
    const added: Partial<Record<UsageDimension, readonly string[]>> = {};
    for (const dimension of usageDimensions) {
      const from = known[dimension] ?? 1;
      if (lists[dimension].length > from) added[dimension] = lists[dimension].slice(from);
      known[dimension] = lists[dimension].length;
    }
    return added;
  }

  const hash = isHashed ? createHash('sha256') : undefined;
  const text = await openText({
    path,
    name,
    encoding,
    limits,
    waitsForDisk: true,
    onBytesRead: (done) => (bytes = done),
    onContent: (content) => hash?.update(content),
  });
  if (!text.ok) return text;
  const read = await readPlanned(text.value, planned.table, name, limits, {
    batch(batch, lists) {
      sendRest();
      const isNewList = lists !== names;
      if (isNewList) known = {};
      names = lists;
      const columns = batch.copy(spent());
      send({ type: 'batch', columns, names: gained(lists), isNewList }, buffersOf(columns));
      batch.rows = 0;
    },
    record(record, storeBatch) {
      const row = planned.readRow(record);
      if (row.outcome.kind === 'usage' || row.outcome.kind === 'charge') storeBatch();
      rows.push(row);
    },
    remark(remark) {
      remarks.set(remark, (remarks.get(remark) ?? 0) + 1);
    },
    progress(waiting) {
      sendRest();
      send({ type: 'progress', bytes, waiting }, []);
      return ready();
    },
  });
  await text.value.close();
  sendRest();
  return read.ok ? success({ sha256: hash?.digest('hex') }) : read;
}

/** Where what a stream tells goes, in its order. */
export interface StreamSink {
  batch(batch: Batch, names: BatchNames): void;
  row(row: PlacedRow): void;
  remark(remark: string, rows: number): void;
  /** @param bytes of the file read so far. @param waiting rows that have been read and not told of yet. */
  progress(bytes: number, waiting: number): void;
}

/**
 * Takes what a stream tells.
 * @returns how the stream ended; a success when the messages end before, which a stopped thread's do.
 */
export async function receiveColumns(
  messages: AsyncIterable<StreamMessage>,
  sink: StreamSink,
): Promise<Result<StreamEnd>> {
  let names = noNames();
  for await (const message of messages) {
    switch (message.type) {
      case 'batch':
        if (message.isNewList) names = noNames();
        for (const dimension of usageDimensions) names[dimension].push(...(message.names[dimension] ?? []));
        sink.batch(new Batch(message.columns), names);
        break;
      case 'rows':
        for (const row of message.rows) sink.row(row);
        break;
      case 'remarks':
        for (const [remark, rows] of message.remarks) sink.remark(remark, rows);
        break;
      case 'progress':
        sink.progress(message.bytes, message.waiting);
        break;
      case 'end':
        return message.result;
    }
  }
  return success({});
}
