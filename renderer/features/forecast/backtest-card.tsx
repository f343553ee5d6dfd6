import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BacktestMeasures, SpendForecast } from '#shared/domain/forecast.ts';
import { Section } from '../../ui/section.tsx';
import { percentOrUnknown } from './percent-or-unknown.ts';

/** The method, why it was chosen, and how well it would have done in the past. */
export function BacktestCard({ forecast }: { readonly forecast: SpendForecast }): ReactNode {
  const { model, reason, backtest, candidates } = forecast;
  return (
    <Section title={`Method: ${model.name}`} description={`${model.description} ${reason}`}>
      {backtest === null ? (
        <Text size="sm">
          No backtest: there are {forecast.observations} days, too few to forecast from one part and judge on the other.
        </Text>
      ) : (
        <>
          <Text size="sm" mb="xs">
            {backtest.windows} forecasts were made from the past as it was known then, {backtest.horizon} days ahead,
            and compared with what came.
          </Text>
          <MeasureTable overall={backtest.overall} />
        </>
      )}
      {candidates.length > 0 && (
        <details>
          <summary>
            <Text span size="sm">
              All {candidates.length} models that were tried
            </Text>
          </summary>
          <Table aria-label="Models that were tried">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Model</Table.Th>
                <Table.Th className="number-cell">MASE</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {candidates.map(({ id, name, mase }) => (
                <Table.Tr key={id}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td className="number-cell">{mase === null ? 'unknown' : mase.toFixed(3)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </details>
      )}
    </Section>
  );
}

function MeasureTable({ overall }: { readonly overall: BacktestMeasures }): ReactNode {
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      'MASE',
      number(overall.mase),
      number(overall.maseNaive),
      'error ÷ how much a day differs from the week before; smaller is better',
    ],
    ['WAPE', percentOrUnknown(overall.wape), percentOrUnknown(overall.wapeNaive), 'sum of errors ÷ sum of spend'],
    ['In the 50 % band', percentOrUnknown(overall.coverage50), '', 'should be near 50 %'],
    ['In the 80 % band', percentOrUnknown(overall.coverage80), '', 'should be near 80 %'],
    ['In the 95 % band', percentOrUnknown(overall.coverage95), '', 'should be near 95 %'],
  ];
  return (
    <Table aria-label="Backtest" mb="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Measure</Table.Th>
          <Table.Th className="number-cell">This method</Table.Th>
          <Table.Th className="number-cell">Last week again</Table.Th>
          <Table.Th>Reads as</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, value, naive, help]) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td className="number-cell">{value}</Table.Td>
            <Table.Td className="number-cell">{naive}</Table.Td>
            <Table.Td>
              <Text size="xs" c="dimmed">
                {help}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function number(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(2);
}
