import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { memo, useEffect, type ReactNode } from 'react';
import type { RequestClass, Workload } from '#shared/domain/scenario.ts';
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

const none: readonly Workload[] = [];
const noClasses: readonly RequestClass[] = [];

/** Every workload: its traffic, and the calls that each request makes. */
export function WorkloadsPanel(): ReactNode {
  const workloads = useApp(({ history }) => history?.present.workloads) ?? none;
  const { editOnce } = useEdits();
  const loadModels = useApp((state) => state.loadModels);
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  const model = workloads[0]?.calls[0]?.models[0]?.model ?? fallbackModel;
  return (
    <Stack gap="md">
      {workloads.map((workload, index) => (
        <WorkloadCard
          key={workload.id}
          workload={workload}
          index={index}
          isOnly={workloads.length === 1}
          defaultModel={model}
        />
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

const WorkloadCard = memo(function WorkloadCard(props: {
  readonly workload: Workload;
  readonly index: number;
  readonly isOnly: boolean;
  readonly defaultModel: string;
}): ReactNode {
  const { workload, index, isOnly, defaultModel } = props;
  const { edit, done, editOnce } = useEdits();
  const nameProblem = useProblemAt(`workloads[${index}].name`);
  return (
    <Section
      title={workload.name}
      titleField={
        <TextInput
          className="title-input"
          variant="unstyled"
          aria-label="Workload name"
          maw={420}
          maxLength={200}
          value={workload.name}
          error={nameProblem}
          onChange={(event) => {
            const name = event.currentTarget.value;
            edit(`workloads[${index}].name`, (scenario) =>
              editWorkload(scenario, index, (present) => ({ ...present, name })),
            );
          }}
          onBlur={done}
        />
      }
      aside={
        <RemoveButton
          tooltip={isOnly ? 'A scenario has at least one workload' : 'Remove this workload'}
          label={`Remove the workload ${workload.name}`}
          disabled={isOnly}
          onRemove={() => editOnce('Remove workload', (scenario) => removeWorkload(scenario, index))}
        />
      }
    >
      <Stack gap="xs">
        <TrafficFields traffic={workload.traffic} workloadIndex={index} />
        {workload.traffic.hourShares !== undefined && <HourShape shares={workload.traffic.hourShares} />}
        {workload.classes !== undefined && <ClassFields classes={workload.classes} workloadIndex={index} />}
        {workload.fees.map((fee, feeIndex) => (
          <FeeRow key={fee.id} fee={fee} workloadIndex={index} feeIndex={feeIndex} />
        ))}
        {workload.calls.map((call, callIndex) => (
          <CallCard
            key={call.id}
            call={call}
            classes={workload.classes ?? noClasses}
            workloadIndex={index}
            callIndex={callIndex}
            startsOpen={index === 0 && callIndex === 0}
          />
        ))}
        {workload.indexes?.map((documents, position) => (
          <IndexCard key={documents.id} documents={documents} workloadIndex={index} index={position} />
        ))}
        <Group>
          <AddToWorkload name={workload.name} workloadIndex={index} defaultModel={defaultModel} />
        </Group>
      </Stack>
    </Section>
  );
});
