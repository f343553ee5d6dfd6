/**
 * Writes `fixtures/version-<n>.sqlite`, a small ledger of the newest schema. Run once when a migration is added, before
 * it is released, and never again for that version: `node test/migrations/make-fixture.ts`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '#ledger';
import { describeFailure } from '#shared/result.ts';
import { migrations } from '../../electron/ledger/migrations/index.ts';
import { exampleCard } from '../unit/ledger/example-usage.ts';

const file = join(import.meta.dirname, 'fixtures', `version-${migrations.length}.sqlite`);
if (existsSync(file)) throw new Error(`${file} exists: a released version keeps its fixture.`);
const opened = openLedger({ file, now: () => Date.UTC(2024, 2, 1) });
if (!opened.ok) throw new Error(describeFailure(opened.error));

const writer = opened.value.beginImport({
  file: 'march.csv',
  sha256: '0f343b0931126a20f133d67c2b018a3b5e5d3cb5d9c1c3bd0d2a2f3d1b1c3a5e',
  sizeBytes: 2048,
  preset: 'generic',
  importerVersion: '1',
  importedAtMs: Date.UTC(2024, 2, 2),
  monthScale: 720,
});
writer.keepCard(exampleCard('v1'));
for (let index = 0; index < 40; index++) {
  const startMs = Date.UTC(2024, 2, 1, 0, index % 2);
  const isPriced = index % 4 !== 0;
  writer.append(
    {
      startMs,
      endMs: startMs,
      provider: 'openai',
      model: isPriced ? 'gpt-4o' : 'house-model',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 1000 + index, output: 200 },
      user: 'ada',
      conversation: `c-${index}`,
    },
    { costNanoUsd: isPriced ? 4_500_000 : 0, priceVersion: isPriced ? 'v1' : null, unpricedKinds: [] },
  );
}
writer.commit({
  rowsRead: 41,
  rejected: 1,
  rejects: [{ line: 7, column: 'tokens', reason: 'not a number' }],
  residualNanoUsd: null,
});
opened.value.close();
