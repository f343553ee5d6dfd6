import { Group, Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Expression } from '#shared/domain/expression.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { monthLabel } from '../../store/period-view.ts';
import { Change } from '../../ui/amount.tsx';
import { Figure } from '../../ui/figure.tsx';
import { formatCompact, formatUsd } from '../../ui/format.ts';

/** Sums over the whole horizon. */
export function HorizonCard({ result }: { readonly result: SimulationResult }): ReactNode {
  const { months, summary } = result;
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return null;
  const span = months.length === 1 ? monthLabel(first.month) : `${monthLabel(first.month)} – ${monthLabel(last.month)}`;
  const requests = months.reduce((sum, { baseline }) => sum + baseline.requests, 0);
  const baseline = totalOf(
    'Baseline, whole horizon',
    months.map((month) => month.baseline.expression),
    summary.baselineTotalUsd,
  );
  const optimized = totalOf(
    'Optimized, whole horizon',
    months.map((month) => month.optimized.expression),
    summary.optimizedTotalUsd,
  );
  return (
    <Paper component="section" aria-label="Whole horizon" h="100%">
      <Text size="xs" c="dimmed" mb={4}>
        Whole horizon · {span}
      </Text>
      <Group gap="xl" align="flex-end">
        <Term name="Baseline">
          <Figure expression={baseline} label={baseline.label}>
            {formatUsd(baseline.value)}
          </Figure>
        </Term>
        <Term name="Optimized">
          <Figure expression={optimized} label={optimized.label}>
            {formatUsd(optimized.value)}
          </Figure>
        </Term>
        <Term name="Difference">
          <Change usd={optimized.value - baseline.value} />
        </Term>
        <Term name="Requests">{formatCompact(requests)}</Term>
      </Group>
      <Text size="xs" c="dimmed" mt="sm">
        Closed form ({result.engineVersion}) with {result.priceVersions.length}{' '}
        {result.priceVersions.length === 1 ? 'price card' : 'price cards'}. Click any figure to see how it is computed.
      </Text>
    </Paper>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="div" fz={18} fw={600}>
        {children}
      </Text>
    </div>
  );
}

function totalOf(label: string, operands: readonly Expression[], value: number): Expression {
  return { operation: 'sum', label, unit: 'USD', value, operands };
}
