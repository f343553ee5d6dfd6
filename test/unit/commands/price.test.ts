import { Command, CommanderError } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '#api';
import type { ModelSummary } from '#shared/contract.ts';
import { registerPrice } from '../../../electron/commands/price.ts';
import { createContainer, type Container } from '../../../electron/container.ts';

let folder: string;
let container: Container;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-price-'));
  container = createContainer({
    dataFolder: folder,
    host: 'direct',
    workerFile: join(folder, 'none.cjs'),
    logger: silentLogger,
    version: 'test',
  });
});

afterAll(async () => {
  await container.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly output: string;
  readonly errors: string;
  readonly failed: boolean;
}

/** Runs `burnrate price …` in this process, with the product's own services. */
async function price(...parameters: string[]): Promise<Outcome> {
  let [output, errors, failed] = ['', '', false];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerPrice(program, {
    open: () => container,
    nowMs: Date.UTC(2026, 10, 23, 12),
    workingFolder: folder,
    signal: new AbortController().signal,
    print: (text) => (output += text),
    printError: (text) => (errors += text),
    fail: () => (failed = true),
  });
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(['node', 'burnrate', 'price', ...parameters]);
  return { output, errors, failed };
}

/** Tools in the catalogue. */
async function tools(): Promise<readonly ModelSummary[]> {
  const listed = await container.router.call('catalogue.models', { subject: 'tool' });
  if (!listed.ok) throw new Error(listed.error.message);
  return listed.value.models;
}

interface PriceJson {
  readonly costUsd: number | null;
  readonly costNanoUsd: string;
  readonly lines: readonly {
    readonly kind: string;
    readonly usd: number | null;
    readonly nanoUsd: number | null;
    readonly modifiers: readonly { readonly step: string; readonly multiplier: number }[];
  }[];
  readonly unpricedUnits: readonly string[];
  readonly [field: string]: unknown;
}

async function json(...parameters: string[]): Promise<PriceJson> {
  const { output, errors } = await price(...parameters, '--json');
  expect(errors).toBe('');
  return JSON.parse(output) as PriceJson;
}

describe('burnrate price', () => {
  it('refuses to price nothing instead of answering $0; a quantity of 0 that was given is one', async () => {
    const nothing = await price('openai/gpt-4o', '--json');
    expect(nothing).toMatchObject({ output: '', failed: true });
    expect(nothing.errors).toMatch(
      /^error nothing-to-price: Nothing was given to price: no tokens, no units, no requests\./,
    );
    expect(JSON.parse((await price('openai/gpt-4o', '--input', '0', '--json')).output)).toMatchObject({ costUsd: 0 });
  });

  it('prices every kind of token, units, tier and place at once, with lines that sum exactly', async () => {
    const tokens =
      '--input 2000 --output 500 --cache-read 300 --cache-write-5m 700 --cache-write-1h 5000 --reasoning 40';
    const rest = '--requests 2 --unit webSearch=3 --unit web-search=1 --tier batch --residency us';
    const priced = await json('anthropic/claude-opus-5', ...`${tokens} ${rest}`.split(' '));
    // (2,000 × $5 + 540 × $25 + 300 × $0.50 + 700 × $6.25 + 5,000 × $10)/M × 0.5 × 1.1 + 4 × $0.01
    expect(priced.costUsd).toBeCloseTo(((10_000 + 13_500 + 150 + 4375 + 50_000) / 1e6) * 0.55 + 0.04, 12);
    expect(priced).toMatchObject({ serviceTier: 'batch', residency: 'us', unpricedKinds: [], unpricedUnits: [] });
    const sum = priced.lines.reduce((total, { nanoUsd }) => total + BigInt(nanoUsd ?? 0), 0n);
    expect(sum.toString()).toBe(priced.costNanoUsd);
    expect(priced.lines[0]?.modifiers.map(({ step, multiplier }) => [step, multiplier])).toEqual([
      ['serviceTier', 0.5],
      ['residency', 1.1],
    ]);
  });

  it.each([
    ['--cache-write-30m', 'openai/gpt-5.6-terra', 2.5],
    ['--input-audio', 'google/gemini-2.5-flash', 1],
    ['--cache-read-audio', 'google/gemini-2.5-flash', 0.1],
    ['--output-audio', 'openai/gpt-audio', 64],
    ['--input-image', 'openai/gpt-image-1', 10],
    ['--cache-read-image', 'openai/gpt-image-1', 2.5],
    ['--output-image', 'google/gemini-2.5-flash-image', 30],
  ])('prices a million tokens of %s on %s: $%d', async (option, model, usd) => {
    expect((await json(model, option, '1000000', '--requests', '1000')).costUsd).toBe(usd);
  });

  it('reads the hour of a moment, and bills the weekend differently', async () => {
    const monday = await json('deepseek/deepseek-v4-pro', '--input', '1000000', '--at', '2026-11-23T03:00');
    const sunday = await json('deepseek/deepseek-v4-pro', '--input', '1000000', '--at', '2026-11-22T03:00');
    const night = await json('deepseek/deepseek-v4-pro', '--input', '1000000', '--at', '2026-11-23');
    expect([monday.costUsd, sunday.costUsd, night.costUsd]).toEqual([1.32, 0.66, 0.66]);
    expect(monday['at']).toBe('2026-11-23T03:00:00.000Z');
  });

  it('lists units without a price, and says so in the text', async () => {
    const parameters = ['openai/gpt-4o', '--input', '1000', '--unit', 'codeExecution=2'];
    expect(await json(...parameters)).toMatchObject({ costUsd: 0.0025, unpricedUnits: ['codeExecution'] });
    const { output } = await price(...parameters);
    expect(output).toContain('Total $0.0025, without Code executions: their cost is unknown');
  });

  it('takes requests as a unit, too', async () => {
    expect((await json('perplexity/sonar', '--unit', 'request=1000')).costUsd).toBe(12);
  });

  it.each([
    [['--tier', 'batch', '--tier', 'flex']],
    [['--tier', 'batch,flex']],
    [['--tier', 'fast,batch']],
    [['--tier', 'standard,batch']],
  ])('refuses %j with one sentence that says why', async (tiers) => {
    const { output, errors, failed } = await price('openai/gpt-5.6-sol', '--input', '1', ...tiers);
    expect(failed).toBe(true);
    expect(output).toBe('');
    expect(errors).toMatch(/^error modes-do-not-combine: \w+ and \w+ do not combine: .*\. Leave out/);
  });

  it('lets caching and residency stack with a tier', async () => {
    const { failed } = await price('openai/gpt-5.6-sol', '--cache-read', '9', '--tier', 'flex', '--residency', 'eu');
    expect(failed).toBe(false);
  });

  it('shows the total in another currency', async () => {
    const priced = await json('openai/gpt-4o', '--input', '1000000', '--currency', 'eur', '--fx', '1.25');
    expect(priced['converted']).toEqual({ currency: 'EUR', amount: 2, usdPerUnit: 1.25, rateSource: '--fx' });
    const { output } = await price('openai/gpt-4o', '--input', '1000000', '--currency', 'EUR', '--fx', '1.25');
    expect(output).toContain('EUR 2.00 at 1.25 USD');
  });

  it('refuses a currency without a rate, and a rate without a currency', async () => {
    const unknown = await price('openai/gpt-4o', '--input', '1', '--currency', 'EUR');
    expect(unknown.errors).toContain('error no-exchange-rate: No exchange rate of EUR is known for 2026-11-23.');
    const nameless = await price('openai/gpt-4o', '--input', '1', '--fx', '1.08');
    expect(nameless.errors).toContain('error currency-missing: ');
  });

  describe('under a contract', () => {
    beforeAll(() => {
      const contract = {
        format: 'burnrate-contract',
        version: 1,
        name: 'Acme 2026',
        discounts: [{ provider: 'openai', percentOff: 20 }],
        volume: [{ name: 'Volume', measure: 'usd', tiers: [{ from: 1000, percentOff: 50 }] }],
        commitments: [{ name: 'Commitment', usdPerMonth: 2000 }],
      };
      writeFileSync(join(folder, 'acme.contract.json'), JSON.stringify(contract));
      writeFileSync(join(folder, 'broken.contract.json'), '{"format": "burnrate-contract",');
    });

    it('takes its percentage off, as the last step', async () => {
      const priced = await json('openai/gpt-4o', '--input', '1000000', '--contract', 'acme.contract.json');
      expect(priced.costUsd).toBe(2);
      expect(priced.lines[0]?.modifiers).toMatchObject([{ step: 'contract', name: 'Acme 2026', multiplier: 0.8 }]);
    });

    it('prices a month of such records: $1,200 − 50 % of $200, topped up to $2,000', async () => {
      const parameters = ['openai/gpt-4o', '--input', '1000000', '--contract', 'acme.contract.json'];
      const priced = await json(...parameters, '--per-month', '600');
      expect(priced['month']).toMatchObject({
        month: '2026-11',
        costUsd: 2000,
        lines: [
          { step: 'usage', usd: 1200 },
          { step: 'volume', name: 'Volume', usd: -100 },
          { step: 'commitment', usd: 900 },
        ],
      });
      const { output } = await price(...parameters, '--per-month', '600');
      expect(output).toContain('$1,100.00 used of $2,000.00 committed: the missing $900.00 is billed too.');
      expect(output).toContain('Total of the month $2,000.00');
    });

    it('refuses a month without a contract, and files that are missing or broken', async () => {
      const month = await price('openai/gpt-4o', '--input', '1', '--per-month', '5');
      expect(month.errors).toContain('error contract-missing: ');
      const missing = await price('openai/gpt-4o', '--input', '1', '--contract', 'none.json');
      expect(missing.errors).toContain('error file-not-found: The contract file cannot be read. (none.json)');
      const broken = await price('openai/gpt-4o', '--input', '1', '--contract', 'broken.contract.json');
      expect(broken.errors).toMatch(/^error invalid-json: .*\(broken\.contract\.json:1:\d+\)/);
    });
  });

  it('converts tokens that were counted on a model with another tokenizer, and refuses to guess', async () => {
    const parameters = ['anthropic/claude-opus-5', '--input', '1000000', '--counted-on'];
    // 1 M tokens of Sonnet 4.5 are 1.3 M of Opus 5, at $5/M.
    const priced = await json(...parameters, 'anthropic/claude-sonnet-4-5');
    expect(priced).toMatchObject({
      costUsd: 6.5,
      tokenizer: { countedOn: 'anthropic/claude-sonnet-4-5', factor: 1.3 },
    });
    const { output } = await price(...parameters, 'anthropic/claude-sonnet-4-5');
    expect(output).toContain('Tokens counted on anthropic/claude-sonnet-4-5, times 1.3');
    const { errors } = await price(...parameters, 'openai/gpt-4o');
    expect(errors).toContain('error tokenizers-not-comparable: How many tokens of anthropic/claude-opus-5 one of');
  });

  it('prices a tool by its units', async () => {
    const { modelId, unitRates = {} } = (await tools())[0] ?? {};
    const [unit = '', rate] = Object.entries(unitRates)[0] ?? [];
    const priced = await json(modelId ?? '', '--unit', `${unit}=1000`);
    expect(priced.costUsd).toBeCloseTo((rate?.usdPerUnit ?? 0) * 1000, 9);
    expect(priced.costUsd).toBeGreaterThan(0);
  });

  it('says when the model is switched off, and where each step is published', async () => {
    const { output } = await price('openai/gpt-5', '--input', '1000', '--tier', 'batch');
    expect(output).toContain('This model will be switched off on 2026-12-11 (https://developers.openai.com/');
    expect(output).toContain('batch: https://developers.openai.com/api/docs/guides/batch');
    const past = await price('anthropic/claude-3-opus', '--input', '1000');
    expect(past.output).toContain('This model was switched off on 2026-01-05');
  });

  it('refuses a record that costs more than one can hold, in one sentence', async () => {
    const { errors, failed } = await price('openai/gpt-4o', '--input', '9007199254740991');
    expect(failed).toBe(true);
    expect(errors).toMatch(/^error price-too-large: [^.]*\.$/);
  });

  it.each([
    [['--unit', 'teleport=3']],
    [['--unit', 'webSearch']],
    [['--unit', 'webSearch=-1']],
    [['--unit', 'webSearch=1=2']],
    [['--tier', 'cheap']],
    [['--residency', 'mars']],
    [['--at', '2026-11-23T25:00']],
    [['--currency', 'EURO']],
    [['--fx', '0']],
    [['--input-audio', '1.5']],
  ])('takes %j for wrong usage', async (parameters) => {
    await expect(price('openai/gpt-4o', ...parameters)).rejects.toThrow(CommanderError);
  });
});
