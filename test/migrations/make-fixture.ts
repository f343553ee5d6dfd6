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
  grain: 'bucket',
  overlap: 'add',
});
writer.keepCard(exampleCard('v1'));
for (let index = 0; index < 40; index++) {
  const startMs = Date.UTC(2024, 2, 1, 0, index % 2);
  const isPriced = index % 4 !== 0;
  const isRich = index % 10 === 1;
  writer.append(
    {
      startMs,
      endMs: startMs,
      provider: 'openai',
      model: isPriced ? 'gpt-4o' : 'house-model',
      serviceTier: isRich ? 'fast' : 'standard',
      requests: 1,
      tokens: { input: 1000 + index, output: 200, ...(isRich ? { cacheWrite30m: 7 } : {}) },
      user: 'ada',
      conversation: `c-${index}`,
      ...(isRich ? { units: { webSearch: 2, sessionHour: 0.25 }, residency: 'eu' } : {}),
    },
    {
      costNanoUsd: isPriced ? 4_500_000 : 0,
      priceVersion: isPriced ? 'v1' : null,
      unpricedKinds: [],
      ...(isRich ? { unpricedUnits: ['sessionHour'] } : {}),
    },
    isRich ? { key: `row-${index}`, billedNanoUsd: index === 31 ? -1_000_000 : 5_000_000 } : {},
  );
}
for (const category of ['usage', 'credit'] as const) {
  writer.appendCharge({
    startMs: Date.UTC(2024, 2, 1),
    endMs: Date.UTC(2024, 2, 2),
    provider: 'openai',
    model: 'gpt-4o',
    line: category === 'usage' ? 'gpt-4o, input' : 'Free tier',
    category,
    billedNanoUsd: category === 'usage' ? 90_000_000 : -10_000_000,
  });
}
writer.reject({ file: 'march.csv', line: 7, column: 'tokens', reason: 'not a number' });
writer.commit({
  rowsRead: 43,
  rejected: 1,
  residualNanoUsd: null,
});
opened.value.addPriceDocument({
  kind: 'override',
  name: 'house prices',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  recordedAtMs: Date.UTC(2024, 2, 3),
  document: '{}',
});
opened.value.close();
