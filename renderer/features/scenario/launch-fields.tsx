import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Calendar, Launch } from '#shared/domain/calendar.ts';
import { addMonths } from '#shared/time.ts';
import { addLaunch, editLaunch, removeLaunch } from '../../store/edits-launches.ts';
import { useApp } from '../../store/use-app.ts';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';

/** Planned launches: from a month on, traffic is multiplied. */
export function LaunchFields({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const { editOnce } = useEdits();
  return (
    <Stack gap="xs" component="section" aria-label="Planned launches">
      <div>
        <Text size="sm" fw={500}>
          Planned launches
        </Text>
        <Text size="xs" c="dimmed">
          From its month on, a launch multiplies the traffic before it: 1.5 = half as much again, 0 = a shutdown.
        </Text>
      </div>
      {calendar.launches.map((launch, index) => (
        // Launches may share a name and a month, so a launch's place is its identity.
        // oxlint-disable-next-line react/no-array-index-key
        <LaunchRow key={index} launch={launch} index={index} calendar={calendar} />
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => editOnce('Add launch', addLaunch)}
      >
        Add a launch
      </Button>
    </Stack>
  );
}

function LaunchRow(props: { readonly launch: Launch; readonly index: number; readonly calendar: Calendar }): ReactNode {
  const { launch, index, calendar } = props;
  const { edit, done, editOnce } = useEdits();
  const workloads = useApp(({ history }) => history?.present.workloads) ?? [];
  const path = `calendar.launches[${index}]`;
  const problem = useProblemAt(`${path}.factor`);
  const months = Array.from({ length: calendar.months }, (_none, after) => addMonths(calendar.startMonth, after));
  function change(part: Partial<Launch>): (launch: Launch) => Launch {
    return (present) => ({ ...present, ...part });
  }
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          aria-label={`Name of launch ${index + 1}`}
          maxLength={200}
          value={launch.name}
          onChange={(event) => {
            const name = event.currentTarget.value;
            edit(`${path}.name`, (scenario) => editLaunch(scenario, index, change({ name })));
          }}
          onBlur={done}
        />
        <Select
          size="xs"
          w={110}
          aria-label={`Month of ${launch.name}`}
          allowDeselect={false}
          data={[...new Set([...months, launch.month])].sort()}
          value={launch.month}
          onChange={(month) => {
            if (month !== null) {
              editOnce(`${path}.month`, (scenario) => editLaunch(scenario, index, change({ month })));
            }
          }}
        />
        {workloads.length > 1 && (
          <Select
            size="xs"
            w={150}
            aria-label={`Workload of ${launch.name}`}
            placeholder="All workloads"
            clearable
            data={workloads.map(({ id, name }) => ({ value: id, label: name }))}
            value={launch.workload ?? null}
            onChange={(workload) =>
              editOnce(`${path}.workload`, (scenario) =>
                editLaunch(scenario, index, ({ workload: _earlier, ...rest }) =>
                  workload === null ? rest : { ...rest, workload },
                ),
              )
            }
          />
        )}
        <RemoveCross
          label={`Remove ${launch.name}`}
          onRemove={() => editOnce('Remove launch', (scenario) => removeLaunch(scenario, index))}
        />
      </Group>
      <QuantityField
        label="Traffic multiplied by"
        path={`${path}.factor`}
        unit="times the traffic before it"
        max={5}
        value={launch.factor}
        error={problem}
        onEdit={(factor) => edit(`${path}.factor`, (scenario) => editLaunch(scenario, index, change({ factor })))}
        onDone={done}
      />
    </Stack>
  );
}
