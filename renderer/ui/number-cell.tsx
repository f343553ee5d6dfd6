import { Group, Input, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useProblemAt } from '../store/use-edits.ts';
import { InputNote } from './input-note.tsx';
import { NumberField } from './number-field.tsx';

/** What a number of a scenario is: shared by every way to edit it. */
export interface NumberCellProps {
  readonly label: string;
  /** Shown beside the label: `USD per GPU-hour`; per cent for shares. */
  readonly unit?: string;
  /** What the number means, in one sentence; shown under the field. */
  readonly help?: string;
  /** JSON path in the scenario: gives the cell its note and its problem. */
  readonly path: string;
  /** Undefined = not given. */
  readonly value: number | undefined;
  /** A share 0…1, or a rate, is edited in per cent. */
  readonly isShare?: boolean;
  readonly isWhole?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** What an empty field stands for; needs `onClear`. */
  readonly whenEmpty?: string;
  readonly onEdit: (value: number) => void;
  readonly onClear?: (() => void) | undefined;
  readonly onDone: () => void;
  /** A button beside the label. */
  readonly action?: ReactNode;
}

/** A number with its label, unit, note and problem, as one cell of a grid. */
export function NumberCell(props: NumberCellProps): ReactNode {
  const { label, help, path, value, isShare = false, isWhole = false, min = 0, max, whenEmpty } = props;
  const { onEdit, onClear, onDone, action } = props;
  const unit = isShare ? 'per cent' : props.unit;
  const problem = useProblemAt(path);
  const id = useId();
  const scale = isShare ? 100 : 1;
  return (
    <div>
      <Group gap={4} wrap="nowrap" justify="space-between" align="flex-end">
        <Input.Label size="xs" htmlFor={id}>
          {label}
          {unit !== undefined && (
            <Text span size="xs" c="dimmed" fw={400}>
              {`, ${unit}`}
            </Text>
          )}
        </Input.Label>
        {action}
        <InputNote path={path} label={label} />
      </Group>
      <NumberField
        id={id}
        size="xs"
        min={min * scale}
        {...(max !== undefined && { max: max * scale })}
        allowNegative={min < 0}
        allowDecimal={!isWhole}
        {...(isShare && { suffix: ' %' })}
        {...(whenEmpty !== undefined && { placeholder: whenEmpty })}
        value={value === undefined ? undefined : Number((value * scale).toFixed(9))}
        onEdit={(typed) => onEdit(typed / scale)}
        onClear={onClear}
        onDone={onDone}
        error={problem}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...(help !== undefined && { description: help })}
      />
    </div>
  );
}
