import { Button, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { formatLocalInstant, formatPercent, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { spanWords } from './budget-words.ts';

/** Alerts that are listed; the command line lists all. */
const listed = 50;

/** What budgets told, newest first. */
export function AlertHistory(): ReactNode {
  const alerts = useApp((state) => state.alerts);
  const acknowledge = useApp((state) => state.acknowledgeAlerts);
  const open = alerts.filter(({ acknowledgedAtMs }) => acknowledgedAtMs === null).map(({ id }) => id);
  return (
    <Section
      title="Alerts"
      description="Each threshold once a period, newest first."
      aside={
        open.length > 0 && (
          <Button variant="default" size="xs" onClick={() => void acknowledge(open)}>
            Mark all as seen
          </Button>
        )
      }
    >
      {alerts.length === 0 ? (
        <Text size="sm" c="dimmed">
          No threshold was reached yet.
        </Text>
      ) : (
        <Table aria-label="Alerts">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Noticed</Table.Th>
              <Table.Th>Budget</Table.Th>
              <Table.Th className="number-cell">Reached</Table.Th>
              <Table.Th className="number-cell">Spent then</Table.Th>
              <Table.Th>Period</Table.Th>
              <Table.Th>Seen</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {alerts.slice(0, listed).map((alert) => (
              <Table.Tr key={alert.id}>
                <Table.Td>{formatLocalInstant(alert.noticedAtMs)}</Table.Td>
                <Table.Td>
                  {alert.budgetName}
                  {alert.subject !== '' && `: ${alert.subject}`}
                </Table.Td>
                <Table.Td className="number-cell">{formatPercent(alert.threshold)}</Table.Td>
                <Table.Td className="number-cell">
                  {formatUsd(alert.spentUsd)} of {formatUsd(alert.amountUsd)}
                </Table.Td>
                <Table.Td>{spanWords(alert.period, 'UTC')}</Table.Td>
                <Table.Td>
                  {alert.acknowledgedAtMs === null ? 'not yet' : formatLocalInstant(alert.acknowledgedAtMs)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {alerts.length > listed && (
        <Text size="sm" c="dimmed">
          The newest {listed} of {alerts.length}; `burnrate budget history` lists all.
        </Text>
      )}
    </Section>
  );
}
