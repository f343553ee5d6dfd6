import { Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { PlanComparison } from '#shared/domain/plan-comparison.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { chartBehaviour, placeAxis, valueAxis } from '../../charts/chart-options.ts';
import { BarChart } from '../../charts/lazy-chart.tsx';
import type { ChartPalette } from '../../charts/palette.ts';
import { wrapLabel } from '../../charts/wrap-label.ts';
import { formatUsd } from '../../ui/format.ts';
import type { ComparedPlans } from './compared-plans.ts';
import { planSentence } from './plan-sentence.ts';

/** Height of a plan's two bars, and of the axis, px. */
const planHeight = 46;
const axisHeight = 34;

/** What each plan costs, all levers off and applied, as bars or as a table. */
export function PlanCosts({ ids, comparison }: ComparedPlans): ReactNode {
  const { scenarios } = comparison;
  const dataOf = useCallback((palette: ChartPalette) => dataOfPlans(scenarios, palette), [scenarios]);
  const sentence = planSentence(comparison);
  return (
    <ChartFrame
      title="Cost a month"
      sentence={`${sentence} Upper bar: all levers off. Lower bar: levers applied.`}
      chart={
        <BarChart
          sentence={sentence}
          height={scenarios.length * planHeight + axisHeight}
          dataOf={dataOf}
          optionsOf={optionsOf}
        />
      }
      table={<CostTable ids={ids} scenarios={scenarios} />}
    />
  );
}

function dataOfPlans(scenarios: PlanComparison['scenarios'], palette: ChartPalette): ChartData<'bar'> {
  const bar = { borderRadius: 3, minBarLength: 2, maxBarThickness: 16, categoryPercentage: 0.8 };
  return {
    labels: scenarios.map(({ name }) => wrapLabel(name, 26, 2)),
    datasets: [
      {
        ...bar,
        label: 'All levers off',
        data: scenarios.map(({ baselineMonthlyUsd }) => baselineMonthlyUsd),
        backgroundColor: palette.baseline,
      },
      {
        ...bar,
        label: 'Levers applied',
        data: scenarios.map(({ monthlyUsd }) => monthlyUsd),
        backgroundColor: palette.optimized,
      },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...chartBehaviour,
    indexAxis: 'y',
    interaction: { ...chartBehaviour.interaction, axis: 'y' },
    plugins: {
      tooltip: {
        callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatUsd(parsed.x ?? 0)} a month` },
      },
    },
    scales: {
      x: { ...valueAxis(palette, { maxTicksLimit: 6 }), border: { display: true } },
      y: placeAxis(palette, { ticks: { autoSkip: false } }),
    },
  };
}

function CostTable(props: {
  readonly ids: readonly string[];
  readonly scenarios: PlanComparison['scenarios'];
}): ReactNode {
  const { ids, scenarios } = props;
  return (
    <div className="table-scroll">
      <Table aria-label="Cost of each plan">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Plan</Table.Th>
            <Table.Th className="number-cell">All levers off</Table.Th>
            <Table.Th className="number-cell">Levers applied</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {scenarios.map(({ name, baselineMonthlyUsd, monthlyUsd }, index) => (
            <Table.Tr key={ids[index]}>
              <Table.Td>{name}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(baselineMonthlyUsd)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(monthlyUsd)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
