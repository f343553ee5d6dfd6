import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, useEffect, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { RequestClass } from '#shared/domain/scenario.ts';
import { addWorkload, editWorkload, removeWorkload } from '../../store/edits.ts';
import { useApp } from '../../store/use-app.ts';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { Section } from '../../ui/section.tsx';
import { AddToWorkload } from './add-to-workload.tsx';
import { ClassFields } from './class-fields.tsx';
import { IndexCard } from './index-card.tsx';
import { TrafficFields } from './traffic-fields.tsx';
import { CallCard } from './call-card.tsx';
import { FeeRow } from './fee-row.tsx';
import { HourShape } from './hour-shape.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** Model of a newly added call, where the scenario names none yet. */
const fallbackModel = 'openai/gpt-4o';

const noClasses: readonly RequestClass[] = [];

/** Every workload: its traffic, and the calls that each request makes. */
export function WorkloadsPanel(): ReactNode {
  // Compared by what is in it: a slider changes no id.
  const ids = useApp(useShallow(({ history }) => history?.present.workloads.map(({ id }) => id) ?? []));
  const model = useApp(({ history }) => history?.present.workloads[0]?.calls[0]?.models[0]?.model) ?? fallbackModel;
  const { editOnce } = useEdits();
  const loadModels = useApp((state) => state.loadModels);
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  return (
    <Stack gap="md">
      {ids.map((id, index) => (
        <WorkloadCard key={id} index={index} isOnly={ids.length === 1} defaultModel={model} />
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => editOnce('Add workload', (present) => addWorkload(present, model))}
        >
          Add workload
        </Button>
      </Group>
    </Stack>
  );
}

/** The frame of a workload. It reads its name alone: what a slider changes is read inside. */
const WorkloadCard = memo(function WorkloadCard(props: {
  readonly index: number;
  readonly isOnly: boolean;
  readonly defaultModel: string;
}): ReactNode {
  const { index, isOnly, defaultModel } = props;
  const { edit, done, editOnce } = useEdits();
  const name = useApp(({ history }) => history?.present.workloads[index]?.name) ?? '';
  const nameProblem = useProblemAt(`workloads[${index}].name`);
  return (
    <Section
      title={name}
      titleField={
        <TextInput
          className="title-input"
          variant="unstyled"
          aria-label="Workload name"
          maw={420}
          maxLength={200}
          value={name}
          error={nameProblem}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            edit(`workloads[${index}].name`, (scenario) =>
              editWorkload(scenario, index, (present) => ({ ...present, name: typed })),
            );
          }}
          onBlur={done}
        />
      }
      aside={
        <RemoveButton
          tooltip={isOnly ? 'A scenario has at least one workload' : 'Remove this workload'}
          label={`Remove the workload ${name}`}
          disabled={isOnly}
          onRemove={() => editOnce('Remove workload', (scenario) => removeWorkload(scenario, index))}
        />
      }
    >
      <Stack gap="xs">
        <WorkloadInputs index={index} />
        <Group>
          <AddToWorkload name={name} workloadIndex={index} defaultModel={defaultModel} />
        </Group>
      </Stack>
    </Section>
  );
});

function WorkloadInputs({ index }: { readonly index: number }): ReactNode {
  const workload = useApp(({ history }) => history?.present.workloads[index]);
  if (workload === undefined) return null;
  const { traffic, classes, fees, calls, indexes } = workload;
  return (
    <>
      <TrafficFields traffic={traffic} workloadIndex={index} />
      {traffic.hourShares !== undefined && <HourShape shares={traffic.hourShares} />}
      {classes !== undefined && <ClassFields classes={classes} workloadIndex={index} />}
      {fees.map((fee, feeIndex) => (
        <FeeRow key={fee.id} fee={fee} workloadIndex={index} feeIndex={feeIndex} />
      ))}
      {calls.map((call, callIndex) => (
        <CallCard
          key={call.id}
          call={call}
          classes={classes ?? noClasses}
          workloadIndex={index}
          callIndex={callIndex}
          startsOpen={index === 0 && callIndex === 0}
        />
      ))}
      {indexes?.map((documents, position) => (
        <IndexCard key={documents.id} documents={documents} workloadIndex={index} index={position} />
      ))}
    </>
  );
}
