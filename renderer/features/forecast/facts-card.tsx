import { ActionIcon, Button, Group, NumberInput, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { SpendFact } from '#shared/domain/forecast.ts';
import { timeLabel } from '../../charts/time-axis.ts';
import { useApp } from '../../store/use-app.ts';
import { formatPercent, formatPercentChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** What is known and not fitted: dated prices and launches; and what to know when reading the forecast. */
export function FactsCard(props: {
  readonly facts: readonly SpendFact[];
  readonly notes: readonly string[];
}): ReactNode {
  const { facts, notes } = props;
  return (
    <Section
      title="Known facts"
      description="Prices that are dated, and launches. They enter as given, so that no model takes them for a trend."
    >
      <Stack gap="sm">
        {facts.length === 0 ? (
          <Text size="sm">No price of a model in use changes in this time, and no launch is planned.</Text>
        ) : (
          <FactTable facts={facts} />
        )}
        <LaunchForm />
        {notes.length > 0 && (
          <div>
            {notes.map((note) => (
              <Text key={note} size="xs" c="dimmed">
                {note}
              </Text>
            ))}
          </div>
        )}
      </Stack>
    </Section>
  );
}

function FactTable({ facts }: { readonly facts: readonly SpendFact[] }): ReactNode {
  const launches = useApp((state) => state.forecastQuestion.launches);
  const ask = useApp((state) => state.askForecast);
  return (
    <Table aria-label="Known facts">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th className="number-cell">Change</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {facts.map(({ kind, day, factor, model, recentShare }) => (
          <Table.Tr key={`${kind} ${day} ${model ?? ''}`}>
            <Table.Td>{timeLabel(day)}</Table.Td>
            <Table.Td>
              {kind === 'launch'
                ? 'Launch: all spend'
                : `Price of ${model ?? ''}, ${formatPercent(recentShare ?? 0)} of recent spend`}
            </Table.Td>
            <Table.Td className="number-cell">{formatPercentChange(factor - 1)}</Table.Td>
            <Table.Td>
              {kind === 'launch' && (
                <ActionIcon
                  variant="subtle"
                  aria-label={`Remove the launch of ${day}`}
                  onClick={() => ask({ launches: launches.filter((launch) => launch.day !== day) })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Adds a change of traffic that is planned, or that has come about. */
function LaunchForm(): ReactNode {
  const launches = useApp((state) => state.forecastQuestion.launches);
  const ask = useApp((state) => state.askForecast);
  const [day, setDay] = useState('');
  const [change, setChange] = useState<number | string>('');
  const percent = Number(change);
  const canAdd = day !== '' && change !== '' && percent >= -100;
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        type="date"
        label="Launch or other step on"
        w={160}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <NumberInput
        label="Spend from then on"
        placeholder="+20"
        suffix=" %"
        w={140}
        min={-100}
        hideControls
        value={change}
        onChange={setChange}
      />
      <Button
        variant="default"
        disabled={!canAdd}
        onClick={() => {
          const others = launches.filter((launch) => launch.day !== day);
          ask({ launches: [...others, { day, factor: 1 + percent / 100 }] });
          setDay('');
          setChange('');
        }}
      >
        Add launch
      </Button>
    </Group>
  );
}
