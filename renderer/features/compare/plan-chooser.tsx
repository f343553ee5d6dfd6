import { ActionIcon, Badge, Group, Select, Text } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScenarioEntry } from '#shared/contract.ts';
import { mostCompared } from '#shared/domain/plan-comparison.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';

/** The plans that are compared: the first, the others in order, and which to add. */
export function PlanChooser({ entries }: { readonly entries: readonly ScenarioEntry[] }): ReactNode {
  const ids = useApp((state) => state.comparedPlans);
  const choose = useApp((state) => state.comparePlans);
  const openId = useApp(({ entry }) => entry?.id);
  const plans = ids.flatMap((id) => entries.filter((entry) => entry.id === id));
  const others = entries.filter(({ id }) => !ids.includes(id));
  const isFull = ids.length >= mostCompared;
  return (
    <Section
      title="Plans"
      description={`Up to ${mostCompared}, levers applied. Each is held against the first.`}
      aside={
        <Select
          w={230}
          aria-label="Add a plan"
          placeholder={
            isFull ? `${mostCompared} plans are compared` : others.length === 0 ? 'No other plan' : 'Add a plan…'
          }
          disabled={isFull || others.length === 0}
          searchable
          // One choice after the other: the field is empty again.
          value={null}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            if (id !== null) void choose([...ids, id]);
          }}
        />
      }
    >
      <ol className="plain-list" aria-label="Plans that are compared">
        {plans.map((plan, index) => (
          <li key={plan.id}>
            <PlanLine
              plan={plan}
              position={index}
              isOpen={plan.id === openId}
              onFirst={() => void choose([plan.id, ...ids.filter((id) => id !== plan.id)])}
              onRemove={() => void choose(ids.filter((id) => id !== plan.id))}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function PlanLine(props: {
  readonly plan: ScenarioEntry;
  readonly position: number;
  readonly isOpen: boolean;
  readonly onFirst: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { plan, position, isOpen, onFirst, onRemove } = props;
  return (
    <Group gap="xs" wrap="nowrap" mih={30}>
      <Badge
        variant={position === 0 ? 'filled' : 'light'}
        {...(position > 0 && { color: 'gray' })}
        w={64}
        style={{ flexShrink: 0 }}
      >
        {position === 0 ? 'First' : position + 1}
      </Badge>
      <Text size="sm" fw={position === 0 ? 600 : 400} truncate>
        {plan.name}
      </Text>
      <Text size="xs" c="dimmed" truncate flex={1}>
        {[isOpen ? 'open' : '', plan.parent === undefined ? '' : `branch of ${plan.parent.name}`]
          .filter((text) => text !== '')
          .join(' · ')}
      </Text>
      {position > 0 && (
        <ActionIcon
          aria-label={`Compare with ${plan.name}: make it the first`}
          title="Make it the first"
          onClick={onFirst}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon aria-label={`Take ${plan.name} out`} title="Take it out" onClick={onRemove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
