import { ActionIcon, Badge, Box, Group, MultiSelect, Paper, Stack, Switch, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { memo, useId, useMemo, type ReactNode } from 'react';
import type { Lever, PromptComponent, Workload } from '#shared/domain/scenario.ts';
import type { WaterfallStep } from '#shared/domain/simulation.ts';
import { filledParameters, leverDefinition, type LeverField } from '../../engine.ts';
import { editLever, moveLever, parameterAt, removeLever, setParameter } from '../../store/edits.ts';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { Change } from '../../ui/amount.tsx';
import { Figure } from '../../ui/figure.tsx';
import { LeverFieldControl } from './lever-field.tsx';
import { callOptions, classesOf } from './scenario-parts.ts';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** One lever: on or off, its place in the order, what it saves, and its parameters. */
export const LeverCard = memo(function LeverCard(props: {
  readonly lever: Lever;
  readonly index: number;
  readonly isLast: boolean;
  readonly workloads: readonly Workload[];
  readonly components: ReadonlySet<PromptComponent>;
  /** What the lever changes in the mean month; undefined while it is off. */
  readonly step: WaterfallStep | undefined;
}): ReactNode {
  const { lever, index, isLast, workloads, components, step } = props;
  const { editOnce } = useEdits();
  const definition = leverDefinition(lever.kind);
  const id = useId();
  const name = lever.name ?? definition?.name ?? lever.kind;
  const kindProblem = useProblemAt(`levers[${index}].kind`);

  return (
    <Paper component="section" aria-labelledby={id} opacity={lever.enabled ? 1 : 0.92}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" align="flex-start" miw={0}>
          <Switch
            size="sm"
            mt={2}
            aria-label={`${name}, on`}
            checked={lever.enabled}
            onChange={(event) => {
              const enabled = event.currentTarget.checked;
              editOnce(`levers[${index}].enabled`, (present) =>
                editLever(present, index, (other) => ({ ...other, enabled })),
              );
            }}
          />
          <Box miw={0}>
            <Group gap="xs">
              <Text fw={600} id={id}>
                {name}
              </Text>
              {step !== undefined && (
                <Figure expression={() => step.expression} label={`Change by ${name}`}>
                  <Badge component="span" variant="light" color={step.deltaUsd > 0 ? 'ember' : 'pine'} size="md">
                    <Change usd={step.deltaUsd} /> a month
                  </Badge>
                </Figure>
              )}
            </Group>
            <Text size="xs" c="dimmed">
              {definition?.summary}
            </Text>
          </Box>
        </Group>
        <LeverButtons name={name} index={index} isLast={isLast} />
      </Group>
      <FieldProblem sentence={kindProblem} />
      {lever.enabled && (
        <Stack gap={6} mt="sm">
          <LeverFields lever={lever} index={index} workloads={workloads} components={components} />
          <Scope lever={lever} index={index} name={name} workloads={workloads} />
          {step?.notes.map((note) => (
            <Text key={note} size="xs" c="dimmed">
              Note: {note}
            </Text>
          ))}
        </Stack>
      )}
    </Paper>
  );
});

/** Where a lever stands in the order, and its removal. */
const LeverButtons = memo(function LeverButtons(props: {
  readonly name: string;
  readonly index: number;
  readonly isLast: boolean;
}): ReactNode {
  const { name, index, isLast } = props;
  const { editOnce } = useEdits();
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        aria-label={`Move ${name} up`}
        title="Apply earlier"
        disabled={index === 0}
        onClick={() => editOnce('Move lever', (present) => moveLever(present, index, -1))}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={`Move ${name} down`}
        title="Apply later"
        disabled={isLast}
        onClick={() => editOnce('Move lever', (present) => moveLever(present, index, 1))}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => editOnce('Remove lever', (present) => removeLever(present, index))}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
});

/** A lever's parameters. They know nothing of what it saves, which changes with every number of the scenario. */
const LeverFields = memo(function LeverFields(props: {
  readonly lever: Lever;
  readonly index: number;
  readonly workloads: readonly Workload[];
  readonly components: ReadonlySet<PromptComponent>;
}): ReactNode {
  const { lever, index, workloads, components } = props;
  const { edit, done } = useEdits();
  const definition = leverDefinition(lever.kind);
  const { kind, parameters: asWritten } = lever;
  const parameters = useMemo(
    () => filledParameters({ kind, parameters: asWritten }) ?? { ...definition?.defaults, ...asWritten },
    [definition, kind, asWritten],
  );
  const classes = useMemo(() => classesOf(workloads), [workloads]);
  return definition?.fields
    .filter((field) => isShown(field, parameters))
    .map((field) => (
      <FieldOfLever
        key={field.path}
        path={`levers[${index}].parameters.${field.path}`}
        render={(error) => (
          <LeverFieldControl
            field={field}
            path={`levers[${index}].parameters.${field.path}`}
            value={parameterAt(parameters, field.path)}
            components={components}
            classes={classes}
            error={error}
            onDone={done}
            onEdit={(value) =>
              edit(`levers[${index}].parameters.${field.path}`, (present) =>
                editLever(present, index, (other) => ({
                  ...other,
                  parameters: setParameter(other.parameters, field.path, value),
                })),
              )
            }
          />
        )}
      />
    ));
});

/** Whether a field counts as the other parameters are. */
function isShown({ shownWhen }: LeverField, parameters: Lever['parameters']): boolean {
  if (shownWhen === undefined) return true;
  const choice = parameterAt(parameters, shownWhen.path);
  return typeof choice === 'string' && shownWhen.is.includes(choice);
}

/** Gives a field the sentence that is about it, if any. */
function FieldOfLever(props: {
  readonly path: string;
  readonly render: (error: string | undefined) => ReactNode;
}): ReactNode {
  return props.render(useProblemAt(props.path));
}

/** Which workloads and calls a lever acts on; shown where there is a choice. */
const Scope = memo(function Scope(props: {
  readonly lever: Lever;
  readonly index: number;
  readonly name: string;
  readonly workloads: readonly Workload[];
}): ReactNode {
  const { lever, index, name, workloads } = props;
  const { editOnce } = useEdits();
  const calls = callOptions(workloads);

  function setScope(key: 'workloads' | 'calls', ids: readonly string[]): void {
    editOnce(`levers[${index}].scope.${key}`, (present) =>
      editLever(present, index, (other) => {
        const { [key]: _earlier, ...rest } = other.scope;
        return { ...other, scope: ids.length === 0 ? rest : { ...rest, [key]: [...ids] } };
      }),
    );
  }

  return (
    <Group gap="sm" grow align="flex-start">
      {workloads.length > 1 && (
        <MultiSelect
          size="xs"
          label="Workloads"
          aria-label={`Workloads of ${name}`}
          placeholder={lever.scope.workloads === undefined ? 'All workloads' : ''}
          data={workloads.map(({ id, name }) => ({ value: id, label: name }))}
          value={lever.scope.workloads ?? []}
          onChange={(ids) => setScope('workloads', ids)}
          clearable
        />
      )}
      {calls.length > 1 && (
        <MultiSelect
          size="xs"
          label="Calls"
          aria-label={`Calls of ${name}`}
          placeholder={lever.scope.calls === undefined ? 'All calls' : ''}
          data={[...calls]}
          value={lever.scope.calls ?? []}
          onChange={(ids) => setScope('calls', ids)}
          clearable
        />
      )}
    </Group>
  );
});
