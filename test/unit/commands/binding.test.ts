import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { scenarioToText } from '#simulator';
import { registerBind } from '../../../electron/commands/bind.ts';
import { registerRefresh } from '../../../electron/commands/refresh.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { scenarioOf } from '../simulator/builders.ts';
import { runCommand, type Outcome } from './command-runner.ts';

const nowMs = Date.UTC(2026, 10, 28);
const cent = { costNanoUsd: 10_000_000, priceVersion: null, unpricedKinds: [] };
const traffic = 'workloads[0].traffic.requestsPerDay';

let folder: string;

/** Days of October on, each with `perDay(day)` requests spread from its first hour to its last. */
function addUsage(name: string, from: number, days: number, perDay: (day: number) => number): void {
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => nowMs }));
  const usage = Array.from({ length: days }, (_none, day) =>
    Array.from({ length: perDay(day) }, (_request, index) => {
      const hour = (23.5 * index) / Math.max(1, perDay(day) - 1);
      const record = exampleRecord({
        startMs: from + day * 86_400_000 + Math.round(hour * 3_600_000),
        project: index % 2 === 0 ? 'chat' : 'search',
        tokens: { input: 100, output: 10 + index },
      });
      return [{ ...record, endMs: record.startMs }, cent] as const;
    }),
  ).flat();
  importUsage(ledger, name, usage);
  ledger.close();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-binding-'));
  addUsage('october.csv', Date.UTC(2026, 9, 1), 31, (day) => 2 + (day % 3));
  writeFileSync(join(folder, 'plan.json'), scenarioToText(scenarioOf()));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerBind, registerRefresh], { folder, nowMs }, parameters);
}

describe('burnrate bind and refresh', () => {
  it('bind a number to the last days, and read it anew when usage has come', async () => {
    const bound = await run(
      'bind',
      'plan.json',
      traffic,
      '--measure',
      'requestsPerDay',
      '--days',
      '30',
      '--out',
      'plan.json',
      '--json',
    );
    expect(bound.errors).toBe('');
    // Days 2 to 31 of October: 2, 3, 4 over and over.
    expect(JSON.parse(bound.output)).toMatchObject({
      file: 'plan.json',
      path: traffic,
      quantity: { kind: 'empirical', mean: 3, p5: 2, p50: 3, p95: 4, records: 30 },
    });

    addUsage('november.csv', Date.UTC(2026, 10, 1), 20, () => 12);
    const refreshed = await run('refresh', 'plan.json', '--out', 'new.json');
    expect(refreshed).toMatchObject({ errors: '', failed: false });
    // 20 days of 12 requests and the last ten of October: (240 + 30) ÷ 30, of days 22 to 31 with 2, 3, 4, …, 2.
    expect(refreshed.output).toContain(`${traffic}: was 3\n`);
    expect(refreshed.output).toContain('Requests per day, last 30 days (2026-10-22 to 2026-11-20): mean 8.96667');
    expect(readFileSync(join(folder, 'new.json'), 'utf8')).toContain('"resolvedOn": "2026-11-28"');
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toContain('"mean": 3,');
  });

  it('take filters as usage does', async () => {
    const { output } = await run(
      'bind',
      'plan.json',
      traffic,
      '--measure',
      'requestsPerDay',
      '--project',
      'search',
      '--out',
      'plan.json',
      '--json',
    );
    // 1, 1 and 2 of every 2, 3 and 4 requests.
    expect(JSON.parse(output)).toMatchObject({
      quantity: { p5: 1, p95: 2, binding: { filter: { project: ['search'] }, windowDays: 30 } },
    });
  });

  it('refuse with the file, the path and one sentence, and write nothing', async () => {
    const few = await run(
      'bind',
      'plan.json',
      traffic,
      '--measure',
      'requestsPerDay',
      '--days',
      '19',
      '--out',
      'new.json',
    );
    expect(few).toMatchObject({ output: '', failed: true });
    expect(few.errors).toMatch(/^error too-few-observations: .*19 days.*at least 20\. \(plan\.json workloads\[0\]/);
    const priceless = await run('bind', 'plan.json', traffic, '--measure', 'usdPerRequest', '--out', 'new.json');
    expect(priceless.errors).toContain('records without a price');
    const loose = await run('refresh', 'plan.json', '--out', 'new.json');
    expect(loose.errors).toContain('error no-bindings: No number of the scenario is bound to the ledger. (plan.json)');
    expect(() => readFileSync(join(folder, 'new.json'))).toThrow('ENOENT');
  });
});
