/**
 * What a thread needs that reads a table for an import: an entry of its own, so that it loads neither the ledger nor what
 * else importing does.
 */

export { buffersOf, type BatchColumns } from './batch.ts';
export { sendColumns, type StreamInput, type StreamMessage } from './column-stream.ts';
export type { ReaderThread, StartReader } from './reader-thread.ts';
