import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { registerReport } from '../../electron/commands/report.ts';
import { runCommand } from '../unit/commands/command-runner.ts';
import { temporaryFolder } from '../unit/ledger/sample-usage.ts';

const examples = resolve(import.meta.dirname, '../../examples');

describe('a report of a plan', () => {
  // 10,000 requests × 30 days × 8 calls × 800 tokens × $3 per million = $5,760; 150 tokens × $15 = $5,400: $11,160, which is
  // $0.0372 for each of 300,000 requests. Source of tokens and prices: `source` in the example.
  it('is word for word what was read over by hand: eight equal calls', async () => {
    const folder = temporaryFolder();
    const place = { folder, ledgerFile: join(folder, 'usage.ledger'), nowMs: Date.UTC(2026, 10, 28) };
    const file = join(examples, 'eight-equal-calls.burnrate.json');
    const { output, errors } = await runCommand([registerReport], place, ['report', file, '--samples', '100']);
    expect(errors).toBe('');
    // Behind the line stand versions, which change with each release.
    const [report = ''] = output.split('\n---\n');
    expect(report.trim()).toBe(
      readFileSync(join(import.meta.dirname, '../fixtures/reports/eight-equal-calls.md'), 'utf8').trim(),
    );
  });
});
