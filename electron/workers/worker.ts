import { parentPort, workerData } from 'node:worker_threads';
import { ledgerFailure, openLedger } from '#ledger';
import { createBundledCatalogue } from '#pricing/books';
import { ledgerCatalogue } from '../ledger-catalogue.ts';
import { cancelMessage, endMessage, workerDataSchema, type WorkerMessage } from './messages.ts';
import { createReaderThreads } from './reader-threads.ts';
import { runTask } from './task-runs.ts';
import { throttle } from './throttle.ts';
import { serveTokenCounts, tokenThreadDataSchema } from './token-thread.ts';

/** The present, UTC ms. The thread is a host of its own, so it has its own clock. */
function now(): number {
  return Date.now();
}

/**
 * Entry of a worker thread: opens its own ledger connection and catalogue, does the one task it was started for,
 * answers, closes and ends. `thread-runner.ts` is the other side.
 */
async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('worker.ts runs only as a worker thread.');
  if (tokenThreadDataSchema.safeParse(workerData).success) {
    serveTokenCounts(port);
    return;
  }
  const { ledgerFile, workerFile, task } = workerDataSchema.parse(workerData);
  const controller = new AbortController();
  function send(message: WorkerMessage): void {
    port?.postMessage(message);
  }
  port.on('message', (message) => {
    if (message === cancelMessage) controller.abort();
  });
  try {
    const ledger = openLedger({ file: ledgerFile, now });
    if (!ledger.ok) {
      send(endMessage(ledger));
      return;
    }
    try {
      const catalogue = ledgerCatalogue(createBundledCatalogue(), ledger.value.priceDocuments());
      if (!catalogue.ok) {
        send(endMessage(catalogue));
        return;
      }
      const result = await runTask(
        task,
        { ledger: ledger.value, catalogue: catalogue.value, now, startReader: createReaderThreads(workerFile) },
        {
          signal: controller.signal,
          onProgress: throttle(
            (progress) => send({ type: 'progress', progress }),
            () => performance.now(),
          ),
        },
      );
      send(endMessage(result));
    } finally {
      ledger.value.close();
    }
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    send(endMessage(failed));
  } finally {
    // Without a listener on the port nothing keeps the thread alive.
    port.close();
  }
}

void main();
