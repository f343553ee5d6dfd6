import { Button, Group, Select, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { FixedCost } from '#shared/domain/fixed-cost.ts';
import { addStep, editStep, freeStepMonths, removeStep } from '../../store/edits-fixed-costs.ts';
import { replaceFixedCost } from '../../store/edits-scenario-parts.ts';
import { pathsWithout } from '../../store/input-paths.ts';
import { useApp } from '../../store/use-app.ts';
import { DistributionInputs } from '../../ui/distribution-inputs.tsx';
import { FieldProblem } from '../../ui/field-problem.tsx';
import { InputNote } from '../../ui/input-note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RangeMenu } from '../../ui/range-inputs.tsx';
import { RemoveCross } from '../../ui/remove-cross.tsx';
import { useEdits, useProblemAt } from '../../store/use-edits.ts';

/** Steps of a fixed cost: from a month on, another number of units. */
export function FixedCostSteps(props: {
  readonly cost: FixedCost;
  readonly costIndex: number;
  /** JSON path of the cost. */
  readonly path: string;
  readonly onEdit: (key: string, change: (present: FixedCost) => FixedCost) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { cost, costIndex, path, onEdit, onDone } = props;
  const { editOnce } = useEdits();
  const startMonth = useApp(({ history }) => history?.present.calendar.startMonth) ?? '';
  const months = useApp(({ history }) => history?.present.calendar.months) ?? 1;
  const problem = useProblemAt(`${path}.steps`);
  const free = startMonth === '' ? [] : freeStepMonths(cost, { startMonth, months });
  const [next] = free.filter((month) => month > (cost.steps.at(-1)?.month ?? ''));

  function once(change: (present: FixedCost) => FixedCost): void {
    onDone();
    onEdit('steps', change);
    onDone();
  }

  return (
    <>
      {cost.steps.map((step, index) => (
        <div key={step.month} className="slider-row">
          <Group gap={4} wrap="nowrap" justify="space-between">
            <Text size="sm">Units from</Text>
            <Group gap={4} wrap="nowrap">
              <RangeMenu
                label={`Units from ${step.month}`}
                path={`${path}.steps[${index}].units`}
                unit="units"
                value={step.units}
                onPick={(units) => once((present) => editStep(present, index, { units }))}
              />
              <InputNote path={`${path}.steps[${index}].units`} label={`Units from ${step.month}`} />
              <RemoveCross
                label={`Remove the step of ${step.month}`}
                onRemove={() =>
                  editOnce('Remove step', (scenario) =>
                    pathsWithout(
                      replaceFixedCost(scenario, costIndex, (present) => removeStep(present, index)),
                      `${path}.steps`,
                      index,
                    ),
                  )
                }
              />
            </Group>
          </Group>
          <Select
            size="xs"
            aria-label={`Month of the step of ${step.month}`}
            allowDeselect={false}
            data={[...free, step.month].sort()}
            value={step.month}
            onChange={(month) => {
              if (month !== null) once((present) => editStep(present, index, { month }));
            }}
          />
          <StepUnits
            label={`Units from ${step.month}`}
            units={step.units}
            onEdit={(units) => onEdit(`steps[${index}]`, (present) => editStep(present, index, { units }))}
            onEditOnce={(units) => once((present) => editStep(present, index, { units }))}
            onDone={onDone}
          />
        </div>
      ))}
      <FieldProblem sentence={problem} />
      <Group gap="xs">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={next === undefined}
          onClick={() => {
            if (next !== undefined) once((present) => addStep(present, next));
          }}
        >
          Add a step
        </Button>
        <Text size="xs" c="dimmed">
          {next === undefined
            ? 'The plan has no later month.'
            : 'From a month on, another number of units; growth starts anew from it.'}
        </Text>
      </Group>
    </>
  );
}

/** How many units a step sets: a number, a range, or what was measured. */
function StepUnits(props: {
  readonly label: string;
  readonly units: Quantity;
  readonly onEdit: (units: Quantity) => void;
  readonly onEditOnce: (units: Quantity) => void;
  readonly onDone: () => void;
}): ReactNode {
  const { label, units, onEdit, onEditOnce, onDone } = props;
  if (typeof units === 'number') {
    return (
      <NumberField
        size="xs"
        aria-label={label}
        value={units}
        onEdit={onEdit}
        onDone={onDone}
        styles={{ input: { textAlign: 'right' } }}
      />
    );
  }
  return (
    <DistributionInputs
      label={label}
      unit="units"
      value={units}
      onEdit={onEdit}
      onEditOnce={onEditOnce}
      onDone={onDone}
    />
  );
}
