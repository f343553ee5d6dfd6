import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { parseScenario, sampleSimulation, scenarioToText } from '#simulator';
import { registerBind } from '../../../electron/commands/bind.ts';
import { registerRefresh } from '../../../electron/commands/refresh.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { leverOf, run as simulated, scenarioOf } from '../simulator/builders.ts';
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

  it('bind a parameter of a lever, sample it, and read it anew', async () => {
    const trimming = leverOf('prompt-trimming', { cuts: { user: { tokens: 300 } } });
    writeFileSync(join(folder, 'levers.json'), scenarioToText(scenarioOf({ levers: [trimming] })));
    const cut = 'levers[0].parameters.cuts.user.tokens';
    const [to, json] = [['--out', 'levers.json'], '--json'];
    const bound = await run('bind', 'levers.json', cut, '--measure', 'promptTokens', ...to, json);
    expect(bound).toMatchObject({ errors: '', failed: false });
    expect(JSON.parse(bound.output)).toMatchObject({
      path: cut,
      quantity: { kind: 'empirical', mean: 100, binding: { measure: 'promptTokens', windowDays: 30 } },
      scenario: { levers: [{ parameters: { cuts: { user: { tokens: { kind: 'empirical', mean: 100 } } } } }] },
    });
    const read = parseScenario(readFileSync(join(folder, 'levers.json'), 'utf8'), 'levers.json');
    if (!read.ok) throw new Error(read.error.message);
    const result = simulated(read.value);
    // 100 of 2,000 tokens at $3 per million, 30,000 times.
    expect(result.summary.savingMonthlyUsd).toBeCloseTo(9, 9);
    expect(sampleSimulation(result, { samples: 10, seed: 1 }).uncertainInputs).toEqual([cut]);

    addUsage('november.csv', Date.UTC(2026, 10, 1), 20, () => 12);
    const refreshed = await run('refresh', 'levers.json', '--out', 'new.json');
    expect(refreshed).toMatchObject({ errors: '', failed: false });
    expect(refreshed.output).toContain(`${cut}: was 100\n`);
  });

  it('refuse for a parameter of a lever what the lever refuses, and write nothing', async () => {
    const cache = leverOf('response-cache', { hitRate: 0.2 });
    const swap = leverOf('model-swap', { from: 'maker/large', to: 'other/small' }, { id: 'swap' });
    writeFileSync(join(folder, 'levers.json'), scenarioToText(scenarioOf({ levers: [cache, swap] })));
    const bind = (path: string): Promise<Outcome> =>
      run('bind', 'levers.json', path, '--measure', 'requestsPerDay', '--out', 'new.json');
    const hits = await bind('levers[0].parameters.hitRate');
    expect(hits).toMatchObject({ output: '', failed: true });
    expect(hits.errors).toMatch(
      /^error invalid-scenario: 'hitRate' must be at most 1, but is .* \(levers\.json levers\[0\]\.parameters\.hitRate\)/,
    );
    const model = await bind('levers[1].parameters.to');
    expect(model.errors).toContain('error no-such-number: The scenario has no number there.');
    expect(() => readFileSync(join(folder, 'new.json'))).toThrow('ENOENT');
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
