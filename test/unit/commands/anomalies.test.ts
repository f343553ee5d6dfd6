import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { registerAnomalies } from '../../../electron/commands/anomalies.ts';
import { exampleRecord, importUsage, valueOf } from '../ledger/sample-usage.ts';
import { runCommand, type Outcome } from './command-runner.ts';

const nowMs = Date.UTC(2026, 10, 1);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-anomalies-'));
  const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => nowMs }));
  // Thirty days at $20, one of them at $120.
  const usage = Array.from(
    { length: 30 },
    (_none, day) =>
      [
        exampleRecord({ startMs: Date.UTC(2026, 8, 1 + day), endMs: Date.UTC(2026, 8, 2 + day), user: 'ada' }),
        { costNanoUsd: (day === 20 ? 120 : 20) * 1e9, priceVersion: 'v1', unpricedKinds: [] },
      ] as const,
  );
  importUsage(ledger, 'usage.csv', usage);
  ledger.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerAnomalies], { folder, nowMs }, ['anomalies', ...parameters]);
}

describe('burnrate anomalies', () => {
  it('shows what is acknowledged, and leaves it out when asked to', async () => {
    expect((await run()).output).toContain('2026-09-21  $120.00, expected $20.00: +$100.00');
    const marked = await run('acknowledge', '2026-09-21', '--note', 'A load test.', '--json');
    expect(JSON.parse(marked.output)).toMatchObject({
      day: '2026-09-21',
      note: 'A load test.',
      acknowledgedAtMs: nowMs,
    });
    const { output } = await run();
    expect(output).toContain('acknowledged 2026-11-01');
    expect(output).toContain('note: A load test.');
    expect((await run('--open')).output).not.toContain('2026-09-21  ');
    // A later look at another time finds the mark again.
    expect((await run('--from', '2026-09-05')).output).toContain('acknowledged 2026-11-01');
  });

  it('keeps marks apart by the usage they are said of', async () => {
    await run('annotate', '2026-09-21', 'Ada tried an agent.', '--user', 'ada');
    expect((await run()).output).not.toContain('Ada tried');
    expect((await run('--user', 'ada')).output).toContain('note: Ada tried an agent.');
    await run('annotate', '2026-09-21', '', '--user', 'ada');
    expect((await run('--user', 'ada')).output).not.toContain('note:');
  });

  it('opens a day again, and refuses what is no day or no time zone', async () => {
    await run('acknowledge', '2026-09-21');
    expect((await run('reopen', '2026-09-21')).output).toContain('is open');
    await expect(run('acknowledge', 'yesterday')).rejects.toThrow(/2026-11-02/);
    const outside = await run('acknowledge', '2031-01-01', '--json');
    expect(outside.failed).toBe(true);
    expect(outside.errors).toContain(
      '2031-01-01 is not a day of this usage, which runs from 2026-09-01 to 2026-09-30.',
    );
    expect((await run('annotate', '2026-08-31', 'Before.')).errors).toContain('day-without-usage');
    expect((await run('acknowledge', '2026-09-21', '--user', 'nobody')).errors).toContain('no-usage');
    expect((await run('acknowledge', '2026-09-21', '--time-zone', 'Mars')).errors).toContain('no time zone');
  });
});
