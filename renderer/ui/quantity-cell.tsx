import { Group, Input, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import { useProblemAt } from '../store/use-edits.ts';
import { DistributionInputs } from './distribution-inputs.tsx';
import { InputNote } from './input-note.tsx';
import { NumberCell, type NumberCellProps } from './number-cell.tsx';
import { RangeMenu } from './range-inputs.tsx';

export interface QuantityCellProps extends Pick<
  NumberCellProps,
  'label' | 'path' | 'max' | 'whenEmpty' | 'onClear' | 'onDone'
> {
  readonly unit: string;
  /** Undefined = not given. */
  readonly value: Quantity | undefined;
  readonly onEdit: (value: Quantity) => void;
}

/** A number that may be a range, with its label, unit, note and problem, as one cell of a grid. */
export function QuantityCell(props: QuantityCellProps): ReactNode {
  const { label, unit, path, value, onEdit, onDone } = props;
  const problem = useProblemAt(path);
  const menu = value !== undefined && (
    <RangeMenu
      label={label}
      path={path}
      unit={unit}
      value={value}
      onPick={(next) => {
        onEdit(next);
        onDone();
      }}
    />
  );
  if (typeof value !== 'object') return <NumberCell {...props} value={value} action={menu} />;
  return (
    <div>
      <Group gap={4} wrap="nowrap" justify="space-between" align="flex-end">
        <Input.Label size="xs" component="div">
          {label}
          <Text span size="xs" c="dimmed" fw={400}>
            {`, ${unit}`}
          </Text>
        </Input.Label>
        {menu}
        <InputNote path={path} label={label} />
      </Group>
      <DistributionInputs label={label} unit={unit} value={value} error={problem} onEdit={onEdit} onDone={onDone} />
    </div>
  );
}
