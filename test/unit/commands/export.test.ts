import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { registerExport } from '../../../electron/commands/export.ts';
import { exampleCard } from '../ledger/example-usage.ts';
import { examplePrice, exampleRecord, exampleSource, marchMs, unpriced, valueOf } from '../ledger/sample-usage.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

let folder: string;
let ledgerFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-export-command-'));
  ledgerFile = join(folder, 'usage.ledger');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  return runCommand([registerExport], { folder, ledgerFile, nowMs: marchMs }, ['export', ...parameters]);
}

/** $2.50 a million tokens in: 1,000 tokens cost $0.0025. */
function fillLedger(records: number): void {
  const ledger = valueOf(openLedger({ file: ledgerFile, now: () => marchMs }));
  const writer = ledger.beginImport(exampleSource('march.csv'));
  writer.keepCard(exampleCard('v1'));
  for (let index = 0; index < records; index++) {
    writer.append(exampleRecord({ startMs: marchMs + index, tokens: { input: 1000 } }), examplePrice(2_500_000));
  }
  writer.append(exampleRecord({ model: 'house-model' }), unpriced);
  writer.commit({ rowsRead: records + 1, rejected: 0, residualNanoUsd: null });
  ledger.close();
}

describe('burnrate export', () => {
  it('prints the export, and what it leaves out to standard error', async () => {
    fillLedger(2);
    const { output, errors, failed } = await run('--format', 'focus');
    expect(failed).toBe(false);
    expect(output.split('\n')).toHaveLength(3);
    expect(output).toContain(',0.005,');
    expect(errors).toBe(
      'note: 1,200 tokens without a price are left out: FOCUS has no row without a cost, and theirs is not known.\n',
    );
  });

  it('writes a file and tells of it as JSON', async () => {
    fillLedger(2);
    const outcome = await run('--format', 'openmetrics', '--model', 'gpt-4o', '--out', 'burnrate.prom', '--json');
    expect(documentOf(outcome)).toEqual({
      format: 'openmetrics',
      file: 'burnrate.prom',
      rows: 5,
      records: 2,
      notes: [],
    });
    expect(readFileSync(join(folder, 'burnrate.prom'), 'utf8')).toContain(
      'burnrate_cost_usd_total{provider="openai",model="gpt-4o"} 0.005\n',
    );
  });

  it('tells how far it is when there is more than one part', async () => {
    fillLedger(12_000);
    const { output, errors } = await run('--format', 'json', '--out', 'all.json');
    expect(errors).toBe('10,000 of 12,001 records …\n');
    expect(output).toBe('12,001 rows for 12,001 records written to all.json.\n');
    const document = JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8')) as { readonly records: unknown[] };
    expect(document.records).toHaveLength(12_001);
  });

  it('refuses a JSON document about an export that is itself printed', async () => {
    fillLedger(1);
    const { errors, failed } = await run('--format', 'csv', '--json');
    expect(failed).toBe(true);
    expect(errors).toMatch(/^error no-out: .* Name a file with --out/);
  });

  it('leaves no file behind when the export fails', async () => {
    fillLedger(1);
    const refused = await run('--format', 'csv', '--from', '2024-03-02', '--to', '2024-03-01', '--out', 'a.csv');
    expect(refused.errors).toMatch(/^error empty-period: /);
    expect(refused.failed).toBe(true);
    const unwritable = await run('--format', 'csv', '--out', join('no-such-folder', 'a.csv'));
    expect(unwritable.errors).toMatch(/^error file-not-written: /);
    expect(existsSync(join(folder, 'a.csv'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
