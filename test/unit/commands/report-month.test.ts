import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '#ledger';
import { budgetSchema } from '#shared/domain/budget.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { msPerDay } from '#shared/time.ts';
import { registerReport } from '../../../electron/commands/report.ts';
import { exampleCard } from '../ledger/example-usage.ts';
import { examplePrice, exampleRecord, exampleSource, unpriced, valueOf } from '../ledger/sample-usage.ts';
import { documentOf, runCommand, type Outcome } from './command-runner.ts';

const februaryMs = Date.UTC(2026, 1, 1);
const marchMs = Date.UTC(2026, 2, 1);

let folder: string;
let ledgerFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnrate-month-report-'));
  ledgerFile = join(folder, 'usage.ledger');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(nowMs: number, ...parameters: string[]): Promise<Outcome> {
  return runCommand([registerReport], { folder, ledgerFile, nowMs }, ['report', ...parameters]);
}

function request(startMs: number, more: Partial<UsageRecord> = {}): UsageRecord {
  return exampleRecord({ startMs, tokens: { input: 400_000 }, ...more });
}

/**
 * 400,000 tokens at $2.50 a million are $1. February: 10 requests = $10, on its first ten days. March: 15 in project search
 * and 5 without a project = $20, one a day from the first on; and a model without a price.
 */
function fillLedger(): void {
  const ledger = valueOf(openLedger({ file: ledgerFile, now: () => marchMs }));
  const writer = ledger.beginImport(exampleSource('usage.csv'));
  writer.keepCard(exampleCard('v1'));
  for (let day = 0; day < 10; day++) {
    writer.append(request(februaryMs + day * msPerDay, { project: 'search' }), examplePrice(1_000_000_000));
  }
  for (let day = 0; day < 20; day++) {
    const project = day < 15 ? { project: 'search' } : {};
    writer.append(request(marchMs + day * msPerDay, project), examplePrice(1_000_000_000));
  }
  writer.append(request(marchMs, { model: 'house-model', tokens: { input: 77 } }), unpriced);
  writer.commit({ rowsRead: 31, rejected: 0, residualNanoUsd: null });
  const budget = budgetSchema.parse({ name: 'All', period: 'month', amountUsd: 16 });
  valueOf(ledger.tracking.addBudget(JSON.stringify(budget), februaryMs));
  ledger.close();
}

interface Block {
  readonly kind: string;
  readonly id?: string;
  readonly text?: string;
  readonly isWarning?: boolean;
  readonly rows?: readonly Readonly<Record<string, number | string | null>>[];
  readonly total?: Readonly<Record<string, number | string | null>>;
  readonly facts?: readonly { readonly label: string; readonly value: number | string | null }[];
}
interface ReportJson {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

function blocks({ sections }: ReportJson): readonly Block[] {
  return sections.flatMap((section) => section.blocks);
}

function table(report: ReportJson, id: string): Block {
  const found = blocks(report).find((block) => block.id === id);
  if (found === undefined) throw new Error(`There is no table ${id}.`);
  return found;
}

describe('burnrate report --month', () => {
  it('says what a month cost, against the one before, with sums made by hand', async () => {
    fillLedger();
    const report = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', 'json')) as ReportJson;
    expect(report.title).toBe('AI spending in March 2026');
    expect(blocks(report)[0]?.text).toBe('March 2026 cost $20.00, $10.00 (100.0 %) more than the month before.');
    const facts = blocks(report).find(({ kind }) => kind === 'facts')?.facts ?? [];
    expect(facts.find(({ label }) => label === 'Spent, USD')?.value).toBe(20);
    expect(facts.find(({ label }) => label === 'Requests')?.value).toBe(21);
    expect(blocks(report).find(({ isWarning }) => isWarning === true)?.text).toContain('77 tokens');
  });

  it('splits the change into drivers that sum to it: twice the requests at the same price are volume', async () => {
    fillLedger();
    const report = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', 'json')) as ReportJson;
    const drivers = Object.fromEntries(
      (table(report, 'change').rows ?? []).map(({ driver, usd }) => [String(driver), Number(usd)]),
    );
    const sum = Object.values(drivers).reduce((total, usd) => total + usd, 0);
    expect(sum).toBeCloseTo(10, 9);
    expect(table(report, 'change').total?.['usd']).toBe(10);
    expect(drivers['Volume']).toBeCloseTo(10, 9);
    expect(drivers['Price']).toBeCloseTo(0, 9);
  });

  it('breaks the month down by day, model and project, and shows what budgets stood at', async () => {
    fillLedger();
    const report = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', 'json')) as ReportJson;
    expect(table(report, 'days').rows).toHaveLength(20);
    expect(table(report, 'cost-by-project').rows).toEqual([
      { name: 'search', requests: 15, tokens: 6_000_000, usd: 15, share: 0.75 },
      { name: 'no project', requests: 6, tokens: 2_000_077, usd: 5, share: 0.25 },
    ]);
    const models = table(report, 'cost-by-model').rows ?? [];
    expect(models.find(({ name }) => name === 'house-model')?.['usd']).toBeNull();
    expect(table(report, 'budgets').rows).toEqual([
      { budget: 'All', period: 'month', from: '2026-03-01', spentUsd: 20, amountUsd: 16, used: 1.25, over: 'yes' },
    ]);
  });

  it('says where a month that is not over ends, and nothing of the kind of one that is', async () => {
    fillLedger();
    const endOf = (report: ReportJson): unknown =>
      blocks(report)
        .find(({ kind }) => kind === 'facts')
        ?.facts?.find(({ label }) => label.startsWith('Month end'));
    const during = marchMs + 19.5 * msPerDay;
    const present = documentOf(await run(during, '--month', '2026-03', '--format', 'json')) as ReportJson;
    expect(endOf(present)).toMatchObject({ value: expect.any(Number) as number });
    const past = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-02', '--format', 'json')) as ReportJson;
    expect(endOf(past)).toBeUndefined();
    expect(past.sections.map(({ title }) => title)).not.toContain('Days out of line');
    expect(past.sections.map(({ title }) => title)).not.toContain('Why it changed');
  });

  it('lists the days that are out of line, with what explains them, and none of another month', async () => {
    const ledger = valueOf(openLedger({ file: ledgerFile, now: () => marchMs }));
    const writer = ledger.beginImport(exampleSource('usage.csv'));
    writer.keepCard(exampleCard('v1'));
    // Fifty days from 1 February at $20; $100 more on 10 February and on 12 March, which is search's.
    for (let day = 0; day < 50; day++) {
      const span = { startMs: februaryMs + day * msPerDay, endMs: februaryMs + (day + 1) * msPerDay };
      writer.append(request(februaryMs, { ...span, project: 'chat' }), examplePrice(20_000_000_000));
      if (day === 9 || day === 39) {
        writer.append(request(februaryMs, { ...span, project: 'search' }), examplePrice(100_000_000_000));
      }
    }
    writer.commit({ rowsRead: 52, rejected: 0, residualNanoUsd: null });
    ledger.close();
    const report = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', 'json')) as ReportJson;
    const rows = table(report, 'anomalies').rows ?? [];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ day: '2026-03-12', actualUsd: 120 });
    expect(rows[0]?.['expectedUsd']).toBeCloseTo(20, 6);
    expect(rows[0]?.['impactUsd']).toBeCloseTo(100, 6);
    expect(rows[0]?.['causes']).toContain('project search (100.0 %)');
    const html = await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', 'html');
    expect(html.output).toContain('Days out of line');
  });

