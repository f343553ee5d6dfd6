import { CommanderError } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#api';
import { registerModels } from '../../../electron/commands/models.ts';
import { registerPrice } from '../../../electron/commands/price.ts';
import { registerPrices } from '../../../electron/commands/prices.ts';
import { createContainer } from '../../../electron/container.ts';
import { fixtureText, litellmText } from '../pricing/books/book-fixtures.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

/** The day of every test here; prices of a later day would be others. */
const nowMs = Date.UTC(2026, 10, 23, 12);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-prices-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerPrices, registerPrice, registerModels], { folder, nowMs }, parameters);
}

async function json(...parameters: string[]): Promise<unknown> {
  return documentOf(await run(...parameters, '--json'));
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function costOf(...parameters: string[]): Promise<number | null> {
  return ((await json('price', ...parameters)) as { readonly costUsd: number | null }).costUsd;
}

const million = ['--input', '1000000'];

describe('burnrate prices import', () => {
  it('shows the diff, applies nothing, and keeps no ledger for it', async () => {
    write('book.json', fixtureText('litellm.json'));
    const { output } = await run('prices', 'import', 'book.json');
    expect(output).toContain('4 changed, 10 new, 1 unchanged, 0 no longer in the book');
    expect(output).toMatch(/openai\/gpt-4o +Input +\$2\.50 +\$2\.00 +−20\.0 % +2026-11-23/);
    expect(output).toContain('1 × input_cost_per_pixel, first at ["acme/pixels"].input_cost_per_pixel');
    expect(output).toContain('Nothing was applied. Add --apply to apply it from 2026-11-23 on.');
    expect(await json('prices', 'list')).toEqual({ documents: [] });
    expect(await costOf('openai/gpt-4o', ...million)).toBe(2.5);
  });

  it('applies it from the day asked for, and prices, models and disagreements follow', async () => {
    write('book.json', fixtureText('litellm.json'));
    expect(await json('prices', 'import', 'book.json', '--from', '2026-11-01', '--apply')).toMatchObject({
      book: 'litellm',
      applied: true,
      effectiveFromMs: Date.UTC(2026, 10, 1),
      document: { id: 1, content: { kind: 'book' } },
    });
    expect(await costOf('openai/gpt-4o', ...million)).toBe(2);
    expect(await costOf('openai/gpt-4o', ...million, '--at', '2026-10-31')).toBe(2.5);
    expect(await costOf('acme/ocr', '--unit', 'documentPage=1000')).toBe(1);
    const { models } = (await json('models', '--book', 'litellm')) as { models: { modelId: string; source: object }[] };
    expect(models).toHaveLength(15);
    expect(models[0]?.source).toMatchObject({ book: 'litellm', bookVersion: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(await json('prices', 'disagreements')).toMatchObject({
      total: 4,
      disagreements: [
        { modelId: 'openai/gpt-4o', kind: 'webSearch', prices: [{ usd: 0.035 }, { usd: 0.01 }] },
        {},
        {},
        {},
      ],
    });
    expect(await json('prices', 'disagreements', '--at', '2026-10-31')).toMatchObject({ total: 0 });
  });

  it('refuses a bad book with file and path, exit code 1, and nothing applied', async () => {
    write('book.json', litellmText({ 'gpt-4o': { input: 2500, output: 10_000 } }));
    const { output, errors, failed } = await run('prices', 'import', 'book.json', '--apply');
    expect([output, failed]).toEqual(['', true]);
    expect(errors).toMatch(/^error price-implausible: gpt-4o: input would cost \$2,500\.00 .+ \(book\.json gpt-4o\) /);
    expect(await json('prices', 'list')).toEqual({ documents: [] });
  });

  it('takes the rest of a book without prices that cannot be true when told to', async () => {
    write('book.json', litellmText({ 'gpt-4o': { input: 2 }, 'wandb/large': { input: 135_000 } }));
    expect((await run('prices', 'import', 'book.json')).errors).toContain('Add --leave-out-implausible to do so.');
    const { output } = await run('prices', 'import', 'book.json', '--leave-out-implausible', '--apply');
    expect(output).toContain('1 × a price that cannot be true, first at ["wandb/large"]');
    expect(await costOf('openai/gpt-4o', ...million)).toBe(2);
    expect(await run('price', 'wandb/large', ...million)).toMatchObject({ failed: true });
  });

  it('refuses a file that is not there', async () => {
    expect((await run('prices', 'import', 'nowhere.json')).errors).toMatch(/^error file-not-found: .+nowhere\.json/);
  });
});

describe('burnrate prices override', () => {
  it('gives a model own prices from a day on', async () => {
    const prices = ['--input', '1.5', '--unit', 'webSearch=0.008'];
    const time = ['--from', '2026-12-01', '--to', '2027-01-01'];
    const { output } = await run('prices', 'override', 'gpt-4o', ...prices, ...time, '--note', 'invoice');
    expect(output).toMatch(
      /^openai\/gpt-4o: input \$1\.50, \$0\.008 a search from 2026-12-01 until 2027-01-01\.\nAdded as document 1\./,
    );
    const at = async (day: string): Promise<number | null> => costOf('openai/gpt-4o', ...million, '--at', day);
    expect([await at('2026-11-30'), await at('2026-12-01'), await at('2027-01-01')]).toEqual([2.5, 1.5, 2.5]);
    expect(await costOf('openai/gpt-4o', '--unit', 'webSearch=1', '--at', '2026-12-01')).toBe(0.008);
  });

  it('makes a new model only when told to', async () => {
    const refused = await run('prices', 'override', 'acme/secret', '--input', '1');
    expect(refused).toMatchObject({ failed: true, errors: expect.stringMatching(/^error unknown-model: /) });
    await run('prices', 'override', 'acme/secret', '--input', '1', '--new');
    expect(await costOf('acme/secret', ...million)).toBe(1);
  });

  it('needs a price', async () => {
    expect(await run('prices', 'override', 'openai/gpt-4o')).toMatchObject({
      failed: true,
      errors: expect.stringMatching(/^error invalid-input: .+ at least one price/),
    });
  });

  it.each([
    ['a negative price', ['prices', 'override', 'openai/gpt-4o', '--input', '-1']],
    ['a day that is none', ['prices', 'override', 'openai/gpt-4o', '--input', '1', '--from', 'soon']],
    ['a currency that is none', ['prices', 'exchange-rate', 'euro', '1.08']],
    ['a number that is none', ['prices', 'withdraw', 'first']],
  ])('is wrong usage with %s', async (_case, parameters) => {
    await expect(run(...parameters)).rejects.toBeInstanceOf(CommanderError);
  });
});

describe('burnrate prices alias, contract and exchange-rate', () => {
  it('are listed with what they do, and price accordingly', async () => {
    write(
      'acme.contract.json',
      JSON.stringify({
        format: 'burnrate-contract',
        version: 1,
        name: 'Ten off',
        from: '2026-11-01',
        discounts: [{ provider: 'openai', percentOff: 10 }],
      }),
    );
    await run('prices', 'alias', 'my-deployment', 'gpt-4o');
    await run('prices', 'contract', 'acme.contract.json');
    await run('prices', 'exchange-rate', 'eur', '1.25', '--from', '2026-01-01', '--source', 'ECB');
    const { output } = await run('prices', 'list');
    expect(output).toContain('my-deployment stands for openai/gpt-4o.');
    expect(output).toContain('Ten off: 1 discount from 2026-11-01.');
    expect(output).toContain('1 EUR = $1.25 from 2026-01-01 on (ECB).');
    // $2.50 less 10 % is $2.25, at $1.25 for a euro €1.80.
    expect(await json('price', 'my-deployment', ...million, '--currency', 'EUR')).toMatchObject({
      costUsd: 2.25,
      converted: { currency: 'EUR', amount: 1.8 },
    });
  });

  it('refuse a contract that is none, with the path inside', async () => {
    write(
      'bad.contract.json',
      '{"format": "burnrate-contract", "version": 1, "name": "Bad", "discounts": [{"percentOff": 200}]}',
    );
    expect((await run('prices', 'contract', 'bad.contract.json')).errors).toMatch(
      /^error invalid-contract: .+ \(bad\.contract\.json discounts\[0\]\.percentOff\)/,
    );
  });
});

describe('burnrate prices withdraw', () => {
  it('takes a document back and keeps it in the list', async () => {
    await run('prices', 'override', 'openai/gpt-4o', '--input', '1', '--from', '2026-01-01');
    expect(await costOf('openai/gpt-4o', ...million)).toBe(1);
    expect((await run('prices', 'withdraw', '1')).output).toBe('Withdrawn: document 1.\n');
    expect(await costOf('openai/gpt-4o', ...million)).toBe(2.5);
    expect(await json('prices', 'list')).toMatchObject({ documents: [{ id: 1, withdrawnAtMs: expect.any(Number) }] });
    expect((await run('prices', 'withdraw', '1')).errors).toMatch(/^error unknown-price-document: /);
  });
});

describe('an import into a ledger with own prices', () => {
  it('prices its records with them, in the worker thread too', async () => {
    await run('prices', 'override', 'acme/secret', '--input', '2', '--output', '8', '--from', '2023-01-01', '--new');
    const container = createContainer({
      dataFolder: folder,
      host: 'direct',
      workerFile: resolve(import.meta.dirname, '../../../electron/workers/worker.ts'),
      logger: silentLogger,
      version: 'test',
    });
    try {
      write('trace.csv', 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,1000000,1000000\n');
      const report = await container.runner.run({
        kind: 'import',
        input: { path: join(folder, 'trace.csv'), name: 'trace.csv', options: { model: 'acme/secret' } },
      });
      expect(report).toMatchObject({ ok: true, value: { priced: 1, unpriced: 0, costUsd: 10 } });
    } finally {
      await container.close();
    }
  });
});
