import { Table, Text } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { Band, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { Result } from '#shared/result.ts';
import { useApp } from '../store/use-app.ts';
import { formatCount, formatCounted, formatPercent, formatUsd } from './format.ts';
import { Section } from './section.tsx';

/** Room for the table, so that nothing moves while the range is worked out. */
const bodyHeight = 132;

/** How far the mean month may be off: P5, P50 and P95 of both sides and of the saving, over sampled inputs. */
export function RangeCard({ result }: { readonly result: SimulationResult }): ReactNode {
  const analysed = useApp((state) => state.ranges);
  return <RangeSection current={analysed?.of === result ? analysed.answer : undefined} />;
}

/** Left alone in a drag: from its first frame on the range is being worked out. */
const RangeSection = memo(function RangeSection(props: {
  readonly current: Result<{ readonly ranges: SimulationRanges }> | undefined;
}): ReactNode {
  const { current } = props;
  return (
    <Section title="Range" description={describeRange(current?.ok === true ? current.value.ranges : undefined)}>
      <div style={{ minHeight: bodyHeight }} aria-busy={current === undefined}>
        {current?.ok === true && <RangeTable ranges={current.value.ranges} />}
        {current?.ok === false && (
          <Text size="sm" role="alert">
            {current.error.message}
          </Text>
        )}
      </div>
    </Section>
  );
});

/** What the range stands on, in one sentence. */
export function describeRange(ranges: SimulationRanges | undefined): string {
  if (ranges === undefined) return 'Working the range out…';
  const inputs = ranges.uncertainInputs.length;
  if (inputs === 0) return 'Every input is a plain number, so the cost is a point: give an input a range to see one.';
  const saves =
    ranges.savingProbability === null
      ? ''
      : ` The levers save something in ${formatPercent(ranges.savingProbability)} of them.`;
  return `USD per month over ${formatCount(ranges.samples)} samples of ${formatCounted(inputs, 'uncertain input')}.${saves}`;
}

function RangeTable({ ranges }: { readonly ranges: SimulationRanges }): ReactNode {
  const { baselineUsd, optimizedUsd, savingUsd } = ranges.monthly;
  if (ranges.uncertainInputs.length === 0) return null;
  return (
    <Table aria-label="Range of the monthly cost">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th className="number-cell" title="One outcome in twenty is below this">
            P5
          </Table.Th>
          <Table.Th className="number-cell" title="Half of the outcomes are below this">
            P50
          </Table.Th>
          <Table.Th className="number-cell" title="One outcome in twenty is above this">
            P95
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <BandRow name="Baseline" band={baselineUsd} />
        <BandRow name="Optimized" band={optimizedUsd} />
        <BandRow name="Saving" band={savingUsd} />
      </Table.Tbody>
    </Table>
  );
}

function BandRow({ name, band }: { readonly name: string; readonly band: Band }): ReactNode {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {name}
      </Table.Th>
      <Table.Td className="number-cell">{formatUsd(band.p5)}</Table.Td>
      <Table.Td className="number-cell">{formatUsd(band.p50)}</Table.Td>
      <Table.Td className="number-cell">{formatUsd(band.p95)}</Table.Td>
    </Table.Tr>
  );
}
