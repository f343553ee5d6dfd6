/**
 * Run by kill-nine.test.ts and disk-full.test.ts as a process of its own: imports as many records as the second argument
 * says into the ledger named by the first; writes a line when it has begun, and how it ended: `committed`, or the code of
 * the failure. The third argument keeps it alive afterwards.
 */
import { ledgerFailure, openLedger } from '#ledger';

const [file = '', records = '0', stays] = process.argv.slice(2);

function run(): string {
  const opened = openLedger({ file, now: () => 0 });
  if (!opened.ok) return opened.error.code;
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
      { key: `row-${index}` },
    );
  }
  writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
  return 'committed';
}

function outcome(): string {
  try {
    return run();
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    return failed.error.code;
  }
}

process.stdout.write(`${outcome()}\n`);
if (stays !== undefined) setInterval(() => undefined, 1000);
