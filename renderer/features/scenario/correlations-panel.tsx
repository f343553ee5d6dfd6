import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconLink, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { Correlation } from '#shared/domain/scenario.ts';
import { uncertainInputs, type UncertainInput } from '../../engine.ts';
import {
  addCorrelation,
  editCorrelation,
  freePair,
  isPaired,
  removeCorrelation,
} from '../../store/edits-correlations.ts';
import { useApp } from '../../store/use-app.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { Section } from '../../ui/section.tsx';
import { NothingYet } from '../../ui/states.tsx';
import { correlationSentence } from './correlation-sentence.ts';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

const none: readonly Correlation[] = [];

/** Pairs of uncertain inputs that move together, each with its coefficient. */
export function CorrelationsPanel(): ReactNode {
  const result = useApp((state) => state.result);
  const scenario = useApp(({ history }) => history?.present);
  const inputs = useMemo(
    () => (scenario === undefined || result === null ? [] : uncertainInputs(scenario, result)),
    [scenario, result],
  );
  const correlations = scenario?.correlations ?? none;
  const problem = useProblemAt('correlations');
  const { editOnce } = useEdits();
  if (inputs.length < 2 && correlations.length === 0) return <TooFewRanges found={inputs.length} />;
  const free = freePair(
    inputs.map(({ path }) => path),
    correlations,
  );
  return (
    <Section
      title="Inputs that move together"
      description="Busy days may also bring longer questions: name the pair here. Inputs of a pair that is not named vary by themselves. Means stay as they are; the range of the cost widens or narrows."
    >
      <Stack gap="md">
        {correlations.map((correlation, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a pair is known by its place: its inputs are edited
          <PairRow key={index} correlation={correlation} index={index} inputs={inputs} correlations={correlations} />
        ))}
        <FieldProblem sentence={problem} />
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={free === undefined}
            onClick={() => {
              if (free !== undefined) editOnce('Add correlation', (present) => addCorrelation(present, free));
            }}
          >
            Add a pair
          </Button>
          {free === undefined && (
            <Text size="xs" c="dimmed">
              Every pair of uncertain inputs is named.
            </Text>
          )}
        </Group>
      </Stack>
    </Section>
  );
}

function TooFewRanges({ found }: { readonly found: number }): ReactNode {
  return (
    <NothingYet
      icon={<IconLink aria-hidden />}
      title="Nothing can move together yet"
      description={`${found === 0 ? 'No input has' : 'Only one input has'} a range. Give at least two inputs one, by the chart button beside a number under Workloads; then say here which of them rise and fall together.`}
    />
  );
}

function PairRow(props: {
  readonly correlation: Correlation;
  readonly index: number;
  readonly inputs: readonly UncertainInput[];
  readonly correlations: readonly Correlation[];
}): ReactNode {
  const { correlation, index, inputs, correlations } = props;
  const { edit, editOnce, done } = useEdits();
  const [left, right] = correlation.inputs;
  const labelOf = (path: string): string => inputs.find((input) => input.path === path)?.label ?? path;
  const isIdle = [left, right].some((path) => !inputs.some((input) => input.path === path));

  /** The inputs that may stand beside `other`: its own place's, and all that are no pair with it yet. */
  function choices(own: string, other: string): { value: string; label: string }[] {
    const known = inputs.some(({ path }) => path === own) ? inputs : [{ path: own, label: own }, ...inputs];
    return known
      .filter(({ path }) => path === own || (path !== other && !isPaired(correlations, path, other)))
      .map(({ path, label }) => ({ value: path, label }));
  }

  function choose(pair: [string, string]): void {
    editOnce('Change correlation', (present) => editCorrelation(present, index, { inputs: pair }));
  }

  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        {/* Below each other: a label names workload, call and part. */}
        <Stack gap={4} flex={1}>
          <Select
            size="xs"
            label="First input"
            allowDeselect={false}
            value={left}
            data={choices(left, right)}
            onChange={(path) => path !== null && choose([path, right])}
          />
          <Select
            size="xs"
            label="Second input"
            allowDeselect={false}
            value={right}
            data={choices(right, left)}
            onChange={(path) => path !== null && choose([left, path])}
          />
        </Stack>
        <NumberInput
          size="xs"
          w={96}
          label="Coefficient"
          min={-1}
          max={1}
          step={0.1}
          decimalScale={2}
          clampBehavior="strict"
          value={correlation.coefficient}
          onChange={(value) => {
            const coefficient = Number(value);
            if (value === '' || !Number.isFinite(coefficient)) return;
            edit(`correlations[${index}].coefficient`, (present) => editCorrelation(present, index, { coefficient }));
          }}
          onBlur={done}
        />
        <ActionIcon
          aria-label={`Take out ${labelOf(left)} and ${labelOf(right)}`}
          title="Take this pair out"
          onClick={() => editOnce('Remove correlation', (present) => removeCorrelation(present, index))}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <Text size="xs" c="dimmed" mt={4} aria-live="polite">
        {isIdle
          ? 'No effect now: one of them is a plain number, or moves no cost.'
          : correlationSentence(labelOf(left), labelOf(right), correlation.coefficient)}
      </Text>
    </div>
  );
}
