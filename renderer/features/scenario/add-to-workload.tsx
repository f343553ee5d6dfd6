import { Button, Menu, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { addCall } from '../../store/edits.ts';
import { addFee } from '../../store/edits-scenario-parts.ts';
import { addClass, addIndex, addPricedFee } from '../../store/edits-workload-parts.ts';
import { useEdits } from '../../store/use-edits.ts';

/** What a workload can be given, with what it is for. */
const parts: readonly {
  readonly label: string;
  readonly help: string;
  readonly add: (scenario: Scenario, workloadIndex: number, model: string) => Scenario;
}[] = [
  { label: 'Call', help: 'One more kind of model call that a request makes.', add: addCall },
  { label: 'Fee per request', help: 'A tool or a service at a price that you give.', add: addFee },
  {
    label: 'Service at a catalogue price',
    help: 'Web searches, file searches, sandbox minutes: units at the dated price of a card.',
    add: addPricedFee,
  },
  { label: 'Class of requests', help: 'Simple, complex: what routing and cache lifetimes tell apart.', add: addClass },
  {
    label: 'Documents to embed',
    help: 'An index for retrieval that is embedded anew from time to time.',
    add: addIndex,
  },
];

/** The one menu of everything that a workload can be given. */
export const AddToWorkload = memo(function AddToWorkload(props: {
  readonly name: string;
  readonly workloadIndex: number;
  readonly defaultModel: string;
}): ReactNode {
  const { name, workloadIndex, defaultModel } = props;
  const { editOnce } = useEdits();
  return (
    <Menu position="bottom-start" shadow="md" width={320}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={`Add to ${name}`}
        >
          Add…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {parts.map(({ label, help, add }) => (
          <Menu.Item
            key={label}
            aria-label={label}
            onClick={() => editOnce(`Add ${label}`, (scenario) => add(scenario, workloadIndex, defaultModel))}
          >
            <Text size="sm" fw={600}>
              {label}
            </Text>
            <Text size="xs" c="dimmed">
              {help}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
