import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MonthSplit } from '#shared/domain/attribution.ts';
import { registerCompare } from '../../../electron/commands/compare.ts';
import { runCommand, type Outcome } from './command-runner.ts';

/** 30,000 requests a month of 1,000 tokens in and 200 out on GPT-4o: $135; a month later 10 % more, $148.50. */
const plan = {
  format: 'burnrate-scenario',
  version: 2,
  name: 'Growing',
  calendar: { startMonth: '2026-12', months: 3, daysPerMonth: 30, growth: { kind: 'compound', perMonth: 0.1 } },
  workloads: [
    {
      id: 'chat',
      name: 'Chat',
      traffic: { requestsPerDay: 1000 },
      calls: [
        {
          id: 'answer',
          name: 'Answer',
          models: [{ model: 'openai/gpt-4o', share: 1 }],
          prompt: { unsplit: 1000 },
          answer: { output: 200 },
        },
      ],
    },
  ],
};

describe('burnrate compare SCENARIO --from --to', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'burnrate-compare-months-'));
    writeFileSync(join(folder, 'plan.burnrate.json'), JSON.stringify(plan));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function compare(...parameters: readonly string[]): Promise<Outcome> {
    return runCommand([registerCompare], { folder, nowMs: Date.UTC(2026, 10, 1) }, [
      'compare',
      'plan.burnrate.json',
      ...parameters,
    ]);
  }

  it('splits the change by driver, in JSON', async () => {
    const { output, failed } = await compare('--from', '2026-12', '--to', '2027-01', '--json');
    expect(failed).toBe(false);
    const { from, to, baseline } = JSON.parse(output) as MonthSplit;
    expect([from, to]).toEqual(['2026-12', '2027-01']);
    expect(baseline.fromUsd).toBeCloseTo(135, 9);
    expect(baseline.toUsd).toBeCloseTo(148.5, 9);
    expect(baseline.drivers.find(({ driver }) => driver === 'volume')?.usd).toBeCloseTo(13.5, 9);
    expect(baseline.drivers.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(13.5, 9);
  });

  it('says it in text', async () => {
    const { output } = await compare('--from', '2026-12', '--to', '2027-01');
    expect(output).toContain('As planned: $135.00 → $148.50, +$13.50');
    expect(output).toMatch(/Volume\s+\+\$13\.50/);
  });

  it('refuses a month that the plan does not have, and one month alone', async () => {
    const unknown = await compare('--from', '2026-12', '--to', '2028-01');
    expect(unknown.failed).toBe(true);
    expect(unknown.errors).toContain("The plan has no month '2028-01'.");
    await expect(compare('--from', '2026-12')).rejects.toThrow('--from and --to go together');
  });
});
