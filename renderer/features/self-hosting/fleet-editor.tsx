import { Accordion, ActionIcon, Text, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { Fleet } from '#shared/domain/fleet.ts';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { openHostingBook } from '../../engine.ts';
import { removeFleet } from '../../store/edits-fleets.ts';
import { useApp } from '../../store/use-app.ts';
import { useEdits } from '../../store/use-edits.ts';
import { Section } from '../../ui/section.tsx';
import { AlternativeFields } from './editor/alternative-fields.tsx';
import { useFleetEdits, type FleetEdits } from './editor/fleet-edits.ts';
import {
  alternativesSummary,
  hardwareSummary,
  outlookSummary,
  paymentSummary,
  runningSummary,
  scalingSummary,
  serviceSummary,
  speedSummary,
} from './editor/fleet-summaries.ts';
import { HardwareFields } from './editor/hardware-fields.tsx';
import { MemoryFit } from './editor/memory-fit.tsx';
import { OutlookFields } from './editor/outlook-fields.tsx';
import { PaymentFields } from './editor/payment-fields.tsx';
import { RunningCostFields } from './editor/running-cost-fields.tsx';
import { ScalingFields } from './editor/scaling-fields.tsx';
import { ServiceFields } from './editor/service-fields.tsx';
import { SpeedFields } from './editor/speed-fields.tsx';

/** Everything that a fleet is: a group of fields for each question, its answer in short on its heading. */
export function FleetEditor(props: {
  readonly fleet: Fleet;
  readonly index: number;
  /** What was last worked out of it; undefined while that is not known. */
  readonly report: FleetReport | undefined;
}): ReactNode {
  const { fleet, index, report } = props;
  const own = useApp(({ history }) => history?.present.hostingBook);
  const book = useMemo(() => openHostingBook(own), [own]);
  const day = useApp(({ history }) => `${history?.present.calendar.startMonth ?? ''}-01`);
  const edits = useFleetEdits(fleet, index);
  const groups = [
    {
      title: 'Hardware',
      summary: hardwareSummary(fleet, book),
      fields: <HardwareFields edits={edits} book={book} />,
    },
    {
      title: 'Model and speed',
      summary: speedSummary(fleet, report),
      fields: (
        <>
          <SpeedFields edits={edits} />
          <MemoryFit report={report} />
        </>
      ),
    },
    {
      title: 'Paying for GPUs',
      summary: paymentSummary(fleet.payment, book, day),
      fields: <PaymentFields edits={edits} book={book} day={day} />,
    },
    {
      title: 'Running costs',
      summary: runningSummary(fleet),
      fields: <RunningCostFields edits={edits} book={book} day={day} />,
    },
    { title: 'Scaling', summary: scalingSummary(fleet.scaling, report), fields: <ScalingFields edits={edits} /> },
    { title: 'Calls and overflow', summary: serviceSummary(fleet), fields: <ServiceFields edits={edits} /> },
    { title: 'Compared with', summary: alternativesSummary(fleet), fields: <AlternativeFields edits={edits} /> },
    { title: 'Outlook', summary: outlookSummary(fleet), fields: <OutlookFields edits={edits} /> },
  ];
  return (
    <Section
      title={fleet.name}
      titleField={<FleetName edits={edits} />}
      aside={<RemoveFleet fleet={fleet} index={index} />}
    >
      <Accordion multiple variant="contained" chevronPosition="left" order={3}>
        {groups.map(({ title, summary, fields }) => (
          <Accordion.Item key={title} value={title}>
            <Accordion.Control>
              <Text span size="sm" fw={600}>
                {title}
              </Text>
              <Text span size="sm" c="dimmed" ml="sm">
                {summary}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>{fields}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}

function FleetName({ edits }: { readonly edits: FleetEdits }): ReactNode {
  const { fleet, set, done } = edits;
  return (
    <TextInput
      className="title-input"
      variant="unstyled"
      aria-label="Name of the fleet"
      maxLength={200}
      value={fleet.name}
      onChange={(event) => set('name', { name: event.currentTarget.value })}
      onBlur={done}
    />
  );
}

function RemoveFleet({ fleet, index }: { readonly fleet: Fleet; readonly index: number }): ReactNode {
  const { editOnce } = useEdits();
  return (
    <Tooltip label="Remove fleet">
      <ActionIcon
        variant="subtle"
        aria-label={`Remove ${fleet.name}`}
        onClick={() => editOnce('Remove fleet', (scenario) => removeFleet(scenario, index))}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
