import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  examplePrice,
  exampleRecord,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
} from '../../ledger/sample-usage.ts';
import { exportAll, exportSource } from './export-source.ts';
import { readOpenMetrics } from './open-metrics-text.ts';

/** Two models of two projects, one of them without a price, and a budget that is half used. */
function exampleText(): string {
  const ledger = openTestLedger();
  importUsage(ledger, 'usage.csv', [
    [exampleRecord({ project: 'search' }), examplePrice(1_500_000_000)],
    [exampleRecord({ project: 'search', tokens: { cacheRead: 4000 } }), examplePrice(1_000_000_000)],
    [exampleRecord({ model: 'house-model', project: 'a "b"\\\nc', tokens: { input: 70 } }), unpriced],
  ]);
  const budgets = [{ name: 'All', period: 'month' as const, amountUsd: 5 }];
  return exportAll(exportSource(ledger, budgets), 'openmetrics').text;
}

const expected = `# TYPE burnrate_cost_usd counter
# UNIT burnrate_cost_usd usd
# HELP burnrate_cost_usd Cost of the recorded usage at its price cards, of what has a price.
burnrate_cost_usd_total{provider="openai",model="gpt-4o"} 2.5
# TYPE burnrate_project_cost_usd counter
# UNIT burnrate_project_cost_usd usd
# HELP burnrate_project_cost_usd Cost of the recorded usage by project; an empty project stands for usage that names none.
burnrate_project_cost_usd_total{project="search"} 2.5
# TYPE burnrate_usage_tokens counter
# UNIT burnrate_usage_tokens tokens
# HELP burnrate_usage_tokens Recorded tokens by kind; kinds are disjoint, so their sum is all tokens.
burnrate_usage_tokens_total{provider="openai",model="gpt-4o",kind="input"} 1000
burnrate_usage_tokens_total{provider="openai",model="gpt-4o",kind="cacheRead"} 4000
burnrate_usage_tokens_total{provider="openai",model="gpt-4o",kind="output"} 200
burnrate_usage_tokens_total{provider="openai",model="house-model",kind="input"} 70
# TYPE burnrate_unpriced_tokens counter
# UNIT burnrate_unpriced_tokens tokens
# HELP burnrate_unpriced_tokens Recorded tokens whose price is not known; their cost is in no other metric.
burnrate_unpriced_tokens_total{provider="openai",model="house-model"} 70
# TYPE burnrate_requests counter
# HELP burnrate_requests Recorded requests, as far as their source counts them.
burnrate_requests_total{provider="openai",model="gpt-4o"} 2
burnrate_requests_total{provider="openai",model="house-model"} 1
# TYPE burnrate_last_usage_timestamp_seconds gauge
# UNIT burnrate_last_usage_timestamp_seconds seconds
# HELP burnrate_last_usage_timestamp_seconds End of the last recorded usage, Unix time: how far the other metrics look.
burnrate_last_usage_timestamp_seconds 1709251200
# TYPE burnrate_budget_amount_usd gauge
# UNIT burnrate_budget_amount_usd usd
# HELP burnrate_budget_amount_usd What a budget allows in one period.
burnrate_budget_amount_usd{budget_id="1",budget="All",period="month",each=""} 5
# TYPE burnrate_budget_spent_usd gauge
# UNIT burnrate_budget_spent_usd usd
# HELP burnrate_budget_spent_usd What is spent of a budget in its present period; of a budget for each, by the dearest.
burnrate_budget_spent_usd{budget_id="1",budget="All",period="month",each=""} 2.5
# TYPE burnrate_budget_utilization_ratio gauge
# UNIT burnrate_budget_utilization_ratio ratio
# HELP burnrate_budget_utilization_ratio Spent part of a budget in its present period; 1 = used up.
burnrate_budget_utilization_ratio{budget_id="1",budget="All",period="month",each=""} 0.5
# EOF
`;

/** Debian's `prometheus` package, or the tool that a variable names. */
const promtool = process.env['BURNRATE_PROMTOOL'] ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).status === 0;

