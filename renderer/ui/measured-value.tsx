import { ActionIcon, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { measureWords } from '#shared/domain/ledger-binding.ts';
import type { EmpiricalQuantity } from '#shared/domain/quantity.ts';
import { useApp } from '../store/use-app.ts';
import { formatCount, formatPercent } from './format.ts';

/** What was measured cannot be typed over: the range menu makes a number of it, or another range. */
export function MeasuredValue(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: EmpiricalQuantity;
  readonly isShare?: boolean | undefined;
  /** An edit that is over at once. */
  readonly onEditOnce: (value: EmpiricalQuantity) => void;
}): ReactNode {
  const { label, unit, value, isShare, onEditOnce } = props;
  const write = isShare === true ? formatPercent : formatAmountShortly;
  const { binding } = value;
  return (
    <Group gap={6} wrap="nowrap" style={{ gridColumn: 'span 2' }}>
      <Text size="sm" title={`Measured in ${unit}`} flex={1} miw={0}>
        mean {write(value.mean)}
        <Text span size="xs" c="dimmed">
          {' '}
          · P5–P95 {write(value.p5)}–{write(value.p95)}, {sourceOf(value)}
        </Text>
      </Text>
      {binding !== undefined && <RefreshButton label={label} value={value} onEditOnce={onEditOnce} />}
    </Group>
  );
}

function RefreshButton(props: {
  readonly label: string;
  readonly value: EmpiricalQuantity;
  readonly onEditOnce: (value: EmpiricalQuantity) => void;
}): ReactNode {
  const { label, value, onEditOnce } = props;
  const measure = useApp((state) => state.measureLedger);
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly problem?: string }>({ isBusy: false });
  async function refresh(): Promise<void> {
    if (value.binding === undefined) return;
    setState({ isBusy: true });
    const { measure: what, filter, windowDays } = value.binding;
    const answer = await measure({ measure: what, filter, windowDays });
    setState(answer.ok ? { isBusy: false } : { isBusy: false, problem: answer.error.message });
    if (answer.ok) onEditOnce(answer.value);
  }
  return (
    <>
      {state.problem !== undefined && (
        <Text size="xs" c="var(--increase-text)" role="alert" lineClamp={3} maw={200} title={state.problem}>
          {state.problem}
        </Text>
      )}
      <ActionIcon
        size="sm"
        c="dimmed"
        loading={state.isBusy}
        aria-label={`Refresh ${label} from the ledger`}
        title={`Read ${label} from the ledger again`}
        onClick={() => void refresh()}
      >
        <IconRefresh size={14} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** `30 days to 2026-11-27, read 2026-11-28`, or the number of records where the ledger was read once. */
export function sourceOf({ records, binding }: EmpiricalQuantity): string {
  if (binding === undefined) return `from ${formatCount(records)} records`;
  const { observations } = measureWords(binding.measure);
  return `${formatCount(records)} ${observations} to ${binding.to}, read ${binding.resolvedOn}`;
}

/** As `formatCount`, but an amount far below one keeps its first digits: a request costs $0.0031. */
export function formatAmountShortly(value: number): string {
  return Math.abs(value) < 0.1 ? String(Number(value.toPrecision(3))) : formatCount(value);
}
