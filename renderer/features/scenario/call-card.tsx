import { Collapse, Group, Paper, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useId, type ReactNode } from 'react';
import { meanOf } from '#shared/domain/quantity.ts';
import { modelsByShare, type Call, type RequestClass, type TokenAmount } from '#shared/domain/scenario.ts';
import { isText, quantityOn } from '../../engine.ts';
import { removeCall } from '../../store/edits.ts';
import { useApp } from '../../store/use-app.ts';
import { useEdits } from '../../store/use-edits.ts';
import { formatCount } from '../../ui/format.ts';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { CallInputs } from './call-inputs.tsx';

interface CallPlace {
  readonly workloadIndex: number;
  readonly callIndex: number;
}

/** One call of a request: its name and size, and its inputs when it is open. */
export const CallCard = memo(function CallCard(
  props: CallPlace & {
    readonly call: Call;
    /** Classes of the workload's requests; empty = none. */
    readonly classes: readonly RequestClass[];
    readonly startsOpen: boolean;
  },
): ReactNode {
  const { call, classes, workloadIndex, callIndex, startsOpen } = props;
  const [isOpen, { toggle }] = useDisclosure(startsOpen);
  const id = useId();
  return (
    <Paper p="xs" bg="var(--page-background)">
      <CallHead
        name={call.name}
        workloadIndex={workloadIndex}
        callIndex={callIndex}
        isOpen={isOpen}
        inputsId={id}
        onToggle={toggle}
      />
      <Collapse expanded={isOpen} keepMounted={false} id={id}>
        <CallInputs call={call} classes={classes} workloadIndex={workloadIndex} callIndex={callIndex} />
      </Collapse>
    </Paper>
  );
});

/** What stays while the call's numbers are dragged; its size reads them by itself. */
const CallHead = memo(function CallHead(
  props: CallPlace & {
    readonly name: string;
    readonly isOpen: boolean;
    readonly inputsId: string;
    readonly onToggle: () => void;
  },
): ReactNode {
  const { name, workloadIndex, callIndex, isOpen, inputsId, onToggle } = props;
  const { editOnce } = useEdits();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Group wrap="nowrap" gap="xs" justify="space-between">
      <UnstyledButton onClick={onToggle} aria-expanded={isOpen} aria-controls={inputsId} flex={1} miw={0}>
        <Group gap={6} wrap="nowrap">
          <Chevron size={16} aria-hidden />
          <Text size="sm" fw={600} truncate>
            {name}
          </Text>
          <CallSize workloadIndex={workloadIndex} callIndex={callIndex} />
        </Group>
      </UnstyledButton>
      <RemoveButton
        tooltip="Remove this call"
        label={`Remove the call ${name}`}
        onRemove={() => editOnce('Remove call', (scenario) => removeCall(scenario, workloadIndex, callIndex))}
      />
    </Group>
  );
});

function CallSize({ workloadIndex, callIndex }: CallPlace): ReactNode {
  const size = useApp(({ history }) => {
    const call = history?.present.workloads[workloadIndex]?.calls[callIndex];
    return call === undefined ? '' : sizeOf(call);
  });
  return (
    <Text size="xs" c="dimmed" truncate>
      {size}
    </Text>
  );
}

function sizeOf(call: Call): string {
  const models = call.models.length === 1 ? (call.models[0]?.model ?? '') : `${call.models.length} models`;
  const calls = meanOf(call.callsPerRequest);
  const times = calls === 1 ? '' : ` · ${formatCount(calls)} × per request`;
  return `${models} · ${formatCount(meanTokens(call, call.prompt))} in, ${formatCount(meanTokens(call, call.answer))} out${times}`;
}

function meanTokens(call: Call, parts: Readonly<Record<string, TokenAmount>>): number {
  const [model = ''] = modelsByShare(call);
  return Object.values(parts)
    .filter((amount) => !isText(amount) || amount.count !== undefined)
    .reduce((sum: number, amount) => sum + meanOf(quantityOn(amount, model)), 0);
}
