import { Badge, Button, Group, SimpleGrid, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Anomalies, AnomalyCause } from '#shared/domain/anomaly.ts';
import { timeLabel } from '../../charts/time-axis.ts';
import { useApp } from '../../store/use-app.ts';
import { formatPercentChange, formatLocalInstant, formatUsd, formatUsdChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

type Anomaly = Anomalies['anomalies'][number];

const parts: Readonly<Record<string, string>> = {
  model: 'Model',
  project: 'Project',
  user: 'User',
  tokenKind: 'Token kind',
};

/** Names listed of each cause. */
const listed = 3;

/** One day: what it cost against what was expected, which names explain it, and what was said of it. */
export function AnomalyCard(props: { readonly anomaly: Anomaly; readonly series: string }): ReactNode {
  const { anomaly, series } = props;
  const { day, actualUsd, expectedUsd, impactUsd, impactShare, score, causes, mark } = anomaly;
  const acknowledgedAtMs = mark?.acknowledgedAtMs ?? null;
  const isAcknowledged = acknowledgedAtMs !== null;
  const say = useApp((state) => state.markAnomaly);
  const name = timeLabel(day);
  return (
    <Section
      title={name}
      description={`${formatUsd(actualUsd)}, expected ${formatUsd(expectedUsd)}${score === null ? '' : ` · ${score.toFixed(1)} usual deviations off`}`}
      aside={
        <Group gap="xs" wrap="nowrap">
          {isAcknowledged && <Badge variant="light">Acknowledged</Badge>}
          <Text fw={650} className={impactUsd > 0 ? 'increase' : 'saving'}>
            {formatUsdChange(impactUsd)}
            {impactShare !== null && ` (${formatPercentChange(impactShare)})`}
          </Text>
          <Button
            variant="default"
            size="xs"
            onClick={() => void say({ day, series, acknowledged: !isAcknowledged })}
            aria-label={`${isAcknowledged ? 'Open again' : 'Acknowledge'} ${name}`}
          >
            {isAcknowledged ? 'Open again' : 'Acknowledge'}
          </Button>
        </Group>
      }
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="sm" style={{ alignItems: 'start' }}>
          {Object.entries(causes).map(([part, list]) => (
            <CauseTable key={part} day={name} part={parts[part] ?? part} causes={list} />
          ))}
        </SimpleGrid>
        <Note day={name} note={mark?.note ?? ''} onSave={(note) => void say({ day, series, note })} />
        {acknowledgedAtMs !== null && (
          <Text size="xs" c="dimmed">
            Acknowledged {formatLocalInstant(acknowledgedAtMs)}.
          </Text>
        )}
      </Stack>
    </Section>
  );
}

/** What each name adds to the day's impact; all together are the impact. */
function CauseTable(props: {
  readonly day: string;
  readonly part: string;
  readonly causes: readonly AnomalyCause[];
}): ReactNode {
  const { day, part, causes } = props;
  const others = causes.slice(listed).reduce((sum, { impactUsd }) => sum + impactUsd, 0);
  return (
    <Table aria-label={`${day}: by ${part.toLowerCase()}`} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{part}</Table.Th>
          <Table.Th className="number-cell" w={96}>
            Adds
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {causes.slice(0, listed).map(({ name, impactUsd, actualUsd, expectedUsd }) => (
          <Table.Tr key={name} title={`${formatUsd(actualUsd)}, expected ${formatUsd(expectedUsd)}`}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{name === '' ? '(not given)' : name}</Table.Td>
            <Table.Td className="number-cell">{formatUsdChange(impactUsd)}</Table.Td>
          </Table.Tr>
        ))}
        {causes.length > listed && (
          <Table.Tr>
            <Table.Td>{causes.length - listed} more</Table.Td>
            <Table.Td className="number-cell">{formatUsdChange(others)}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}

/** Why the day was out of line, kept when the field is left. */
function Note(props: {
  readonly day: string;
  readonly note: string;
  readonly onSave: (note: string) => void;
}): ReactNode {
  const { day, note, onSave } = props;
  const [typed, setTyped] = useState(note);
  return (
    <Textarea
      label="Note"
      aria-label={`Note on ${day}`}
      placeholder="Why was it? A load test, a launch, a runaway agent…"
      autosize
      minRows={1}
      maxLength={2000}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed.trim() !== note) onSave(typed.trim());
      }}
    />
  );
}
