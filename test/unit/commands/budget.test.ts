import { CommanderError } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { registerBudget } from '../../../electron/commands/budget.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { runCommand, type Outcome } from './command-runner.ts';

const nowMs = Date.UTC(2026, 10, 16);
const dollar = { costNanoUsd: 1_000_000_000, priceVersion: 'v1', unpricedKinds: [] };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-budget-'));
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => nowMs }));
  // Fifteen days, a dollar a day for each of two users: half of November, $30.
  const usage = Array.from({ length: 15 }, (_, day) =>
    ['ada', 'bob'].map((user) => [exampleRecord({ startMs: Date.UTC(2026, 10, 1 + day, 12), user }), dollar] as const),
  ).flat();
  importUsage(ledger, 'usage.csv', usage);
  ledger.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerBudget], { folder, nowMs }, ['budget', ...parameters]);
}

describe('burnrate budget', () => {
  it('says what is spent, where it will end, and what a hard limit would have refused', async () => {
    await run('add', '--amount', '20', '--hard');
    const { output } = await run('list', '--json');
    expect(JSON.parse(output)).toMatchObject({
      budgets: [
        {
          entry: { id: 1, budget: { name: 'Everything, per month', limit: 'hard', thresholds: [0.5, 0.75, 0.9, 1] } },
          spend: { spentUsd: 30, share: 1.5, reached: 1 },
          // The tenth day uses it up; two dollars of each later day are refused.
          refusal: { fromMs: Date.UTC(2026, 10, 11, 12), requests: 10, usd: 10 },
        },
      ],
    });
  });

  it('tells each threshold once, and ends with 1 while a budget is used up', async () => {
    await run('add', '--amount', '14', '--each', 'user', '--thresholds', '100,110');
    const first = await run('check', '--json');
    expect(JSON.parse(first.output)).toMatchObject({
      alerts: [
        { subject: 'bob', threshold: 1, spentUsd: 15 },
        { subject: 'ada', threshold: 1, spentUsd: 15 },
      ],
    });
    expect(first).toMatchObject({ failed: true, errors: expect.stringMatching(/^error budget-used-up: Used up: /) });
    const second = await run('check');
    expect(second.output).toContain('No threshold is newly reached.');
    expect(second.failed).toBe(true);
    expect((await run('history')).output).toContain('Everything, each user, per month: ada');
  });

  it('is within a large amount, and goes with its alerts', async () => {
    await run('add', '--amount', '1000', '--name', 'Plenty');
    expect(await run('check')).toMatchObject({ failed: false, errors: '' });
    expect((await run('remove', '1')).output).toBe('Budget 1 is removed.\n');
    expect(await run('remove', '1')).toMatchObject({
      failed: true,
      errors: expect.stringMatching(/^error unknown-budget: /),
    });
  });

  it.each([
    [['--amount', '0']],
    [['--amount', '10', '--period', 'year']],
    [['--amount', '10', '--thresholds', '50,none']],
    [['--amount', '10', '--each', 'planet']],
    [[]],
  ])('refuses %j as wrong usage', async (parameters) => {
    await expect(run('add', ...parameters)).rejects.toBeInstanceOf(CommanderError);
  });

  it.each([
    [['--time-zone', 'Mars/Olympus']],
    [['--period', 'rolling']],
    [['--days', '7']],
    [['--thresholds', '90,50']],
  ])('refuses %j with a sentence and where it stands', async (parameters) => {
    const { failed, errors } = await run('add', '--amount', '10', ...parameters);
    expect(failed).toBe(true);
    expect(errors).toMatch(/^error invalid-input: .+\(budget\./);
  });
});
