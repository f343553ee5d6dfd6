import { parentPort, type MessagePort } from 'node:worker_threads';
import { sendColumns, type BatchColumns, type StreamInput } from '#importing/columns';
import { piecesAhead, type ReaderMessage } from './reader-messages.ts';

/**
 * Entry of a thread that reads a table for an import: `reader-threads.ts` is the other side. Apart from `worker.ts`, so
 * that it loads neither prices nor the ledger, and reads while the thread that stores is still about to begin.
 */
function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('reader.ts runs only as a worker thread.');
  let ahead = 0;
  let goOn: (() => void) | undefined;
  const spent: BatchColumns[] = [];

  /** Reads a table and tells what it reads, a little ahead of the thread that takes it. */
  async function read(input: StreamInput, to: MessagePort): Promise<void> {
    await sendColumns(input, {
      send: (message, moved) => to.postMessage(message, moved),
      spent: () => spent.pop(),
      ready() {
        ahead++;
        if (ahead <= piecesAhead) return Promise.resolve();
        return new Promise((resolve) => {
          goOn = resolve;
        });
      },
    });
    // Without a listener on the port nothing keeps the thread alive.
    to.close();
  }

  port.on('message', (message: ReaderMessage) => {
    switch (message.type) {
      case 'read':
        void read(message.input, port);
        break;
      case 'spent':
        spent.push(message.columns);
        break;
      case 'taken':
        ahead--;
        if (ahead <= piecesAhead) goOn?.();
        break;
    }
  });
}

main();
