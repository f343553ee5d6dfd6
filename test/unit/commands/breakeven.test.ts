import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerBreakeven } from '../../../electron/commands/breakeven.ts';
import { registerPayback } from '../../../electron/commands/payback.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-breakeven-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerBreakeven, registerPayback], { folder, nowMs: Date.UTC(2026, 10, 1) }, parameters);
}

interface PaybackDocument {
  readonly readings: readonly {
    readonly inputs: string;
    readonly electricityUsd: number;
    readonly apis: readonly {
      readonly api: { readonly name: string };
      readonly months: number | null;
      readonly monthsAtDemand?: number | null;
    }[];
  }[];
}

async function payback(...parameters: string[]): Promise<PaybackDocument> {
  return documentOf(await run('payback', ...parameters, '--json')) as PaybackDocument;
}

function monthsOf(document: PaybackDocument, inputs: string, name: string): number | null | undefined {
  return document.readings.find((reading) => reading.inputs === inputs)?.apis.find(({ api }) => api.name === name)
    ?.months;
}

describe('burnrate payback: arXiv 2509.18101, Table IV', () => {
  it.each([
    // GPU, how many, tokens a second; months against GPT-5 and Claude-4 Sonnet, as published.
    ['a100', '16', '800', 69.3, 44],
    ['a100', '4', '400', 34, 21.8],
    ['a100', '2', '220', 30.9, 19.8],
    ['a100', '2', '200', 34, 21.8],
    ['a100', '1', '190', 17.8, 11.4],
    ['rtx-5090', '1', '200', 2.26, 1.4],
  ])('%s × %s at %s tokens a second: %d and %d months, ± 0.06', async (gpu, gpus, speed, gpt5, sonnet) => {
    const found = await payback('--gpu', gpu, '--gpus', gpus, '--tokens-per-second', speed);
    expect(Math.abs((monthsOf(found, 'effective', 'GPT-5') ?? 0) - gpt5)).toBeLessThan(0.06);
    expect(Math.abs((monthsOf(found, 'effective', 'Claude-4 Sonnet') ?? 0) - sonnet)).toBeLessThan(0.06);
    expect(monthsOf(found, 'effective', 'Grok-4')).toBe(monthsOf(found, 'effective', 'Claude-4 Sonnet'));
    expect(monthsOf(found, 'stated', 'GPT-5')).toBeGreaterThan(gpt5 * 1.1);
  });

  it('takes any API, hours, power and demand', async () => {
    const opus = await payback(
      ...'--gpu rtx-5090 --tokens-per-second 200 --hours 160 --watts 575'.split(' '),
      ...'--against Opus=15/75 --tokens-per-month 10000000'.split(' '),
    );
    // 115.2 M tokens: 38.4 × 15 + 76.8 × 75 = $6,336; 0.575 × 160 × 0.15 = $13.80; 2,000 ÷ 6,322.20.
    expect(monthsOf(opus, 'given', 'Opus')).toBeCloseTo(2000 / 6322.2, 9);
    expect(opus.readings[0]?.electricityUsd).toBeCloseTo(13.8, 9);
    // 10 M tokens: 10/3 × 15 + 20/3 × 75 = $550.
    expect(opus.readings[0]?.apis[0]?.monthsAtDemand).toBeCloseTo(2000 / (550 - 13.8), 9);
  });

  it('says never where the API costs no more than the electricity', async () => {
    const found = await run('payback', '--gpu', 'a100', '--tokens-per-second', '1', '--against', '0.01/0.01');
    expect(found.output).toContain('never');
  });

  it('says what is missing of other hardware, and what is no price', async () => {
    expect((await run('payback', '--tokens-per-second', '100')).errors).toContain('Give --gpu, or --usd-per-gpu');
    await expect(run('payback', '--gpu', 'a100', '--tokens-per-second', '9', '--against', 'Opus')).rejects.toThrow(
      'Opus=15/75',
    );
  });
});

describe('burnrate breakeven --published', () => {
  it('shows both readings of the paper, the ratio of the guide, and how far the roofline is off', async () => {
    const { output } = await run('breakeven', '--published');
    expect(output).toMatch(/Kimi-K2 +16 × A100 +GPT-5 +69\.3 +69\.29 +77\.16/);
    expect(output).toMatch(/EXAONE 4 32B +1 × RTX 5090 +Claude-4 Opus +– +0\.\d\d +0\.32/);
    expect(output).toContain('a ratio of two monthly bills, not months');
    expect(output).toContain('6,667 requests a day');
    expect(output).toMatch(/Each further token, 1 GPU +22\.00 ms +18\.88 ms +−14\.2 %/);
  });

  it('takes a scenario or --published, not both', async () => {
    await expect(run('breakeven')).rejects.toThrow('Name either a scenario file or --published.');
    await expect(run('breakeven', 'plan.json', '--published')).rejects.toThrow('Name either');
  });
});
