import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWhenStale } from '../../tools/build-when-stale.ts';
import { projectFolder, runCommand } from './run-command.ts';
import { hasPublicTrace, publicTrace } from '../public-trace.ts';

/** The stable command line, run as a person or a script would: the built program, its output and exit codes. */

let folder = '';

beforeAll(buildWhenStale, 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-command-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function json(...parameters: readonly string[]): Promise<unknown> {
  const { exitCode, output, errorOutput } = await runCommand(folder, [...parameters, '--json']);
  expect(errorOutput).toBe('');
  expect(exitCode).toBe(0);
  return JSON.parse(output);
}

function example(name: string): string {
  return join(projectFolder, 'examples', name);
}

describe('burnrate price', () => {
  it('prices GPT-4 Turbo: 2,000 in at $10/M and 500 out at $30/M are $0.035', async () => {
    const priced = await json('price', 'openai/gpt-4-turbo', '--input', '2000', '--output', '500');
    expect(priced).toMatchObject({ model: 'openai/gpt-4-turbo', costUsd: 0.035, costNanoUsd: '35000000' });
  });

  it('explains each part in text', async () => {
    const { output } = await runCommand(folder, [
      'price',
      'anthropic/claude-sonnet-4',
      '--input',
      '800',
      '--output',
      '150',
    ]);
    expect(output).toContain('Total $0.00465');
    expect(output).toMatch(/Input +800 +\$3\.00\/MTok +\$0\.0024/);
    expect(output).toContain('genai-prices');
  });

  it('refuses an unknown model with candidates, exit code 1, and never a price of $0', async () => {
    const { exitCode, output, errorOutput } = await runCommand(folder, ['price', 'openai/gpt-4oo', '--input', '1']);
    expect(exitCode).toBe(1);
    expect(output).toBe('');
    expect(errorOutput).toMatch(/^error unknown-model: .+\n$/);
    expect(errorOutput).toContain('openai/gpt-4o');
  });

  it.each([
    [['price']],
    [['price', 'openai/gpt-4o', '--input', '-5']],
    [['price', 'openai/gpt-4o', '--input', 'many']],
    [['price', 'openai/gpt-4o', '--at', '2026-02-30']],
    [['price', 'openai/gpt-4o', '--tier', 'free']],
    [['nonsense']],
    [['calibrate']],
    [['compare', 'plan.json', '--from', '2026-12']],
    [['compare', 'plan.json', '--from', '2026-12', '--to', '2027-01', '--budget', '5']],
    [['compare', '1.json', '2.json', '3.json', '4.json', '5.json', '6.json']],
    [['report', '--month', '2026-10', '--budget', '5']],
    [['breakeven', '--published', '--fleet', 'own']],
    [['payback', '--gpu', 'a100', '--tokens-per-second', '9', '--gpus', '0']],
    [['payback', '--gpu', 'a100', '--tokens-per-second', '9', '--hours', '745']],
    [['backtest', '--horizon', '7']],
    [['forecast', '--series', 'spend.csv', '--budget', '5']],
  ])('ends with code 2 on wrong usage: %j', async (parameters) => {
    const { exitCode, output, errorOutput } = await runCommand(folder, parameters);
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errorOutput).toMatch(/^error usage: /);
  });
});

describe('burnrate models', () => {
  it('lists at least 1,400 models, each with source and price version', async () => {
    const { total, models } = (await json('models')) as { total: number; models: readonly Record<string, unknown>[] };
    expect(total).toBeGreaterThanOrEqual(1400);
    expect(models).toHaveLength(total);
    expect(models.every((model) => model['source'] !== undefined && model['priceVersion'] !== '')).toBe(true);
  });
});

const trace = [
  'TIMESTAMP,ContextTokens,GeneratedTokens',
  '2023-11-16 18:15:46.6805900,374,44',
  '2023-11-16 18:15:50.9951690,396,109',
  '2023-11-16 18:15:51.2225670,879,55',
].join('\r\n');

