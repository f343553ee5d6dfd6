import type { StreamInput, StreamMessage } from './column-stream.ts';

/** A thread that reads a table by its plan (`sendColumns`), beside the one that stores its rows (`receiveColumns`). */
export interface ReaderThread {
  /** Begins to read; once. It reads ahead until so much waits that it must be taken first. */
  read(input: StreamInput): void;
  /** What it tells, in the order of the file; a crash is thrown. Can be iterated once. */
  messages(): AsyncIterable<StreamMessage>;
  /** Ends the thread, wherever it is; its messages end too. */
  stop(): Promise<void>;
}

/** Starts such a thread. It makes itself ready while it is still being found out how the table is read. */
export type StartReader = () => ReaderThread;
