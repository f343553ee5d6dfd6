import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { registerPlan, registerVariance } from '../../../electron/commands/plan.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { runCommand, type Outcome } from './command-runner.ts';

const nowMs = Date.UTC(2026, 10, 1);
const days = 31;

/**
 * 100 requests a day of 1,000 tokens in and 200 out on GPT-4o, each of two calls: 2 × 3,100 calls in October at
 * $2.50 and $10 a million tokens: 6,200 × ($0.0025 + $0.002) = $27.90.
 */
const plan = {
  format: 'burnrate-scenario',
  version: 2,
  name: 'October',
  calendar: { startMonth: '2026-10', months: 1, daysPerMonth: 'calendar' },
  workloads: [
    {
      id: 'chat',
      name: 'Chat',
      traffic: { requestsPerDay: 100 },
      calls: [
        {
          id: 'answer',
          name: 'Answer',
          callsPerRequest: 2,
          models: [{ model: 'openai/gpt-4o', share: 1 }],
          prompt: { unsplit: 1000 },
          answer: { output: 200 },
        },
      ],
    },
  ],
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-plan-'));
  writeFileSync(join(folder, 'plan.burnrate.json'), JSON.stringify(plan));
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => nowMs }));
  // 300 calls a day instead of 200, as long as planned: $41.85 in October.
  const usage = Array.from(
    { length: days },
    (_none, day) =>
      [
        exampleRecord({
          startMs: Date.UTC(2026, 9, 1 + day),
          endMs: Date.UTC(2026, 9, 2 + day),
          requests: 300,
          tokens: { input: 300_000, output: 60_000 },
        }),
        { costNanoUsd: 1_350_000_000, priceVersion: 'v1', unpricedKinds: [] },
      ] as const,
  );
  importUsage(ledger, 'usage.csv', usage);
  ledger.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerPlan, registerVariance], { folder, nowMs }, parameters);
}

describe('burnrate variance', () => {
  it('counts calls on both sides: half as many calls again is volume, and nothing else', async () => {
    const pinned = await run('plan', 'pin', 'plan.burnrate.json');
    expect(pinned.errors).toBe('');
    const { output } = await run('variance', '--json');
    const { months, accuracy } = JSON.parse(output);
    expect(months).toHaveLength(1);
    const [month] = months;
    expect(month).toMatchObject({ month: '2026-10', recordedShare: 1, planUsd: 27.9, actualUsd: 41.85 });
    expect(month.planCalls).toBeCloseTo(6200, 6);
    expect(month.actualCalls).toBe(9300);
    for (const { driver, usd } of month.drivers) expect(usd).toBeCloseTo(driver === 'volume' ? 13.95 : 0, 6);
    // 13.95 off of 41.85.
    expect(accuracy.wape).toBeCloseTo(1 / 3, 9);
    expect(accuracy.bias).toBeCloseTo(-1 / 3, 9);
  });

  it('keeps the plan as it was pinned, whatever becomes of the file', async () => {
    await run('plan', 'pin', 'plan.burnrate.json');
    writeFileSync(join(folder, 'plan.burnrate.json'), '{}');
    expect((await run('variance')).output).toContain('planned $27.90, actual $41.85: +$13.95 (+50.0 %)');
    expect((await run('plan', 'list')).output).toContain('33.3 % off over 1 month, 33.3 % planned too little');
  });

  it('says what to do without a plan, and when a plan is not there', async () => {
    expect((await run('variance')).errors).toContain('error no-plan');
    expect((await run('variance', '--plan', '7')).errors).toContain('error unknown-plan');
    expect((await run('plan', 'remove', '7')).failed).toBe(true);
  });

  it('makes the next version from the ledger', async () => {
    await run('plan', 'pin', 'plan.burnrate.json');
    const { errors } = await run('plan', 'recalibrate', '1', '--out', 'next.burnrate.json');
    expect(errors).toBe('');
    const next = JSON.parse(readFileSync(join(folder, 'next.burnrate.json'), 'utf8'));
    expect(next).toMatchObject({ name: 'October, version 2', workloads: [{ traffic: { requestsPerDay: 300 } }] });
    await run('plan', 'pin', 'next.burnrate.json');
    expect((await run('plan', 'remove', '1')).output).toContain('removed');
    expect(JSON.parse((await run('plan', 'list', '--json')).output).plans).toHaveLength(1);
  });
});
