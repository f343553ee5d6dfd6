import { Button, Group, Modal, NumberInput, Select, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import {
  fewestObservations,
  ledgerMeasures,
  measureWords,
  type LedgerMeasure,
  type LedgerQuestion,
} from '#shared/domain/ledger-binding.ts';
import type { EmpiricalQuantity, Quantity } from '#shared/domain/quantity.ts';
import type { Result } from '#shared/result.ts';
import { useApp } from '../store/use-app.ts';
import { formatCount, formatPercent } from './format.ts';
import { formatAmountShortly, sourceOf } from './measured-value.tsx';
import { NameFilter } from './name-filter.tsx';

/** How long a question must rest before it is asked, ms. */
const restMs = 250;

const dimensions = ['project', 'model', 'user', 'task'] as const;
type FilteredBy = (typeof dimensions)[number];

export interface MeasureDialogProps {
  readonly label: string;
  /** JSON path of the number: says what it most likely is. */
  readonly path: string | undefined;
  readonly unit: string;
  readonly value: Quantity;
  readonly isShare: boolean;
  readonly onApply: (value: EmpiricalQuantity) => void;
  readonly onClose: () => void;
}

/** Binds a number to the ledger: which measure, of which usage, of how many days; shows what that comes to first. */
export function MeasureDialog(props: MeasureDialogProps): ReactNode {
  const { label, path, unit, value, isShare, onApply, onClose } = props;
  const earlier = typeof value !== 'number' && value.kind === 'empirical' ? value.binding : undefined;
  const [measure, setMeasure] = useState<LedgerMeasure>(earlier?.measure ?? likelyMeasure(path));
  const [days, setDays] = useState(earlier?.windowDays ?? 30);
  const [filter, setFilter] = useState<NonNullable<LedgerQuestion['filter']>>(earlier?.filter ?? {});
  const question: LedgerQuestion = {
    measure,
    windowDays: days,
    ...(Object.values(filter).some((names) => names !== undefined) && { filter }),
  };
  const answer = useAnswer(question);
  const words = measureWords(measure);
  const measures = ledgerMeasures.filter((name) => (measureWords(name).unit === 'share') === isShare);

  function setNames(dimension: FilteredBy, names: readonly string[]): void {
    const { [dimension]: _earlier, ...others } = filter;
    setFilter(names.length === 0 ? others : { ...others, [dimension]: [...names] });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`${label}: measured in the ledger`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog stands inside the tree of other forms.
          event.stopPropagation();
          if (answer?.ok === true) onApply(answer.value);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            The figures are kept in the scenario with the day they were read, so that it still stands for itself;
            refresh reads the ledger again.
          </Text>
          <Group gap="sm" align="flex-start">
            <Select
              label="Measure"
              flex={1}
              miw={260}
              data-autofocus
              allowDeselect={false}
              data={measures.map((name) => ({ value: name, label: measureWords(name).label }))}
              value={measure}
              onChange={(next) => {
                const chosen = ledgerMeasures.find((name) => name === next);
                if (chosen !== undefined) setMeasure(chosen);
              }}
            />
            <NumberInput
              label="Last days"
              w={110}
              min={1}
              max={3660}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              value={days}
              onChange={(next) => {
                if (typeof next === 'number' && next >= 1) setDays(next);
              }}
            />
          </Group>
          <Group gap="sm">
            {dimensions.map((dimension) => (
              <NameFilter
                key={dimension}
                dimension={dimension}
                chosen={filter[dimension] ?? []}
                onChange={(names) => setNames(dimension, names)}
              />
            ))}
          </Group>
          <Preview answer={answer} isShare={isShare} />
          {words.unit !== unit && answer?.ok === true && (
            <Text size="xs" c="dimmed">
              Measured in {words.unit}; the field takes {unit}.
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={answer?.ok !== true}>
              Bind to the ledger
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The answer to a question that has rested; null while it is asked. */
function useAnswer(question: LedgerQuestion): Result<EmpiricalQuantity> | null {
  const measureLedger = useApp((state) => state.measureLedger);
  const asked = JSON.stringify(question);
  const [rested] = useDebouncedValue(asked, restMs);
  const [answered, setAnswered] = useState<{ asked: string; answer: Result<EmpiricalQuantity> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    async function ask(): Promise<void> {
      const answer = await measureLedger(JSON.parse(rested) as LedgerQuestion);
      if (isCurrent) setAnswered({ asked: rested, answer });
    }
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [measureLedger, rested]);
  return answered?.asked === asked ? answered.answer : null;
}

/** What the measure comes to, or why it cannot be told. Its room is the same in every case. */
function Preview(props: { readonly answer: Result<EmpiricalQuantity> | null; readonly isShare: boolean }): ReactNode {
  const { answer, isShare } = props;
  const write = isShare ? formatPercent : formatAmountShortly;
  return (
    <div style={{ minHeight: 96 }} role="status">
      {answer === null && (
        <Text size="sm" c="dimmed">
          Reading the ledger…
        </Text>
      )}
      {answer?.ok === false && (
        <Text size="sm">
          {answer.error.message} {answer.error.nextStep}
        </Text>
      )}
      {answer?.ok === true && (
        <>
          <Table withRowBorders={false} layout="fixed" style={{ fontVariantNumeric: 'tabular-nums' }}>
            <Table.Thead>
              <Table.Tr>
                {['Mean', 'P5', 'P50', 'P95', 'Observed'].map((title) => (
                  <Table.Th key={title}>{title}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <Table.Tr>
                <Table.Td>{write(answer.value.mean)}</Table.Td>
                <Table.Td>{write(answer.value.p5)}</Table.Td>
                <Table.Td>{write(answer.value.p50)}</Table.Td>
                <Table.Td>{write(answer.value.p95)}</Table.Td>
                <Table.Td>{formatCount(answer.value.records)}</Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
          <Text size="xs" c="dimmed">
            {sourceOf(answer.value)}. A month averages over many of them, so the plan’s range comes from how well so
            many observations tell their mean; fewer than {fewestObservations} are refused.
          </Text>
        </>
      )}
    </div>
  );
}

/** What a number most likely is, by its place in the scenario. */
function likelyMeasure(path = ''): LedgerMeasure {
  if (path.endsWith('.readShare')) return 'cachedShare';
  if (path.endsWith('.answer.output')) return 'output';
  if (path.endsWith('.answer.reasoning')) return 'reasoning';
  if (path.includes('.prompt.')) return 'promptTokens';
  if (path.endsWith('.usdPerRequest')) return 'usdPerRequest';
  if (path.endsWith('.turns.count')) return 'requestsPerConversation';
  return 'requestsPerDay';
}
