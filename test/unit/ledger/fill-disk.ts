/**
 * Run by disk-full.test.ts as a process of its own, on a disk that is too small: imports one record into a new ledger
 * named by its argument, then too many, then one again. Prints as JSON how each ended, and what the ledger holds.
 */
import { ledgerFailure, openLedger } from '#ledger';

const [file = ''] = process.argv.slice(2);
const opened = openLedger({ file, now: () => 0 });
if (!opened.ok) throw new Error(opened.error.message);
const ledger = opened.value;

/** @returns `committed`, or the code of the failure. */
function importRecords(name: string, records: number): string {
  const writer = ledger.beginImport({
    file: name,
    sha256: name,
    sizeBytes: 0,
    preset: 'generic',
    importerVersion: '1',
    importedAtMs: 0,
    monthScale: null,
    overlap: 'add',
  });
  try {
    for (let index = 0; index < records; index++) {
      writer.append(
        {
          startMs: index * 1000,
          endMs: index * 1000,
          provider: 'openai',
          model: `model-${index % 20}`,
          serviceTier: 'standard',
          requests: 1,
          tokens: { input: (index * 7919) % 60_000, output: (index * 104_729) % 60_000 },
        },
        { costNanoUsd: 0, priceVersion: null, unpricedKinds: [] },
        { key: `${name} ${index}` },
      );
    }
    writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
    return 'committed';
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    return failed.error.code;
  }
}

const outcomes = [importRecords('small', 1), importRecords('large', 300_000), importRecords('again', 1)];
const verified = ledger.verify();
const files = ledger.listImports().map((summary) => summary.file);
process.stdout.write(
  JSON.stringify({ outcomes, files, records: verified.ok ? verified.value.records : verified.error }),
);
ledger.close();
