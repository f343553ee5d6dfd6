/**
 * Run by kill-nine.test.ts as a process of its own: imports records without end into the ledger named by the first
 * argument, or as many as the second says and commits; writes a line when it has begun and when it has committed.
 */
import { openLedger } from '#ledger';

const [file = '', records = 'Infinity'] = process.argv.slice(2);
const opened = openLedger({ file, now: () => 0 });
if (!opened.ok) throw new Error(opened.error.message);
const writer = opened.value.beginImport({
  file: 'endless.csv',
  sha256: 'endless',
  sizeBytes: 0,
  preset: 'generic',
  importerVersion: '1',
  importedAtMs: 0,
  monthScale: null,
});
process.stdout.write('begun\n');
for (let index = 0; index < Number(records); index++) {
  writer.append(
    {
      startMs: index,
      endMs: index,
      provider: 'openai',
      model: `model-${index % 20}`,
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: index % 1000 },
      user: `user-${index % 5000}`,
    },
    { costNanoUsd: 0, priceVersion: null, unpricedKinds: [] },
  );
}
writer.commit({ rowsRead: 0, rejected: 0, rejects: [], residualNanoUsd: null });
process.stdout.write('committed\n');
setInterval(() => undefined, 1000);
