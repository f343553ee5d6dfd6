import { Table, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { varianceDriverLabels, type MonthVariance } from '#shared/domain/plan-variance.ts';
import { monthLabel } from '../store/period-view.ts';
import { Change } from '../ui/amount.tsx';
import { formatPercentChange, formatUsd, formatUsdChange } from '../ui/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';
import type { WaterfallBar } from './waterfall-model.ts';

/** Plan → each driver → actual of a month, as bars or as a table. */
export function VarianceWaterfall(props: { readonly month: MonthVariance; readonly height: number }): ReactNode {
  const { month, height } = props;
  const bars = useMemo(() => varianceBars(month), [month]);
  const sentence = varianceSentence(month);
  return (
    <ChartFrame
      title="Why it differs"
      sentence={sentence}
      chart={<WaterfallChart bars={bars} sentence={sentence} height={height} />}
      table={<DriverTable month={month} />}
    />
  );
}

/** Plan, a bar for each driver that moved the cost, actual. */
function varianceBars({ planUsd, actualUsd, drivers }: MonthVariance): readonly WaterfallBar[] {
  const bars: WaterfallBar[] = [{ label: 'Plan', tone: 'baseline', startUsd: 0, endUsd: planUsd }];
  let reached = planUsd;
  for (const { driver, usd } of drivers) {
    if (usd === 0) continue;
    bars.push({
      label: varianceDriverLabels[driver].label,
      tone: usd < 0 ? 'saving' : 'increase',
      startUsd: reached,
      endUsd: reached + usd,
    });
    reached += usd;
  }
  return [...bars, { label: 'Actual', tone: 'optimized', startUsd: 0, endUsd: actualUsd }];
}

/** The month in one sentence: how far off, and what moved it most. */
function varianceSentence({ month, planUsd, actualUsd, drivers }: MonthVariance): string {
  const delta = actualUsd - planUsd;
  const share = planUsd === 0 ? '' : ` (${formatPercentChange(delta / planUsd)})`;
  const most = [...drivers].sort((left, right) => Math.abs(right.usd) - Math.abs(left.usd))[0];
  const lead =
    most === undefined || most.usd === 0
      ? ''
      : `; most is ${varianceDriverLabels[most.driver].label.toLowerCase()} (${formatUsdChange(most.usd)})`;
  return `${monthLabel(month)}: ${formatUsd(actualUsd)} against ${formatUsd(planUsd)} planned, ${formatUsdChange(delta)}${share}${lead}.`;
}

function DriverTable({ month }: { readonly month: MonthVariance }): ReactNode {
  const { planUsd, actualUsd, drivers } = month;
  return (
    <Table aria-label={`Why ${monthLabel(month.month)} differs`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Driver</Table.Th>
          <Table.Th className="number-cell">Change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          <Table.Td>Plan</Table.Td>
          <Table.Td className="number-cell">{formatUsd(planUsd)}</Table.Td>
        </Table.Tr>
        {drivers.map(({ driver, usd }) => (
          <Table.Tr key={driver}>
            <Table.Td>
              {varianceDriverLabels[driver].label}
              <Text size="xs" c="dimmed">
                {varianceDriverLabels[driver].help}
              </Text>
            </Table.Td>
            <Table.Td className="number-cell">
              <Change usd={usd} />
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={600}>
          <Table.Td>Actual</Table.Td>
          <Table.Td className="number-cell">{formatUsd(actualUsd)}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
