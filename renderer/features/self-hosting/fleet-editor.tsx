import { ActionIcon, Group, SimpleGrid, Text, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Fleet } from '#shared/domain/fleet.ts';
import { editFleet, removeFleet } from '../../store/edits-fleets.ts';
import { useApp } from '../../store/use-app.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Section } from '../../ui/section.tsx';

/** The numbers of a fleet that decide most; the others are in the scenario file (docs/self-hosting.md). */
export function FleetEditor({ fleet, index }: { readonly fleet: Fleet; readonly index: number }): ReactNode {
  const edit = useApp((state) => state.edit);
  const done = useApp((state) => state.sealEdit);
  const set = (field: string, change: (fleet: Fleet) => Fleet): void =>
    edit(`fleets[${index}].${field}`, (scenario) => editFleet(scenario, index, change));
  return (
    <Section
      title={fleet.name}
      titleField={
        <TextInput
          className="title-input"
          variant="unstyled"
          aria-label="Name of the fleet"
          maxLength={200}
          value={fleet.name}
          onChange={(event) => {
            const name = event.currentTarget.value;
            set('name', (old) => ({ ...old, name }));
          }}
          onBlur={done}
        />
      }
      aside={
        <Tooltip label="Remove fleet">
          <ActionIcon
            variant="subtle"
            aria-label={`Remove ${fleet.name}`}
            onClick={() => {
              done();
              edit('Remove fleet', (scenario) => removeFleet(scenario, index));
              done();
            }}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        <NumberField
          label="GPUs of a replica"
          min={1}
          decimalScale={0}
          value={fleet.gpusPerReplica}
          onEdit={(gpusPerReplica) => set('gpusPerReplica', (old) => ({ ...old, gpusPerReplica }))}
          onDone={done}
        />
        <PriceField fleet={fleet} set={set} done={done} />
        <NumberField
          label="Full-time posts"
          value={fleet.overheads.staffPosts}
          onEdit={(staffPosts) => set('overheads', (old) => ({ ...old, overheads: { ...old.overheads, staffPosts } }))}
          onDone={done}
        />
        <NumberField
          label="Cost of a post, USD a month"
          value={fleet.overheads.usdPerPostMonth}
          onEdit={(usdPerPostMonth) =>
            set('overheads', (old) => ({ ...old, overheads: { ...old.overheads, usdPerPostMonth } }))
          }
          onDone={done}
        />
      </SimpleGrid>
      <Group mt="xs">
        <Text size="xs" c="dimmed">
          {fleet.gpu ?? 'No GPU named'} · speed:{' '}
          {fleet.throughput.kind === 'roofline' ? 'roofline estimate' : 'measured'} · scaling: {fleet.scaling.kind}.
          Model, speed, scaling and outlook are edited in the scenario file.
        </Text>
      </Group>
    </Section>
  );
}

function PriceField(props: {
  readonly fleet: Fleet;
  readonly set: (field: string, change: (fleet: Fleet) => Fleet) => void;
  readonly done: () => void;
}): ReactNode {
  const { fleet, set, done } = props;
  const { payment } = fleet;
  const [label, value] =
    payment.kind === 'flat'
      ? (['Price of a replica, USD a month', payment.usdPerReplicaMonth] as const)
      : payment.kind === 'buy'
        ? (['Purchase price of a GPU, USD', payment.usdPerGpu] as const)
        : (['Rent of a GPU, USD an hour', payment.usdPerGpuHour] as const);
  if (value === undefined) {
    const named = payment.kind === 'rent' ? payment.offer : payment.kind === 'buy' ? payment.purchase : undefined;
    return <TextInput label="Price, from the hosting book" value={named ?? ''} readOnly />;
  }
  return (
    <NumberField
      label={label}
      value={value}
      onEdit={(usd) => set('payment', (old) => ({ ...old, payment: priced(old.payment, usd) }))}
      onDone={done}
    />
  );
}

function priced(payment: Fleet['payment'], usd: number): Fleet['payment'] {
  if (payment.kind === 'flat') return { ...payment, usdPerReplicaMonth: usd };
  return payment.kind === 'buy' ? { ...payment, usdPerGpu: usd } : { ...payment, usdPerGpuHour: usd };
}
