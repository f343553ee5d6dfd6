import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { importFile } from '#importing';
import { recordPrice } from '#pricing';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import { exampleSource, marchMs, openTestLedger } from '../unit/ledger/sample-usage.ts';
import { createMemoryLedger, expectSuccess, roundCatalogue } from '../unit/importing/in-memory.ts';
import { exportAll, exportSource } from '../unit/reports/exports/export-source.ts';
import { brokenRules } from '../unit/reports/exports/focus-rules.ts';
import { anyCard, anyConsumption } from './pricing-arbitraries.ts';

const folder = mkdtempSync(join(tmpdir(), 'burnrate-focus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const name = fc.constantFrom('', 'search', '=2+5', 'a "quoted", one', 'Zürich 東京', '-x', '@you');
const record = fc
  .record({
    consumption: anyConsumption,
    atMs: fc.integer({ min: marchMs, max: marchMs + 40 * msPerDay }),
    lengthMs: fc.constantFrom(0, 3_600_000, msPerDay),
    provider: fc.constantFrom('acme', 'openai', 'anthropic', 'aws', 'azure', 'google'),
    model: fc.constantFrom('large', 'gpt-4o', 'claude-sonnet-4-5', 'input-1', 'vendor/model:free'),
    project: name,
    task: name,
  })
  .map(({ consumption, atMs, lengthMs, project, task, ...rest }): UsageRecord => ({
    ...rest,
    ...consumption,
    serviceTier: consumption.serviceTier ?? 'standard',
    requests: consumption.requests ?? 0,
    // The ledger keeps units in millionths.
    units: Object.fromEntries(
      Object.entries(consumption.units ?? {}).map(([unit, amount]) => [unit, Math.round(amount * 1e6) / 1e6]),
    ),
    startMs: atMs,
    endMs: atMs + lengthMs,
    ...(project === '' ? {} : { project }),
    ...(task === '' ? {} : { task }),
  }));

/** Tokens by what a row is of, as `day, provider, model, project, tier, residency, kind: count`. */
function tokensOf(records: readonly UsageRecord[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { startMs, provider, model, project = '', serviceTier, residency = 'global', tokens } of records) {
    for (const [kind, count] of Object.entries(tokens)) {
      if (count === 0) continue;
      const key = [dayOf(startMs), provider, model, project, serviceTier, residency, kind].join();
      sums.set(key, (sums.get(key) ?? 0) + count);
    }
  }
  return new Map([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The tokens and the bill of a FOCUS file that is read as an import reads it. */
async function readAgain(path: string, text: string) {
  writeFileSync(path, text);
  const ledger = createMemoryLedger();
  const source = { path, name: 'focus.csv', options: { preset: 'focus' } };
  const report = expectSuccess(await importFile({ ...source, ledger, catalogue: roundCatalogue, now: () => marchMs }));
  const { records = [], charges = [] } = ledger.imports[0] ?? {};
  return {
    rejected: report.rejected,
    tokens: tokensOf(records.map(({ record }) => record)),
    billed: charges.reduce((sum, { billedNanoUsd }) => sum + BigInt(billedNanoUsd), 0n),
  };
}

describe('FOCUS export', () => {
  it('keeps the format’s rules and, read again, gives the same tokens of each kind and the same cost', async () => {
    const ledger = openTestLedger();
    let file = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), anyCard, async (records, card) => {
        file += 1;
        const writer = ledger.beginImport(exampleSource(`usage-${file}.csv`));
        const priced = records.map((each) => ({ each, price: recordPrice(card, each) }));
        // What has no price is left out of FOCUS.
        const whole = priced.filter(({ price }) => price.unpricedKinds.length === 0 && price.priceVersion !== null);
        const priceVersion = `card-${file}`;
        writer.keepCard({ ...card, priceVersion });
        for (const { each, price } of whole) writer.append(each, { ...price, priceVersion });
        const { id } = writer.commit({ rowsRead: whole.length, rejected: 0, residualNanoUsd: null });

        const { text } = exportAll(exportSource(ledger), 'focus', { filter: { import: [id] } });
        const [header = [], ...cells]: string[][] = parse(text);
        const rows = cells.map((row) => Object.fromEntries(header.map((key, index) => [key, row[index] ?? ''])));
        expect(brokenRules(header, rows)).toEqual([]);
        fc.pre(rows.length > 0);
        expect(await readAgain(join(folder, `${file}.csv`), text)).toEqual({
          rejected: 0,
          tokens: tokensOf(whole.map(({ each }) => each)),
          billed: whole.reduce((sum, { price }) => sum + BigInt(price.costNanoUsd), 0n),
        });
      }),
      { numRuns: 40 },
    );
  });
});
