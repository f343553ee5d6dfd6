import { Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { MonthVariance, PlanVariance } from '#shared/domain/plan-variance.ts';
import { VarianceWaterfall } from '../../charts/variance-waterfall.tsx';
import { monthLabel } from '../../store/period-view.ts';
import { Change } from '../../ui/amount.tsx';
import { formatCompact, formatCount, formatPercent, formatPercentChange, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** The months of a plan that have begun, and one of them in full. */
export function VarianceCard({ variance }: { readonly variance: PlanVariance }): ReactNode {
  const { months, notes, entry } = variance;
  const [chosen, setChosen] = useState<string | null>(null);
  const month = months.find((candidate) => candidate.month === chosen) ?? months.at(-1);
  if (month === undefined) {
    return (
      <Section title={entry.name} description={`From ${monthLabel(entry.startMonth)} on.`}>
        {notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
      </Section>
    );
  }
  return (
    <>
      <MonthTable months={months} />
      {months.length > 1 && (
        <Select
          label="Month"
          w={200}
          allowDeselect={false}
          data={months.map((candidate) => ({ value: candidate.month, label: monthLabel(candidate.month) }))}
          value={month.month}
          onChange={setChosen}
        />
      )}
      <VarianceWaterfall month={month} height={280} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        <ModelTable month={month} />
        <Section title="How it was compared">
          <Stack gap={4}>
            <Text size="sm">
              {formatCount(Math.round(month.actualCalls))} calls of models, {formatCount(Math.round(month.planCalls))}{' '}
              planned.
            </Text>
            {[...month.notes, ...notes].map((note) => (
              <Text key={note} size="sm">
                {note}
              </Text>
            ))}
            {month.fixedUsd > 0 && <Text size="sm">Fixed costs as planned: {formatUsd(month.fixedUsd)}.</Text>}
            {month.unpricedTokens > 0 && (
              <Text size="sm">
                {formatCount(month.unpricedTokens)} tokens have no price; they may have cost{' '}
                {formatUsd(month.unpricedEstimateUsd)}.
              </Text>
            )}
          </Stack>
        </Section>
      </SimpleGrid>
    </>
  );
}

function MonthTable({ months }: { readonly months: readonly MonthVariance[] }): ReactNode {
  return (
    <Section title="Month by month" description="Tokens and fees; fixed costs are in neither amount.">
      <div className="table-scroll">
        <Table aria-label="Plan and actual by month">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Month</Table.Th>
              <Table.Th className="number-cell">Planned</Table.Th>
              <Table.Th className="number-cell">Actual</Table.Th>
              <Table.Th className="number-cell">Difference</Table.Th>
              <Table.Th className="number-cell">In percent</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.map(({ month, recordedShare, planUsd, actualUsd }) => (
              <Table.Tr key={month}>
                <Table.Td>
                  {monthLabel(month)}
                  {recordedShare < 1 && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      {formatPercent(recordedShare)} of it
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="number-cell">{formatUsd(planUsd)}</Table.Td>
                <Table.Td className="number-cell">{formatUsd(actualUsd)}</Table.Td>
                <Table.Td className="number-cell">
                  <Change usd={actualUsd - planUsd} />
                </Table.Td>
                <Table.Td className="number-cell">
                  {planUsd === 0 ? '' : formatPercentChange((actualUsd - planUsd) / planUsd)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

/** Models listed, the largest differences first. */
const listed = 8;

function ModelTable({ month }: { readonly month: MonthVariance }): ReactNode {
  const { models } = month;
  return (
    <Section title="By model" description="The largest differences first; tokens without a price are in no amount.">
      <div className="table-scroll">
        <Table aria-label="Plan and actual by model">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model</Table.Th>
              <Table.Th className="number-cell">Tokens planned</Table.Th>
              <Table.Th className="number-cell">Actual</Table.Th>
              <Table.Th className="number-cell">Planned</Table.Th>
              <Table.Th className="number-cell">Actual</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {models
              .slice(0, listed)
              .map(({ modelId, planUsd, actualUsd, planTokens, actualTokens, unpricedTokens }) => (
                <Table.Tr key={modelId}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{modelId}</Table.Td>
                  <Table.Td className="number-cell">{formatCompact(planTokens)}</Table.Td>
                  <Table.Td className="number-cell">{formatCompact(actualTokens)}</Table.Td>
                  <Table.Td className="number-cell">{formatUsd(planUsd)}</Table.Td>
                  <Table.Td className="number-cell">
                    {unpricedTokens > 0 && unpricedTokens >= actualTokens ? 'unknown' : formatUsd(actualUsd)}
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
      {models.length > listed && (
        <Text size="sm" c="dimmed" mt="xs">
          {models.length - listed} more.
        </Text>
      )}
    </Section>
  );
}
