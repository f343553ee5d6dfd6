import { dirname, extname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { buffersOf, type ReaderThread, type StartReader, type StreamMessage } from '#importing/columns';
import type { ReaderMessage } from './reader-messages.ts';

/** Starts threads that read tables. @param workerFile the worker entry, as for tasks; that of readers lies beside it. */
export function createReaderThreads(workerFile: string): StartReader {
  const readerFile = join(dirname(workerFile), `reader${extname(workerFile)}`);
  return () => readerThread(new Worker(readerFile));
}

function readerThread(worker: Worker): ReaderThread {
  const waiting: StreamMessage[] = [];
  let crash: Error | undefined;
  let hasEnded = false;
  let wake: (() => void) | undefined;

  function changed(): void {
    wake?.();
    wake = undefined;
  }
  worker.on('message', (message: StreamMessage) => {
    waiting.push(message);
    changed();
  });
  worker.on('error', (error) => {
    crash = error instanceof Error ? error : new Error(String(error));
    changed();
  });
  worker.on('exit', () => {
    hasEnded = true;
    changed();
  });

  function tell(message: ReaderMessage, moved: ArrayBuffer[] = []): void {
    worker.postMessage(message, moved);
  }

  async function* messages(): AsyncGenerator<StreamMessage> {
    for (;;) {
      const message = waiting.shift();
      if (message !== undefined) {
        yield message;
        if (message.type === 'batch') tell({ type: 'spent', columns: message.columns }, buffersOf(message.columns));
        if (message.type !== 'progress') continue;
        tell({ type: 'taken' });
        // Lets this thread hear a cancel, however much waits.
        // oxlint-disable-next-line no-await-in-loop
        await nextTurn();
      } else if (crash !== undefined) throw crash;
      else if (hasEnded) return;
      else {
        // Until there is something to take.
        // oxlint-disable-next-line no-await-in-loop
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  return {
    read: (input) => tell({ type: 'read', input }),
    messages,
    async stop() {
      waiting.length = 0;
      await worker.terminate();
    },
  };
}