  it('counts days in the time zone asked for', async () => {
    fillLedger();
    const zone = ['--time-zone', 'America/New_York', '--format', 'json'];
    const report = documentOf(await run(Date.UTC(2026, 3, 5), '--month', '2026-03', ...zone)) as ReportJson;
    // Midnight in UTC is the evening before in New York: the first request of March is February's there.
    expect(table(report, 'days').rows?.[0]).toEqual({ day: '2026-03-01', usd: 1 });
    expect(table(report, 'days').rows).toHaveLength(19);
  });

  it('parts an hour at midnight where midnight is not on a whole hour of UTC', async () => {
    const ledger = valueOf(openLedger({ file: ledgerFile, now: () => marchMs }));
    const writer = ledger.beginImport(exampleSource('usage.csv'));
    writer.keepCard(exampleCard('v1'));
    // 1 March begins in India at 18:30 UTC of 28 February.
    writer.append(request(Date.UTC(2026, 1, 28, 18, 15)), examplePrice(1_000_000_000));
    writer.append(request(Date.UTC(2026, 1, 28, 18, 45)), examplePrice(2_000_000_000));
    writer.commit({ rowsRead: 2, rejected: 0, residualNanoUsd: null });
    ledger.close();
    const daysOf = async (month: string) => {
      const parameters = ['--month', month, '--time-zone', 'Asia/Kolkata', '--format', 'json'];
      return table(documentOf(await run(Date.UTC(2026, 3, 5), ...parameters)) as ReportJson, 'days').rows;
    };
    expect(await daysOf('2026-02')).toEqual([{ day: '2026-02-28', usd: 1 }]);
    expect(await daysOf('2026-03')).toEqual([{ day: '2026-03-01', usd: 2 }]);
  });

  it('is a file in every format, and refuses a month without usage', async () => {
    fillLedger();
    for (const format of ['md', 'html', 'csv', 'pdf']) {
      const outcome = await run(Date.UTC(2026, 3, 5), '--month', '2026-03', '--format', format, '--out', `m.${format}`);
      expect(outcome.output).toBe(`Report written to m.${format}.\n`);
      expect(readFileSync(join(folder, `m.${format}`)).length).toBeGreaterThan(500);
    }
    const refused = await run(Date.UTC(2026, 3, 5), '--month', '2025-01');
    expect(refused.errors).toBe(
      'error no-usage: The ledger holds no usage of 2025-01. Choose a month that has usage, or import some.\n',
    );
    expect(refused.failed).toBe(true);
  });

  it('takes a scenario or a month, and not both', async () => {
    await expect(run(marchMs, 'plan.json', '--month', '2026-03')).rejects.toThrow(
      'Name either a scenario file or a month',
    );
    await expect(run(marchMs)).rejects.toThrow('Name either a scenario file or a month');
    await expect(run(marchMs, '--month', 'March')).rejects.toThrow('It must be a month such as 2026-10.');
  });
});
