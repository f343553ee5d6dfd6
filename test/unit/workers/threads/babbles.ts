import { parentPort } from 'node:worker_threads';

/** A worker that answers with what no task gives. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
parentPort?.postMessage({ type: 'succeeded', value: { rows: 'many' } });
