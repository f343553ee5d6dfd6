import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnMappingSchema, type ImportOptions } from '#shared/domain/importing.ts';
import { importFile, reviewImport } from '#importing';
import { openLedger, type Ledger } from '#ledger';
import { expectSuccess, failureCode, roundCatalogue, testNowMs } from './in-memory.ts';

const mapping = columnMappingSchema.parse({
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'time' },
  tokens: { input: 'in', output: 'out' },
  dimensions: { model: 'model', project: 'team' },
  constants: { provider: 'openai' },
});

/** Rows of a day: each hour 1,000 tokens in and 100 out, at $2 and $4 a million: $0.0024. */
function hours(from: number, to: number, model = 'gpt-4o'): string {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + (from + index) * 3_600_000).toISOString();
    return `${time},1000,100,${model},core`;
  });
  return `time,in,out,model,team\n${rows.join('\n')}\n`;
}

describe('importing into a ledger', () => {
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'burnrate-ledger-'));
    ledger = expectSuccess(openLedger({ file: join(folder, 'usage.ledger'), now: () => testNowMs }));
  });
  afterEach(async () => {
    ledger.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function importText(name: string, text: string, options: ImportOptions = { mapping }, dryRun = false) {
    const path = join(folder, name);
    await writeFile(path, text);
    return importFile({
      path,
      name,
      options,
      dryRun,
      ledger,
      catalogue: roundCatalogue,
      now: () => testNowMs,
      review: (summary) => reviewImport({ ledger, catalogue: roundCatalogue }, summary),
    });
  }

  it('asks about usage that an earlier import holds, adds nothing meanwhile, and then does as it is told', async () => {
    expectSuccess(await importText('first.csv', hours(0, 24)));
    const overlapping = await importText('second.csv', hours(12, 36));
    expect(failureCode(overlapping)).toBe('overlapping-import');
    expect(overlapping).toMatchObject({
      error: { message: expect.stringContaining('import 1 (first.csv) holds 12 records') },
    });
    expect(ledger.usage({ by: [] }).totals.records).toBe(24);

    const skipped = expectSuccess(await importText('second.csv', hours(12, 36), { mapping, overlap: 'skip' }));
    expect(skipped).toMatchObject({
      imported: 12,
      duplicate: 12,
      tokens: { input: 12_000, output: 1200 },
      overlaps: [{ importId: 1, file: 'first.csv', records: 12 }],
    });
    const replaced = expectSuccess(await importText('third.csv', hours(0, 30), { mapping, overlap: 'replace' }));
    expect(replaced).toMatchObject({ imported: 30, duplicate: 0 });
    expect(ledger.usage({ by: [] }).totals).toMatchObject({ records: 36, tokens: { input: 36_000, output: 3600 } });
    expectSuccess(await importText('fourth.csv', hours(0, 2), { mapping, overlap: 'add' }));
    expect(ledger.usage({ by: [] }).totals.records).toBe(38);
    expectSuccess(ledger.verify());
  });

  it('takes another trace of the same hours without a question', async () => {
    expectSuccess(await importText('code.csv', hours(0, 24)));
    const other = hours(0, 24).replaceAll(',1000,100,', ',1001,99,');
    expect(expectSuccess(await importText('conv.csv', other))).toMatchObject({ imported: 24, overlaps: [] });
  });

  it('reports what a bill alone leaves unexplained of all usage of its days, by day and model', async () => {
    expectSuccess(await importText('usage.csv', hours(0, 48)));
    // A day computes to 24 × $0.0024 = $0.0576; the bill says $0.06 and $0.05.
    const bill = [
      'start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name',
      '1767225600,1767312000,2026-01-01T00:00:00+00:00,2026-01-02T00:00:00+00:00,0.0600000000000000000000000000,usd,"gpt-4o, input",,org,Example',
      '1767312000,1767398400,2026-01-02T00:00:00+00:00,2026-01-03T00:00:00+00:00,0.0500000000000000000000000000,usd,"gpt-4o, input",,org,Example',
    ].join('\n');
    const report = expectSuccess(await importText('cost.csv', bill, {}));
    expect(report).toMatchObject({
      preset: 'openai-costs',
      imported: 2,
      priced: 0,
      charges: 2,
      billedNanoUsd: '110000000',
    });
    // $0.11 − $0.1152
    expect(report.residualUsd).toBeCloseTo(-0.0052, 12);
    expect(report.residual.map(({ keys, residualNanoUsd }) => [keys.day, residualNanoUsd])).toEqual([
      ['2026-01-01', '2400000'],
      ['2026-01-02', '-7600000'],
    ]);
  });

  it('reports what rows that state their own cost leave unexplained', async () => {
    const text = hours(0, 2).replaceAll(/core$/gm, 'core,0.003').replace('team\n', 'team,price\n');
    const billed = { ...mapping, cost: { column: 'price', currency: 'USD' } };
    const report = expectSuccess(await importText('billed.csv', text, { mapping: billed }));
    // Billed 2 × $0.003, computed 2 × $0.0024.
    expect(report).toMatchObject({ charges: 2, billedNanoUsd: '6000000' });
    expect(report.residualUsd).toBeCloseTo(0.0012, 12);
  });

  it('finds overlap and duplicates in a dry run as in an import, and stores nothing', async () => {
    expectSuccess(await importText('first.csv', hours(0, 24)));
    const before = ledger.usage({ by: ['import'] });
    const text = hours(0, 48);
    const dry = expectSuccess(await importText('second.csv', text, { mapping }, true));
    expect(dry).toMatchObject({ importId: null, imported: 48, overlaps: [{ importId: 1, records: 24 }] });
    expect(dry.notes.join(' ')).toContain('--overlap skip, replace or add');
    expect(failureCode(await importText('second.csv', text))).toBe('overlapping-import');
    const skipping = { mapping, overlap: 'skip' } as const;
    const drySkip = expectSuccess(await importText('second.csv', text, skipping, true));
    expect(drySkip).toMatchObject({ imported: 24, duplicate: 24 });
    expect(ledger.usage({ by: ['import'] })).toEqual(before);
    const { imported, duplicate, tokens, costNanoUsd } = expectSuccess(await importText('second.csv', text, skipping));
    expect({ imported, duplicate, tokens, costNanoUsd }).toEqual({
      imported: drySkip.imported,
      duplicate: drySkip.duplicate,
      tokens: drySkip.tokens,
      costNanoUsd: drySkip.costNanoUsd,
    });
  });

  it('keeps every rejected row, also those that its report no longer lists', async () => {
    const bad = Array.from({ length: 2500 }, (_, index) => `soon ${index},1,1,gpt-4o,core\n`).join('');
    const report = expectSuccess(await importText('usage.csv', `${hours(0, 3)}${bad}`));
    expect(report.rejected).toBe(2500);
    expect(report.rejects).toHaveLength(1000);
    expect(ledger.rejectedRows(report.importId ?? 0, 0, 10_000)).toHaveLength(2500);
    expect(ledger.rejectedRows(report.importId ?? 0, 2499, 10)).toEqual([
      { line: 2504, column: 'time', reason: '"soon 2499" is not a time' },
    ]);
  });

  it('keeps the rejected rows for later', async () => {
    const text = `${hours(0, 3)}soon,1,1,gpt-4o,core\n`;
    const { importId } = expectSuccess(await importText('usage.csv', text));
    expect(ledger.rejectedRows(importId ?? 0, 0, 10)).toEqual([
      { line: 5, column: 'time', reason: '"soon" is not a time' },
    ]);
  });
});
