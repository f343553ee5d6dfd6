import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { msPerDay } from '#shared/time.ts';
import { registerLedger } from '../../../electron/commands/ledger.ts';
import { registerReprice } from '../../../electron/commands/reprice.ts';
import { registerUsage } from '../../../electron/commands/usage.ts';
import { exampleCard } from '../ledger/example-usage.ts';
import { examplePrice, exampleRecord, exampleSource, marchMs, unpriced, valueOf } from '../ledger/sample-usage.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

/** `usage`, `reprice` and `ledger` as a person or a script runs them: options in, text or JSON and an exit code out. */

let folder: string;
let ledgerFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-usage-command-'));
  ledgerFile = join(folder, 'usage.ledger');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand(
    [registerUsage, registerReprice, registerLedger],
    { folder, ledgerFile, nowMs: marchMs },
    parameters,
  );
}

async function json(...parameters: string[]): Promise<unknown> {
  return documentOf(await run(...parameters, '--json'));
}

/** Three days of two users, with a bill of the first; the third day is of a model nobody knows. */
function fillLedger(): void {
  const ledger = valueOf(openLedger({ file: ledgerFile, now: () => marchMs }));
  const writer = ledger.beginImport(exampleSource('march.csv'));
  writer.keepCard(exampleCard('v1'));
  writer.append(exampleRecord({ user: 'ada', units: { webSearch: 2 } }), examplePrice(4_500_000));
  writer.append(
    exampleRecord({ startMs: marchMs + msPerDay, user: 'bob', serviceTier: 'batch' }),
    examplePrice(1_000_000),
  );
  writer.append(exampleRecord({ startMs: marchMs + 2 * msPerDay, model: 'house-model' }), unpriced);
  writer.appendCharge({
    startMs: marchMs,
    endMs: marchMs + msPerDay,
    provider: 'openai',
    model: 'gpt-4o',
    line: 'gpt-4o, input',
    category: 'usage',
    billedNanoUsd: 5_000_000,
  });
  writer.commit({ rowsRead: 4, rejected: 0, residualNanoUsd: null });
  ledger.close();
}

