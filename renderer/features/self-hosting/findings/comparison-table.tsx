import { List, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetComparison, Standing } from '#shared/domain/self-hosting.ts';
import {
  formatCompact,
  formatCount,
  formatCounted,
  formatPercent,
  formatUsd,
  formatUsdBrief,
} from '../../../ui/format.ts';
import { Section } from '../../../ui/section.tsx';

/** The fleet against every API: a month, where they break even, when it is earned back, and what the years are worth. */
export function ComparisonTable(props: {
  readonly comparisons: readonly FleetComparison[];
  readonly years: number;
}): ReactNode {
  const { comparisons, years } = props;
  const [first] = comparisons;
  if (first === undefined) return null;
  return (
    <Section
      title="Against each API"
      description="At today’s prices and your own traffic, unless a column says otherwise."
    >
      <Stack gap="sm">
        <div className="table-scroll">
          <Table aria-label="The fleet against each API" horizontalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>API</Table.Th>
                <Table.Th className="number-cell">API a month</Table.Th>
                <Table.Th className="number-cell">Fleet a month</Table.Th>
                <Table.Th className="number-cell">Break-even a day</Table.Th>
                <Table.Th className="number-cell">Earned back</Table.Th>
                <Table.Th className="number-cell">{`NPV, ${formatCounted(years, 'year')}`}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {comparisons.map((comparison) => (
                <ComparisonRow key={comparison.name} comparison={comparison} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
        <YearsTable comparisons={comparisons} />
        <ReadingNotes first={first} />
      </Stack>
    </Section>
  );
}

function ComparisonRow({ comparison }: { readonly comparison: FleetComparison }): ReactNode {
  const { name, atDemand, atCapacity, breakEven, netPresentUsd, bands } = comparison;
  return (
    <Table.Tr>
      <Table.Td miw={96} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Table.Td>
      <Table.Td className="number-cell">{formatUsd(atDemand.apiUsd)}</Table.Td>
      <Table.Td className="number-cell">
        {formatUsd(atDemand.fleetUsd)}
        {atDemand.costRatio !== null && <Small>{`${atDemand.costRatio.toFixed(2)} × the API`}</Small>}
      </Table.Td>
      <Table.Td className="number-cell">
        {breakEven === null ? (
          'never'
        ) : (
          <>
            {`${formatCount(Math.round(breakEven.requestsPerDay))} requests`}
            <Small>{`${formatCompact(breakEven.tokensPerMonth)} tokens a month`}</Small>
          </>
        )}
      </Table.Td>
      <Table.Td className="number-cell">
        {paybackText(atDemand)}
        {atDemand.capexUsd > 0 && <Small>{`${paybackText(atCapacity)} at full load`}</Small>}
      </Table.Td>
      <Table.Td className="number-cell">
        {formatUsd(netPresentUsd)}
        <Small>{`${formatUsdBrief(bands.netPresentUsd.p5)} to ${formatUsdBrief(bands.netPresentUsd.p95)}`}</Small>
        <Small>{`cheaper in ${formatPercent(bands.winningShare)}`}</Small>
      </Table.Td>
    </Table.Tr>
  );
}

function Small({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Text span display="block" size="xs" c="dimmed">
      {children}
    </Text>
  );
}

function paybackText({ capexUsd, paybackMonths }: Standing): string {
  if (capexUsd === 0) return 'no outlay';
  return paybackMonths === null ? 'never' : `${paybackMonths.toFixed(1)} months`;
}

/** Money paid until the end of each year, either way, for every API. */
function YearsTable({ comparisons }: { readonly comparisons: readonly FleetComparison[] }): ReactNode {
  const years = comparisons[0]?.years ?? [];
  return (
    <div className="table-scroll">
      <Table aria-label="Paid in all after one to five years">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Paid in all, likely outlook</Table.Th>
            {years.map(({ year }) => (
              <Table.Th key={year} className="number-cell">
                {formatCounted(year, 'year')}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {paidRows(comparisons).map(({ name, usd }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              {usd.map((paid, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the index is the year
                <Table.Td key={index} className="number-cell">
                  {formatUsd(paid)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** One row for each API, and one for the fleet, or several where its cost differs with the API that answers the rest. */
function paidRows(
  comparisons: readonly FleetComparison[],
): readonly { readonly name: string; readonly usd: readonly number[] }[] {
  const fleets = comparisons.map(({ name, years }) => ({
    name: `Fleet, the rest on ${name.replace(/^The /, 'the ')}`,
    usd: years.map(({ fleetUsd }) => fleetUsd),
  }));
  const [first] = fleets;
  const areAlike = fleets.every(({ usd }) => usd.every((paid, index) => paid === first?.usd[index]));
  return [
    ...(areAlike && first !== undefined ? [{ ...first, name: 'Fleet' }] : fleets),
    ...comparisons.map(({ name, years }) => ({ name, usd: years.map(({ apiUsd }) => apiUsd) })),
  ];
}

/** What the columns are, and what they are often mistaken for. */
function ReadingNotes({ first }: { readonly first: FleetComparison }): ReactNode {
  const { atDemand, breakEven, name } = first;
  const { costRatio, fleetUsd, apiUsd, capexUsd } = atDemand;
  return (
    <List size="xs" spacing={2} c="dimmed">
      {costRatio !== null && (
        <List.Item>
          {`Fleet ÷ API is a ratio, not a time: ${formatUsd(fleetUsd)} ÷ ${formatUsd(apiUsd)} = ${costRatio.toFixed(2)}. Some guides print this quotient as “months to break even”. `}
          {breakEven === null
            ? `Against ${name.replace(/^The /, 'the ')} there is no volume at which both cost the same.`
            : `What decides is the volume: ${formatCount(Math.round(breakEven.requestsPerDay))} requests a day cost the same either way.`}
        </List.Item>
      )}
      <List.Item>
        {capexUsd === 0
          ? 'Nothing is paid up front, so there is nothing to earn back: the month decides.'
          : `Earned back: ${formatUsd(capexUsd)} up front ÷ what the API costs more a month than running the fleet. “At full load” takes every replica busy at every open hour, as published tables do; your traffic is the line above it.`}
      </List.Item>
      <List.Item>
        NPV: what the fleet saves over the years in today’s money, resale included; below it P5 to P95 of{' '}
        {first.bands.samples} sampled outlooks of growth, API prices and GPU prices, and the share of them in which the
        fleet costs less in all.
      </List.Item>
    </List>
  );
}
