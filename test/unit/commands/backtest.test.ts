import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { registerBacktest } from '../../../electron/commands/backtest.ts';
import { registerForecast } from '../../../electron/commands/forecast.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { runCommand, type Outcome } from './command-runner.ts';

const nowMs = Date.UTC(2026, 10, 1);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-backtest-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Usage of as many whole days: weekends at a quarter. */
function importDays(days: number): void {
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => nowMs }));
  const usage = Array.from({ length: days }, (_none, day) => {
    const startMs = Date.UTC(2026, 6, 6 + day);
    const usd = day % 7 < 5 ? 40 + (day % 3) : 10;
    return [
      exampleRecord({ startMs, endMs: startMs + 86_400_000 }),
      { costNanoUsd: usd * 1e9, priceVersion: 'v1', unpricedKinds: [] },
    ] as const;
  });
  importUsage(ledger, 'usage.csv', usage);
  ledger.close();
}

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerBacktest, registerForecast], { folder, nowMs }, parameters);
}

describe('burnrate backtest', () => {
  it('judges the forecast of the ledger that burnrate forecast makes', async () => {
    importDays(80);
    const judged: unknown = JSON.parse((await run('backtest', '--json')).output);
    const forecast: unknown = JSON.parse((await run('forecast', '--json')).output);
    expect(forecast).toMatchObject({ backtest: judged });
    expect(judged).toMatchObject({ season: 7 });
  });

  it('says that the usage is too short to be judged', async () => {
    importDays(1);
    const { errors, failed } = await run('backtest');
    expect(failed).toBe(true);
    expect(errors).toContain('error too-little-history: 1 day is too few to judge a forecast.');
  });

  it('refuses what is of a file without one, and what is of the ledger with one', async () => {
    await expect(run('backtest', '--horizon', '7')).rejects.toThrow(CommanderError);
    await expect(run('forecast', '--season', '7')).rejects.toThrow(/of a series file: name one with --series/);
    await expect(run('forecast', '--series', 'spend.csv', '--budget', '10')).rejects.toThrow(
      /'--series <file>' cannot be used with option '--budget <usd>'/,
    );
  });
});
