import { SegmentedControl, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Growth } from '#shared/domain/calendar.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';
import { GrowthTable } from './growth-table.tsx';

/** What each kind of growth starts from when it is chosen. */
const kinds: Readonly<
  Record<Growth['kind'], { readonly label: string; readonly help: string; readonly start: Growth }>
> = {
  compound: {
    label: 'Compound',
    help: 'Each month is the one before it, and this much more.',
    start: { kind: 'compound', perMonth: 0.05 },
  },
  linear: {
    label: 'Linear',
    help: 'Each month adds the same part of the first month’s traffic.',
    start: { kind: 'linear', perMonth: 0.05 },
  },
  's-curve': {
    label: 'S-curve',
    help: 'Slow, then fast, then slow again up to a ceiling: a rollout.',
    start: { kind: 's-curve', ceiling: 3, midpointMonth: 6, steepness: 0.8 },
  },
  table: {
    label: 'Table',
    help: 'A multiple of the first month’s traffic for every month; the last one holds on.',
    start: { kind: 'table', factors: [1, 1.1, 1.2] },
  },
};

/** How traffic grows over the horizon. */
export function GrowthFields({ growth }: { readonly growth: Growth }): ReactNode {
  const { edit, done, editOnce } = useEdits();

  function set(next: Growth): void {
    edit('calendar.growth', (scenario) => ({ ...scenario, calendar: { ...scenario.calendar, growth: next } }));
  }

  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500} mb={4} id="growth-kind">
          Growth of traffic
        </Text>
        <SegmentedControl
          aria-labelledby="growth-kind"
          value={growth.kind}
          data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
          onChange={(kind) =>
            editOnce('calendar.growth', (scenario) => ({
              ...scenario,
              calendar: { ...scenario.calendar, growth: kinds[kind as Growth['kind']].start },
            }))
          }
        />
        <Text size="xs" c="dimmed" mt={4}>
          {kinds[growth.kind].help}
        </Text>
      </div>
      <KindFields growth={growth} onEdit={set} onDone={done} />
    </Stack>
  );
}

interface KindFieldsProps<G extends Growth = Growth> {
  readonly growth: G;
  readonly onEdit: (growth: Growth) => void;
  readonly onDone: () => void;
}

function KindFields({ growth, onEdit, onDone }: KindFieldsProps): ReactNode {
  const problem = useProblemAt('calendar.growth');
  switch (growth.kind) {
    case 'compound':
    case 'linear':
      return (
        <ShareQuantityField
          label="Growth per month"
          path="calendar.growth.perMonth"
          help={kinds[growth.kind].help}
          value={growth.perMonth}
          min={-0.5}
          max={1}
          step={0.005}
          error={problem}
          onEdit={(perMonth) => onEdit({ ...growth, perMonth })}
          onDone={onDone}
        />
      );
    case 's-curve':
      return (
        <>
          <QuantityField
            label="Ceiling"
            path="calendar.growth.ceiling"
            unit="times the first month"
            max={20}
            value={growth.ceiling}
            error={problem}
            onEdit={(ceiling) => onEdit({ ...growth, ceiling })}
            onDone={onDone}
          />
          <QuantityField
            label="Middle of the rise"
            path="calendar.growth.midpointMonth"
            unit="months from the start"
            max={36}
            value={growth.midpointMonth}
            onEdit={(midpointMonth) => onEdit({ ...growth, midpointMonth })}
            onDone={onDone}
          />
          <QuantityField
            label="Steepness"
            path="calendar.growth.steepness"
            unit="per month"
            max={5}
            value={growth.steepness}
            onEdit={(steepness) => onEdit({ ...growth, steepness })}
            onDone={onDone}
          />
        </>
      );
    case 'table':
      return <GrowthTable growth={growth} onEdit={onEdit} onDone={onDone} />;
  }
}