describe('OpenMetrics export', () => {
  it('has cost, tokens by kind, what has no price, and budgets, as sums made by hand', () => {
    expect(exampleText()).toBe(expected);
  });

  it('is OpenMetrics by the specification’s grammar, whatever names the ledger holds', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('a"b', 'c\\', 'd\ne', '\\n', '{x="y"} 1', '# EOF\n'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), name, (models, budget) => {
        const ledger = openTestLedger();
        const distinct = [...new Set(models)];
        importUsage(
          ledger,
          'usage.csv',
          distinct.map((model) => [exampleRecord({ model, project: model }), examplePrice(1)]),
        );
        const budgets = budget.trim() === '' ? [] : [budget, budget];
        const { text } = exportAll(
          exportSource(
            ledger,
            budgets.map((each) => ({ name: each, period: 'day', amountUsd: 1 })),
          ),
          'openmetrics',
        );
        const families = readOpenMetrics(text);
        const read = families.get('burnrate_cost_usd')?.samples.map(({ labels }) => labels['model'] ?? '') ?? [];
        expect(read.toSorted()).toEqual(distinct.toSorted());
        expect(families.get('burnrate_cost_usd')?.samples.every(({ value }) => value === 1e-9)).toBe(true);
        ledger.close();
      }),
      { numRuns: 40 },
    );
  });

  it('has a bounded number of series: beyond the 200 dearest, models are summed', () => {
    const ledger = openTestLedger();
    importUsage(
      ledger,
      'usage.csv',
      Array.from({ length: 500 }, (_, index) => [
        exampleRecord({ model: `model-${index}`, project: `project-${index}` }),
        examplePrice(1_000_000 * (500 - index)),
      ]),
    );
    const { text, notes } = exportAll(exportSource(ledger), 'openmetrics');
    const samples = readOpenMetrics(text).get('burnrate_cost_usd')?.samples ?? [];
    expect(samples).toHaveLength(200);
    // The 301 cheapest cost 1 to 301 thousandths of a dollar: 301 × 302 ÷ 2 = 45,451 thousandths.
    expect(samples.find(({ labels }) => labels['model'] === '(other)')?.value).toBe(45.451);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(125.25, 9);
    expect(notes).toEqual(['Beyond the 200 dearest, models and projects are summed as (other).']);
  });

  it('of nothing is an end', () => {
    expect(exportAll(exportSource(openTestLedger()), 'openmetrics').text).toBe('# EOF\n');
  });

  it.skipIf(!hasPromtool)('is read by Prometheus’ own OpenMetrics parser (skipped where there is no promtool)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'burnrate-promtool-'));
    try {
      // Prometheus fills its history only with samples that have a time.
      const timed = exampleText().replaceAll(/^(burnrate_.*)$/gm, `$1 ${marchMs / 1000}`);
      writeFileSync(join(folder, 'metrics.txt'), timed);
      const read = spawnSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', 'metrics.txt', 'data'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(read.stderr).toBe('');
      expect(read.status).toBe(0);
      expect(read.stdout).toContain('1709251200000');
      const broken = timed.replace('# UNIT burnrate_cost_usd usd', '# UNIT burnrate_cost_usd euros');
      writeFileSync(join(folder, 'broken.txt'), broken);
      const refused = spawnSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', 'broken.txt', 'data'], {
        cwd: folder,
      });
      expect(refused.status).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the Grafana dashboard', () => {
  const file = resolve(import.meta.dirname, '../../../../docs/grafana-dashboard.json');
  const expressions = [...readFileSync(file, 'utf8').matchAll(/"expr": "((?:[^"\\]|\\.)*)"/g)].map(
    ([, text = '']) => text,
  );

  it('asks for exported metrics alone, and for every one of them', () => {
    const exported = new Set(
      [...readOpenMetrics(expected).values()].flatMap(({ samples }) => samples.map(({ name }) => name)),
    );
    const asked = new Set(expressions.flatMap((text) => text.match(/burnrate_[a-z_]+/g) ?? []));
    expect([...asked].toSorted()).toEqual([...exported].toSorted());
  });

  it('groups by labels that the metrics have', () => {
    const labels = new Map(
      [...readOpenMetrics(expected).values()].flatMap(({ samples }) =>
        samples.map(({ name, labels: given }) => [name, Object.keys(given)] as const),
      ),
    );
    for (const text of expressions) {
      const [metric = ''] = text.match(/burnrate_[a-z_]+/) ?? [];
      for (const [, keys = ''] of text.matchAll(/by \(([^)]*)\)/g)) {
        for (const key of keys.split(',').map((part) => part.trim())) expect(labels.get(metric)).toContain(key);
      }
    }
  });

  it('is a dashboard whose panels have titles, a source and a place of their own', () => {
    const dashboard = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly title: string;
      readonly panels: readonly {
        readonly id: number;
        readonly title: string;
        readonly description: string;
        readonly datasource: { readonly uid: string };
        readonly gridPos: { readonly x: number; readonly w: number };
      }[];
    };
    expect(dashboard.title).toBe('Burnrate');
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    for (const { title, description, datasource, gridPos } of dashboard.panels) {
      expect(title).not.toBe('');
      expect(description).not.toBe('');
      expect(datasource.uid).toBe('${datasource}');
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    }
  });
});
