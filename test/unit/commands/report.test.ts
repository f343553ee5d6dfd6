import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerReport } from '../../../electron/commands/report.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-report-command-'));
  cpSync(resolve(import.meta.dirname, '../../../examples/support-assistant.burnrate.json'), join(folder, 'plan.json'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]): Promise<Outcome> {
  const place = { folder, nowMs: Date.UTC(2026, 10, 28) };
  return runCommand([registerReport], place, ['report', 'plan.json', '--samples', '200', ...parameters]);
}

interface TableBlock {
  readonly kind: string;
  readonly id?: string;
  readonly rows?: readonly Readonly<Record<string, number | string | null>>[];
  readonly total?: Readonly<Record<string, number | string | null>>;
}
interface ReportJson {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly TableBlock[] }[];
  readonly origin: readonly string[];
}

function table({ sections }: ReportJson, id: string): TableBlock {
  const found = sections.flatMap(({ blocks }) => blocks).find((block) => block.id === id);
  if (found === undefined) throw new Error(`There is no table ${id}.`);
  return found;
}

function sum(rows: TableBlock['rows'], key: string): number {
  return (rows ?? []).reduce((total, row) => total + Number(row[key] ?? 0), 0);
}

describe('burnrate report', () => {
  it('gives tables that agree with each other: months, levers, breakdowns', async () => {
    const report = documentOf(await run('--format', 'json')) as ReportJson;
    const months = table(report, 'months');
    const count = months.rows?.length ?? 0;
    expect(count).toBeGreaterThan(1);
    const monthly = {
      baseline: sum(months.rows, 'baselineUsd') / count,
      optimized: sum(months.rows, 'optimizedUsd') / count,
    };
    expect(months.total?.['baselineUsd']).toBeCloseTo(monthly.baseline * count, 6);
    expect(sum(table(report, 'levers').rows, 'changeUsd')).toBeCloseTo(monthly.optimized - monthly.baseline, 6);
    expect(sum(table(report, 'levers').rows, 'fairShareUsd')).toBeCloseTo(monthly.optimized - monthly.baseline, 6);
    for (const id of ['cost-by-workloads', 'cost-by-models', 'cost-by-kinds']) {
      expect(sum(table(report, id).rows, 'baselineUsd')).toBeCloseTo(monthly.baseline, 6);
      expect(sum(table(report, id).rows, 'optimizedUsd')).toBeCloseTo(monthly.optimized, 6);
    }
  });

  it('says how likely a budget is exceeded, in every format that holds text', async () => {
    const report = documentOf(await run('--format', 'json', '--budget', '8000')) as {
      readonly sections: readonly {
        readonly blocks: readonly { readonly facts?: readonly { readonly label: string; readonly value: unknown }[] }[];
      }[];
    };
    const facts = report.sections.flatMap(({ blocks }) => blocks.flatMap(({ facts: found = [] }) => found));
    const chance = facts.find(({ label }) => label === 'Chance that the mean month costs more than $8,000.00');
    expect(chance?.value).toBeGreaterThan(0);
    expect(chance?.value).toBeLessThan(1);
    for (const format of ['md', 'html', 'csv']) {
      // One after the other: each opens a host of its own.
      // oxlint-disable-next-line no-await-in-loop
      const { output } = await run('--format', format, '--budget', '8000');
      expect({ format, output }).toMatchObject({
        format,
        output: expect.stringContaining('mean month costs more than $8,000.00'),
      });
    }
    const without = await run('--format', 'md');
    expect(without.output).not.toContain('mean month costs more than');
  });

  it('states assumptions with their ranges, and prices with date and source', async () => {
    const report = documentOf(await run('--format', 'json')) as ReportJson;
    expect(report.sections.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['In short', 'What each lever changes', 'Month by month', 'Assumptions', 'Prices']),
    );
    const assumptions = table(report, 'assumptions').rows ?? [];
    expect(assumptions.length).toBeGreaterThan(5);
    expect(assumptions.some(({ range }) => String(range).includes('P5 to P95'))).toBe(true);
    for (const price of table(report, 'prices').rows ?? []) expect(String(price['source'])).toMatch(/\S+ \S+/);
    expect(report.origin[0]).toMatch(/^Made on 2026-11-28 with Burnrate test, engine /);
    expect(report.origin[1]).toContain('200 random samples');
  });

  it('is Markdown where no format is named, and the same each time', async () => {
    const [first, again] = [await run(), await run()];
    expect(first.errors).toBe('');
    expect(first.output).toMatch(/^# /);
    expect(first.output).toContain('| Month | Requests | Baseline | Optimized |');
    expect(again.output).toBe(first.output);
  });

  it('writes files, and says where', async () => {
    const html = await run('--format', 'html', '--out', 'plan.html');
    expect(html.output).toBe('Report written to plan.html.\n');
    expect(readFileSync(join(folder, 'plan.html'), 'utf8')).toMatch(/^<!doctype html>/);
    const csv = documentOf(await run('--format', 'csv', '--out', 'plan.csv', '--json'));
    expect(csv).toEqual({ format: 'csv', file: 'plan.csv' });
  });

  it('refuses what it cannot do in one sentence', async () => {
    const nowhere = await run('--format', 'md', '--out', join('no-such-folder', 'plan.md'));
    expect(nowhere.errors).toMatch(/^error file-not-written: /);
    const mixed = await run('--format', 'md', '--json');
    expect(mixed.errors).toMatch(/^error no-out: /);
    expect(mixed.failed).toBe(true);
  });
});
