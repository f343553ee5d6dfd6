/** Run by connections.test.ts as a worker thread: imports one file with a name nobody has seen before. */
import { parentPort, workerData } from 'node:worker_threads';
import { openLedger } from '#ledger';

const opened = openLedger({ file: String(workerData), now: () => 0 });
if (!opened.ok) throw new Error(opened.error.message);
const writer = opened.value.beginImport({
  file: 'worker.csv',
  sha256: 'worker',
  sizeBytes: 0,
  preset: 'generic',
  importerVersion: '1',
  importedAtMs: 0,
  monthScale: null,
});
for (let index = 0; index < 60_000; index++) {
  writer.append(
    {
      startMs: index,
      endMs: index,
      provider: 'openai',
      model: 'new-model',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 1 },
    },
    { costNanoUsd: 0, priceVersion: null, unpricedKinds: [] },
  );
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port, not a window
parentPort?.postMessage('appended');
parentPort?.once('message', () => {
  writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
  opened.value.close();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port, not a window
  parentPort?.postMessage('committed');
});
