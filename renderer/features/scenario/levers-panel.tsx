import { Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconAdjustments, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { leverDefinitions, type LeverDefinition } from '../../engine.ts';
import { addLever } from '../../store/edits.ts';
import { meanOfHorizon, periodView } from '../../store/period-view.ts';
import { useApp } from '../../store/use-app.ts';
import { NothingYet } from '../../ui/states.tsx';
import { LeverCard } from './lever-card.tsx';
import { promptPartsOf } from './scenario-parts.ts';
import { useEdits } from '../../store/use-edits.ts';

/** The levers in the order in which they apply. */
export function LeversPanel(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  return scenario === undefined ? null : <Levers scenario={scenario} />;
}

function Levers({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const result = useApp((state) => state.result);
  const loadModels = useApp((state) => state.loadModels);
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  const steps = useMemo(() => (result === null ? [] : periodView(result, meanOfHorizon).waterfall), [result]);
  const { workloads, levers } = scenario;
  const components = useMemo(() => promptPartsOf(workloads), [workloads]);
  if (levers.length === 0) {
    return (
      <NothingYet
        icon={<IconAdjustments aria-hidden />}
        title="No levers yet"
        description="A lever is one thing you could change: a shorter prompt, a cache, a cheaper model, batches. Add one to see what it saves."
      >
        <AddLever />
      </NothingYet>
    );
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          Levers apply from top to bottom, each to what the earlier ones left.
        </Text>
        <AddLever />
      </Group>
      {levers.map((lever, index) => (
        <LeverCard
          key={lever.id}
          lever={lever}
          index={index}
          isLast={index === levers.length - 1}
          workloads={workloads}
          components={components}
          step={steps.find(({ leverId }) => leverId === lever.id)}
        />
      ))}
    </Stack>
  );
}

function AddLever(): ReactNode {
  const { editOnce } = useEdits();
  return (
    <Menu position="bottom-end" shadow="md" width={340}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
          Add lever
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(70vh, 560px)" style={{ overflowY: 'auto' }}>
        {leverDefinitions.map((definition: LeverDefinition) => (
          <Menu.Item
            key={definition.kind}
            aria-label={definition.name}
            onClick={() => editOnce('Add lever', (scenario) => addLever(scenario, definition))}
          >
            <Text size="sm" fw={600}>
              {definition.name}
            </Text>
            <Text size="xs" c="dimmed">
              {definition.summary}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