describe('burnrate import, usage, calibrate, simulate and compare', () => {
  it('go from a usage file to a compared plan', async () => {
    writeFileSync(join(folder, 'trace.csv'), trace);
    const file = ['import', 'trace.csv', '--model', 'openai/gpt-4o', '--month-scale', '720', '--ledger', 'L'];
    expect(await json(...file)).toMatchObject({ imported: 3, duplicate: 0, rejected: 0, priced: 3, unpriced: 0 });
    expect(await json(...file)).toMatchObject({ imported: 0, duplicate: 3 });
    // 374 + 396 + 879 = 1,649 in; 44 + 109 + 55 = 208 out; 1,649 × $2.50/M + 208 × $10/M = $0.0062025.
    expect(await json('usage', '--by', 'model', '--ledger', 'L')).toMatchObject({
      totals: { requests: 3, tokens: { input: 1649, output: 208 }, costUsd: 0.0062025, costNanoUsd: '6202500' },
      groups: [{ keys: { model: 'gpt-4o' }, records: 3 }],
    });
    await json('calibrate', '--out', 'plan.burnrate.json', '--ledger', 'L');
    // 720 such hours a month: 720 × $0.0062025 = $4.4658.
    expect(await json('simulate', 'plan.burnrate.json')).toMatchObject({ summary: { baselineMonthlyUsd: 4.4658 } });
    expect(await json('compare', 'plan.burnrate.json')).toMatchObject({ baselineMonthlyUsd: 4.4658 });
  });

  it('name the line and reason of a bad row', async () => {
    writeFileSync(join(folder, 'bad.csv'), `${trace}\r\n2023-11-16 18:15:52.0,-3,1\r\n`);
    const { output } = await runCommand(folder, ['import', 'bad.csv', '--model', 'openai/gpt-4o', '--ledger', 'L']);
    expect(output).toMatch(/4 rows read, 3 imported, 0 duplicate, 0 empty, 1 rejected/);
    expect(output).toMatch(/Rejected bad\.csv:5:ContextTokens: /);
  });

  it('show an unpriced model as unpriced, not as $0', async () => {
    writeFileSync(join(folder, 'trace.csv'), trace);
    const { output } = await runCommand(folder, ['import', 'trace.csv', '--model', 'acme/secret-1', '--ledger', 'L']);
    expect(output).toContain('Unpriced: acme/secret-1, 3 records, 1,857 tokens; cost unknown.');
    expect(output).not.toContain('$0.00');
    const usage = await runCommand(folder, ['usage', '--ledger', 'L']);
    expect(usage.output).toContain('unpriced');
    expect(usage.output).not.toContain('$0.00');
  });

  it.each([
    ['a missing file', ['import', 'nowhere.csv', '--ledger', 'L'], 'nowhere.csv'],
    ['a missing ledger', ['usage', '--ledger', 'L'], 'ledger-not-found'],
    ['a missing scenario', ['simulate', 'nowhere.burnrate.json'], 'nowhere.burnrate.json'],
    ['a scenario that is not JSON', ['simulate', 'broken.json'], 'broken.json'],
    ['a scenario of the wrong shape', ['compare', 'wrong.json'], 'workloads'],
  ])('refuse %s with one sentence and exit code 1', async (_case, parameters, clue) => {
    writeFileSync(join(folder, 'broken.json'), '{\n  "name": \n}');
    writeFileSync(
      join(folder, 'wrong.json'),
      JSON.stringify({
        format: 'burnrate-scenario',
        version: 1,
        name: 'Wrong',
        calendar: { startMonth: '2026-11', months: 1, daysPerMonth: 30 },
        workloads: [],
      }),
    );
    const { exitCode, output, errorOutput } = await runCommand(folder, parameters);
    expect(exitCode).toBe(1);
    expect(output).toBe('');
    expect(errorOutput).toMatch(/^error [a-z-]+: .+\n$/);
    expect(errorOutput).toContain(clue);
  });

  it('store nothing on a dry run', async () => {
    writeFileSync(join(folder, 'trace.csv'), trace);
    const dryRun = await json('import', 'trace.csv', '--model', 'openai/gpt-4o', '--dry-run', '--ledger', 'L');
    expect(dryRun).toMatchObject({ imported: 3, files: [{ importId: null, dryRun: true }] });
    const { totals } = (await json('usage', '--ledger', 'L')) as { totals: { records: number } };
    expect(totals.records).toBe(0);
  });

  it('compare two scenarios as planned', async () => {
    const from = example('conversation-ladder/rung-1.burnrate.json');
    const to = example('conversation-ladder/rung-5.burnrate.json');
    expect(await json('compare', from, to)).toMatchObject({ fromMonthlyUsd: 150_000, toMonthlyUsd: 18_000 });
  });

  it('write a file whole or not at all', async () => {
    writeFileSync(join(folder, 'trace.csv'), trace);
    await json('import', 'trace.csv', '--model', 'openai/gpt-4o', '--ledger', 'L');
    const { exitCode, errorOutput } = await runCommand(folder, [
      'calibrate',
      '--out',
      'no/such/plan.json',
      '--ledger',
      'L',
    ]);
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(/^error file-not-written: /);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});

describe('the Azure conversation trace', () => {
  it.skipIf(!hasPublicTrace)('imports to its published totals, once', async () => {
    const parameters = ['import', publicTrace, '--model', 'openai/gpt-4o', '--ledger', 'L'];
    expect(await json(...parameters)).toMatchObject({ imported: 19_366, duplicate: 0, rejected: 0 });
    expect(await json('usage', '--ledger', 'L')).toMatchObject({
      totals: { requests: 19_366, tokens: { input: 22_361_870, output: 4_088_665 } },
    });
    expect(await json(...parameters)).toMatchObject({ imported: 0, duplicate: 19_366 });
  });
});

describe('burnrate --help', () => {
  it('names every command', async () => {
    const { exitCode, output } = await runCommand(folder, ['--help']);
    expect(exitCode).toBe(0);
    for (const name of [
      'price',
      'models',
      'import',
      'usage',
      'calibrate',
      'simulate',
      'compare',
      'sensitivity',
      'breakeven',
      'check',
    ]) {
      expect(output).toContain(name);
    }
  });

  it('gives the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
    expect((await runCommand(folder, ['--version'])).output.trim()).toBe(version);
  });
});

describe('burnrate tokens', () => {
  it('counts exactly for OpenAI, and says how far it may be off for others', async () => {
    const file = join(folder, 'prompt.txt');
    writeFileSync(file, 'You answer in one sentence.');
    expect(await json('tokens', file)).toMatchObject({ model: 'openai/gpt-4o', tokens: 6, exactness: 'exact', low: 6 });
    const claude = await json('tokens', file, '--model', 'anthropic/claude-opus-4-7');
    expect(claude).toMatchObject({ exactness: 'estimate', encodingTokens: 6, encoding: 'o200k_base' });
    expect(claude).toHaveProperty('tokens', expect.closeTo(7.8, 9));
  });

  it('counts a long run of one letter, and refuses what is no text', async () => {
    const run = join(folder, 'run.txt');
    writeFileSync(run, 'a'.repeat(16_000));
    expect(await json('tokens', run)).toMatchObject({ tokens: 2000 });
    const binary = join(folder, 'picture.png');
    writeFileSync(binary, Buffer.from([0x89, 0x50, 0xff, 0xfe]));
    const refused = await runCommand(folder, ['tokens', binary]);
    expect(refused.exitCode).toBe(1);
    expect(refused.errorOutput).toContain('error not-a-text');
  });
});
