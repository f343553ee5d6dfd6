import { Stack, Table, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Band, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { useRanges, type RangesState } from '../store/use-ranges.ts';
import { BudgetOdds } from './budget-odds.tsx';
import { formatCount, formatCounted, formatPercent, formatUsd } from './format.ts';
import { LeverBands } from './lever-bands.tsx';
import { Section } from './section.tsx';

/** Room for the table of percentiles, so that nothing moves while the range is worked out. */
const percentilesHeight = 240;

/** How far the mean month may be off: percentiles of both sides and of the saving, levers and a budget, over sampled inputs. */
export function RangeCard({ result }: { readonly result: SimulationResult }): ReactNode {
  return <RangeOf state={useRanges(result)} steps={result.summary.steps.length} />;
}

/** Left alone while an input is dragged: the ranges are being worked out in every frame. */
const RangeOf = memo(function RangeOf({
  state,
  steps,
}: {
  readonly state: RangesState;
  /** Levers that are on. */
  readonly steps: number;
}): ReactNode {
  const ranges = state.step === 'ready' ? state.ranges : undefined;
  const isPoint = state.step === 'refining' ? state.wasPoint : ranges?.uncertainInputs.length === 0;
  return (
    <Section title="Range" description={<span className="two-lines">{describeRange(ranges)}</span>}>
      {!isPoint && (
        <Stack gap="sm" aria-busy={state.step === 'refining'}>
          <div style={{ minHeight: percentilesHeight }}>
            {ranges !== undefined && <PercentileTable ranges={ranges} />}
            {ranges?.meanNote !== undefined && (
              <Text size="xs" c="dimmed">
                {ranges.meanNote}
              </Text>
            )}
            {state.step === 'failed' && (
              <Text size="sm" role="alert">
                {state.error.message}
              </Text>
            )}
          </div>
          <BudgetOdds ranges={ranges} />
          <LeverBands levers={ranges?.levers} steps={steps} />
        </Stack>
      )}
    </Section>
  );
});

/** What the range stands on, in one sentence. */
export function describeRange(ranges: SimulationRanges | undefined): string {
  if (ranges === undefined) return 'Refining the range of the plan as it is now…';
  const inputs = ranges.uncertainInputs.length;
  if (inputs === 0) return 'Every input is a plain number, so the cost is a point: give an input a range to see one.';
  const saves =
    ranges.savingProbability === null
      ? ''
      : ` The levers save something in ${formatPercent(ranges.savingProbability)} of them.`;
  return `Mean month over ${formatCount(ranges.samples)} samples of ${formatCounted(inputs, 'uncertain input')}.${saves}`;
}

/** The rows: which figure of a band each shows, under what name, and what it says. */
const rows: readonly {
  readonly key: Exclude<keyof Band, 'standardError'>;
  readonly title: string;
  readonly meaning: string;
}[] = [
  { key: 'p5', title: 'P5', meaning: 'one outcome in twenty is lower' },
  { key: 'p25', title: 'P25', meaning: 'one in four is lower' },
  { key: 'p50', title: 'P50', meaning: 'half are lower, half higher' },
  { key: 'p75', title: 'P75', meaning: 'one in four is higher' },
  { key: 'p95', title: 'P95', meaning: 'one in twenty is higher' },
  {
    key: 'mean',
    title: 'Mean',
    meaning: 'the mean of all samples',
  },
];

function PercentileTable({ ranges }: { readonly ranges: SimulationRanges }): ReactNode {
  const { baselineUsd, optimizedUsd, savingUsd } = ranges.monthly;
  return (
    <Table aria-label="Range of the monthly cost">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th className="number-cell">Baseline</Table.Th>
          <Table.Th className="number-cell">Optimized</Table.Th>
          <Table.Th className="number-cell">Saving</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, title, meaning }) => (
          <Table.Tr key={key} fw={key === 'p50' ? 600 : 400}>
            <Table.Th scope="row" fw="inherit" title={meaning}>
              {title}
            </Table.Th>
            {[baselineUsd, optimizedUsd, savingUsd].map((band, side) => (
              // oxlint-disable-next-line react/no-array-index-key -- the sides have a fixed order
              <Table.Td key={side} className="number-cell">
                {formatUsd(band[key])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
