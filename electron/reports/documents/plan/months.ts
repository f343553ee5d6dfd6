import { formatUsd } from '#shared/money.ts';
import { amount, usd, words } from '../cells.ts';
import type { Block, Section } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** The horizon, month by month. */
export function monthSection({ result }: PlanFacts): Section {
  const { months, summary, ranges } = result;
  const isUncertain = (ranges?.uncertainInputs.length ?? 0) > 0;
  const bands = new Map(isUncertain ? ranges?.months.map((range) => [range.month, range.optimizedUsd]) : []);
  const table: Block = {
    kind: 'table',
    id: 'months',
    title: 'USD by month',
    columns: [
      { key: 'month', title: 'Month' },
      { key: 'requests', title: 'Requests', isNumber: true },
      { key: 'baselineUsd', title: 'Baseline', isNumber: true },
      { key: 'optimizedUsd', title: 'Optimized', isNumber: true },
      ...(isUncertain
        ? [
            { key: 'optimizedP5Usd', title: 'P5', isNumber: true },
            { key: 'optimizedP95Usd', title: 'P95', isNumber: true },
          ]
        : []),
      { key: 'savingUsd', title: 'Saving', isNumber: true },
    ],
    rows: months.map(({ month, baseline, optimized }) => {
      const band = bands.get(month);
      return [
        words(month),
        amount(baseline.requests, 0),
        usd(baseline.usd),
        usd(optimized.usd),
        ...(isUncertain ? [usd(band?.p5), usd(band?.p95)] : []),
        usd(baseline.usd - optimized.usd),
      ];
    }),
    total: [
      words('Total'),
      amount(
        months.reduce((sum, { baseline }) => sum + baseline.requests, 0),
        0,
      ),
      usd(summary.baselineTotalUsd),
      usd(summary.optimizedTotalUsd),
      ...(isUncertain ? [words(''), words('')] : []),
      usd(summary.baselineTotalUsd - summary.optimizedTotalUsd),
    ],
  };
  return { title: 'Month by month', blocks: [...monthChart(result), table] };
}

function monthChart({ months }: PlanFacts['result']): readonly Block[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || months.length < 2) return [];
  return [
    {
      kind: 'chart',
      title: 'Cost by month, USD',
      sentence:
        `The baseline goes from ${formatUsd(first.baseline.usd)} in ${first.month} to ${formatUsd(last.baseline.usd)} in ${last.month}; ` +
        `optimized, from ${formatUsd(first.optimized.usd)} to ${formatUsd(last.optimized.usd)}.`,
      chart: {
        form: 'lines',
        labels: months.map(({ month }) => month),
        lines: [
          { name: 'Baseline', tone: 'baseline', usd: months.map(({ baseline }) => baseline.usd) },
          { name: 'Optimized', tone: 'optimized', usd: months.map(({ optimized }) => optimized.usd) },
        ],
      },
    },
  ];
}
