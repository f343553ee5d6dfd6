import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#api';
import { createContainer, type Container } from '../../../electron/container.ts';

let folder: string;
let services: Container;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnrate-month-'));
  services = createContainer({
    dataFolder: folder,
    host: 'direct',
    workerFile: 'unused',
    logger: silentLogger,
    version: 'test',
    now: () => Date.UTC(2026, 10, 28),
  });
});
afterEach(async () => {
  await services.close();
  await rm(folder, { recursive: true, force: true });
});

// GPT-4o: 2,000 × $2.50/M = $0.005 a record, $500 for 100,000 of them.
const asked = { model: 'openai/gpt-4o', tokens: { input: 2000 }, recordsPerMonth: 100_000 };

describe('a month of records', () => {
  it('is left out where no contract has a term for it', async () => {
    const priced = await services.router.call('catalogue.price', asked);
    expect(priced).toMatchObject({ ok: true, value: { usd: 0.005 } });
    expect(priced.ok && priced.value.month).toBeUndefined();
  });

  it('has the month terms of the stored contracts', async () => {
    await services.router.call('catalogue.saveContract', {
      contract: {
        format: 'burnrate-contract',
        version: 1,
        name: 'Acme',
        commitments: [{ name: 'Promise', provider: 'openai', usdPerMonth: 800 }],
      },
    });
    const priced = await services.router.call('catalogue.price', asked);
    if (!priced.ok) throw new Error(priced.error.message);
    expect(priced.value.month?.usd).toBeCloseTo(800, 9);
    expect(priced.value.month?.lines.map(({ step, name }) => [step, name])).toEqual([
      ['usage', 'openai/gpt-4o'],
      ['commitment', 'Promise'],
    ]);
    const other = await services.router.call('catalogue.price', { ...asked, model: 'anthropic/claude-haiku-4-5' });
    // $200 on Claude Haiku 4.5 does not count towards what was promised to OpenAI: the $800 are owed all the same.
    expect(other.ok && other.value.month?.usd).toBeCloseTo(1000, 9);
  });
});
