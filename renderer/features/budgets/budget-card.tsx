import { ActionIcon, Box, Group, Menu, Progress, Stack, Table, Text } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BudgetStatus } from '#shared/domain/budget.ts';
import { parseInstant } from '#shared/time.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount, formatCounted, formatDay, formatInstant, formatPercent, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { scopeSentence, spanWords } from './budget-words.ts';

/** One budget in its present period: how much is used, where it will end, what a hard limit would have refused. */
export function BudgetCard(props: { readonly status: BudgetStatus; readonly onEdit: () => void }): ReactNode {
  const { status, onEdit } = props;
  const { entry, period, spend, projection } = status;
  const { budget } = entry;
  const remove = useApp((state) => state.removeBudget);
  const projectedShare = projection.usd === null ? null : projection.usd / budget.amountUsd;
  return (
    <Section
      title={budget.name}
      description={`${scopeSentence(budget)} · ${spanWords(period, budget.timeZone)} · ${budget.limit} limit`}
      aside={
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={`Actions for ${budget.name}`}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
              Edit
            </Menu.Item>
            <Menu.Item
              color="ember"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void remove(entry.id)}
            >
              Remove with its alerts
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {spend.subject !== '' && `Most by ${spend.subject}: `}
            <Text span fw={650} data-testid={`spent-${entry.id}`}>
              {formatUsd(spend.spentUsd)}
            </Text>{' '}
            of {formatUsd(budget.amountUsd)}
          </Text>
          <Text size="sm" fw={600} {...(spend.share >= 1 && { className: 'increase' })}>
            {formatPercent(spend.share)} used
          </Text>
        </Group>
        <UsedBar status={status} projectedShare={projectedShare} />
        <Text size="xs" c="dimmed">
          Thresholds: {budget.thresholds.map(formatPercent).join(', ')}
          {spend.reached !== null && ` · reached ${formatPercent(spend.reached)}`}
        </Text>
        <Text size="sm">
          {endSentence(status)}{' '}
          {projection.runOutDay !== null && `Used up on ${formatDay(parseInstant(projection.runOutDay) ?? 0)}. `}
          <Text span size="xs" c="dimmed">
            {projection.basis}
          </Text>
        </Text>
        <Notes status={status} />
        {status.subjects.length > 0 && <Subjects status={status} />}
      </Stack>
    </Section>
  );
}

/** Where the period ends; nothing of a rolling time, which has no end ahead. */
function endSentence({ entry: { budget }, projection: { usd } }: BudgetStatus): string {
  if (budget.period === 'rolling') return '';
  return usd === null
    ? 'End of the period: cannot be told yet.'
    : `Projected end of the period: ${formatUsd(usd)} (${formatPercent(usd / budget.amountUsd)}).`;
}

/** Spent as a bar, what is projected beyond it as a lighter part. */
function UsedBar(props: { readonly status: BudgetStatus; readonly projectedShare: number | null }): ReactNode {
  const { spend, entry } = props.status;
  const used = Math.min(1, spend.share);
  const projected = Math.max(0, Math.min(1, props.projectedShare ?? 0) - used);
  const colour = spend.share >= 1 ? 'ember' : (spend.reached ?? 0) > 0 ? 'yellow' : 'pine';
  return (
    <Progress.Root size={14} aria-hidden>
      <Progress.Section value={100 * used} color={colour} title={`${entry.budget.name}: spent`} />
      <Progress.Section value={100 * projected} color={colour} opacity={0.35} title="Projected" />
    </Progress.Root>
  );
}

function Notes({ status }: { readonly status: BudgetStatus }): ReactNode {
  const { refusal, unpricedTokens, subjectCount, overCount } = status;
  const notes = [
    subjectCount > 0 ? `${formatCount(overCount)} of ${formatCount(subjectCount)} are over the amount.` : '',
    refusal === null
      ? ''
      : `A hard limit would have refused ${formatCounted(refusal.requests, 'request')} (${formatUsd(refusal.usd)}) from ${formatInstant(refusal.fromMs)} on.`,
    unpricedTokens === 0 ? '' : `${formatCounted(unpricedTokens, 'token')} have no price and are not in it.`,
  ].filter((note) => note !== '');
  return (
    notes.length > 0 && (
      <Box>
        {notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
      </Box>
    )
  );
}

function Subjects({ status }: { readonly status: BudgetStatus }): ReactNode {
  const { subjects, entry } = status;
  return (
    <Table aria-label={`${entry.budget.name}: those that spent most`}>
      <Table.Tbody>
        {subjects.slice(0, 5).map(({ subject, spentUsd, share }) => (
          <Table.Tr key={subject}>
            <Table.Td>{subject}</Table.Td>
            <Table.Td className="number-cell">{formatUsd(spentUsd)}</Table.Td>
            <Table.Td className="number-cell">{formatPercent(share)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