describe('burnrate usage', () => {
  it('keeps to what its filters name, several of a kind and several kinds', async () => {
    fillLedger();
    expect(await json('usage', '--by', 'user', '--model', 'gpt-4o', '--user', 'ada', '--user', 'bob')).toMatchObject({
      totals: { records: 2, costNanoUsd: '5500000', units: { webSearch: 2 } },
      groups: [{ keys: { user: 'ada' } }, { keys: { user: 'bob' } }],
    });
    expect(await json('usage', '--tier', 'batch')).toMatchObject({ totals: { records: 1 } });
    expect(await json('usage', '--user', '')).toMatchObject({ totals: { records: 1, unpricedRecords: 1 } });
    expect(await json('usage', '--import', '7')).toMatchObject({ totals: { records: 0 } });
    expect(await json('usage', '--from', '2024-03-02', '--to', '2024-03-03')).toMatchObject({ totals: { records: 1 } });
    expect((await run('usage', '--project', 'nobody')).output).toBe('No such usage.\n');
  });

  it('lists records, with their names and amounts', async () => {
    fillLedger();
    const { output } = await run('usage', '--records', '--limit', '2');
    expect(output).toContain('Records 1 to 2 of 3');
    expect(output).toMatch(/2024-03-01 00:00:00 +openai +gpt-4o +ada +1 +1,000 +200 +2 +\$0\.0045/);
    expect(await json('usage', '--records', '--offset', '2')).toMatchObject({ total: 3, rows: 1, costNanoUsd: [null] });
  });

  it('compares what was billed with what was computed', async () => {
    fillLedger();
    const { output } = await run('usage', '--residual');
    expect(output).toMatch(/2024-03-01 +openai\/gpt-4o +\$0\.005 +\$0\.0045 +\$0\.0005/);
    expect(await json('usage', '--residual', '--by', 'month')).toMatchObject({
      totals: { residualNanoUsd: '500000', notBilledUsd: 0.001 },
      rows: [{ keys: { month: '2024-03' } }],
    });
    const refused = await run('usage', '--residual', '--user', 'ada');
    expect([refused.failed, refused.errors]).toEqual([
      true,
      expect.stringContaining('error bad-residual: A residual is'),
    ]);
  });

  it('writes what is shown as CSV, to a file or to standard output', async () => {
    fillLedger();
    const { output } = await run('usage', '--by', 'day', '--csv', 'days.csv');
    expect(output).toBe('3 rows written to days.csv.\n');
    const lines = readFileSync(join(folder, 'days.csv'), 'utf8').split('\r\n');
    expect(lines.slice(0, 2)).toEqual([
      'day,records,requests,inputTokens,outputTokens,totalTokens,webSearch,costUsd,unpricedRecords,unpricedTokens,billedRecords,billedUsd',
      '2024-03-01,1,1,1000,200,1200,2,0.0045,0,0,0,',
    ]);
    const printed = await run('usage', '--records', '--user', 'bob', '--csv', '-');
    expect(printed.output.trimEnd().split('\r\n')[1]).toMatch(
      /^2024-03-02T.+,bob,,,batch,global,1,1000,200,0\.001,,v1,1$/,
    );
    const failed = await run('usage', '--csv', 'nowhere/days.csv');
    expect(failed.errors).toContain('error file-not-written');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('burnrate reprice', () => {
  it('shows what today’s catalogue makes of the usage, and changes it only when told to', async () => {
    fillLedger();
    // GPT-4o at $2.50 and $10 per million tokens: 1,000 in and 200 out are $0.0045; half of it as a batch, $0.00225. Two
    // web searches at $10 per thousand are $0.02.
    const shown = await json('reprice');
    expect(shown).toMatchObject({ applied: false, records: 3, unpricedBefore: 1, unpricedAfter: 1 });
    expect(await json('usage')).toMatchObject({ totals: { costNanoUsd: '5500000' } });
    const { output } = await run('reprice', '--model', 'gpt-4o', '--to', '2024-03-03', '--apply');
    expect(output).toContain('2 of 2 records change: $0.0055 becomes $0.02675 (+$0.02125).');
    expect(output).toContain('The new prices are written.');
    expect(await json('usage')).toMatchObject({ totals: { costNanoUsd: '26750000' } });
    expect((await run('reprice', '--model', 'gpt-4o', '--apply')).output).toContain('every price is as the catalogue');
    expect(await json('ledger', 'verify')).toEqual({ records: 3 });
  });
});

describe('burnrate ledger', () => {
  it('backs up, restores and verifies', async () => {
    fillLedger();
    expect((await run('ledger', 'backup', 'copy.ledger')).output).toMatch(/^3 records \([\d,]+ bytes\) copied to copy/);
    expect((await run('ledger', 'backup', 'copy.ledger')).errors).toContain('error backup-exists');
    writeFileSync(ledgerFile, readFileSync(ledgerFile).subarray(0, 6000));
    const broken = await run('ledger', 'status');
    expect([broken.failed, broken.output]).toEqual([true, expect.stringContaining('usage.ledger: corrupt')]);
    expect(broken.errors).toMatch(/^error ledger-corrupt: .+Restore a backup \(burnrate ledger restore FILE\)/);
    expect((await run('usage')).errors).toContain('error ledger-corrupt');
    const restored = await run('ledger', 'restore', 'copy.ledger');
    expect(restored.output).toContain('3 records restored from copy.ledger.');
    expect(restored.output).toContain('The replaced ledger is kept as');
    expect((await run('ledger', 'verify')).output).toBe('3 records; the ledger is sound.\n');
    expect(await json('ledger', 'status')).toMatchObject({ state: 'ready', records: 3, imports: 1, copies: [{}] });
  });

  it('says that there is none, and makes none', async () => {
    expect((await run('ledger', 'status')).output).toContain('usage.ledger: missing');
    expect((await run('ledger', 'restore', 'nothing.ledger')).errors).toContain('error ledger-not-found');
    expect(readdirSync(folder)).toEqual([]);
  });
});
