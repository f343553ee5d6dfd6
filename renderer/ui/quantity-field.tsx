import { ActionIcon } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { memo, useMemo, type ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import { DistributionInputs } from './distribution-inputs.tsx';
import { formatCount } from './format.ts';
import { InputNote } from './input-note.tsx';
import { NumberField } from './number-field.tsx';
import { RangeMenu } from './range-inputs.tsx';
import { RemoveCross } from './remove-cross.tsx';
import { RowHead } from './row-head.tsx';
import { nearestStep, roundSteps } from './slider-scale.ts';
import { Slider } from './slider.tsx';
import { useLatest } from './use-latest.ts';

export interface QuantityFieldProps {
  readonly label: string;
  /** JSON path in the scenario: gives the row its note; absent = a number without one. */
  readonly path?: string | undefined;
  /** What one unit is, for names and hints: `tokens per call`. */
  readonly unit: string;
  readonly value: Quantity;
  /** Largest value that the slider offers; the number field takes more. */
  readonly max: number;
  readonly onEdit: (value: Quantity) => void;
  readonly onDone: () => void;
  readonly error?: string | undefined;
  /** Removes the row; absent = it cannot be removed. */
  readonly onRemove?: (() => void) | undefined;
  /** Other controls at the end of the label. */
  readonly action?: ReactNode;
  /** Opens the text that gives the number; absent = it comes from no text. */
  readonly textAction?: (() => void) | undefined;
}

/** A row for a quantity: slider and number for a number, the bounds of a range, or what was measured. */
export function QuantityField(props: QuantityFieldProps): ReactNode {
  const onEdit = useLatest(props.onEdit);
  const onDone = useLatest(props.onDone);
  const onRemove = useLatest(props.onRemove ?? nothing);
  const textAction = useLatest(props.textAction ?? nothing);
  return (
    <QuantityRow
      {...props}
      onEdit={onEdit}
      onDone={onDone}
      onRemove={props.onRemove === undefined ? undefined : onRemove}
      textAction={props.textAction === undefined ? undefined : textAction}
    />
  );
}

const QuantityRow = memo(function QuantityRow(props: QuantityFieldProps): ReactNode {
  const { label, path, value, onEdit, onDone, onRemove, action, textAction } = props;
  return (
    <div className="slider-row">
      <RowHead label={label}>
        {action}
        <RangeMenu
          label={label}
          path={path}
          unit={props.unit}
          value={value}
          onPick={(next) => {
            onEdit(next);
            onDone();
          }}
        />
        <RowActions label={label} path={path} onRemove={onRemove} textAction={textAction} />
      </RowHead>
      <QuantityInputs {...props} />
    </div>
  );
});

/** The buttons of a row that do not change with its value. */
const RowActions = memo(function RowActions(
  props: Pick<QuantityFieldProps, 'label' | 'path' | 'onRemove' | 'textAction'>,
): ReactNode {
  const { label, path, onRemove, textAction } = props;
  return (
    <>
      {textAction !== undefined && (
        <ActionIcon
          size="sm"
          c="dimmed"
          aria-label={`Give ${label} as text`}
          title={`Give ${label} as text: its tokens are counted`}
          onClick={textAction}
        >
          <IconFileText size={14} aria-hidden />
        </ActionIcon>
      )}
      {path !== undefined && <InputNote path={path} label={label} />}
      {onRemove !== undefined && <RemoveCross label={`Remove ${label}`} onRemove={onRemove} />}
    </>
  );
});

function nothing(): void {}

function QuantityInputs(props: QuantityFieldProps): ReactNode {
  const { value, label, unit, error, onEdit, onDone } = props;
  if (typeof value === 'number') return <NumberQuantity {...props} value={value} />;
  return <DistributionInputs label={label} unit={unit} value={value} error={error} onEdit={onEdit} onDone={onDone} />;
}

function NumberQuantity({
  label,
  unit,
  value,
  max,
  onEdit,
  onDone,
  error,
}: QuantityFieldProps & { readonly value: number }): ReactNode {
  const largest = Math.max(max, value);
  const steps = useMemo(() => roundSteps(largest), [largest]);
  return (
    <>
      <Slider
        label={`${label}, slider`}
        valueText={`${formatCount(value)} ${unit}`}
        min={0}
        max={steps.length - 1}
        step={1}
        value={nearestStep(steps, value)}
        onMove={(position) => {
          const next = steps[position];
          if (next !== undefined) onEdit(next);
        }}
        onDone={onDone}
      />
      <NumberField
        aria-label={`${label}, ${unit}`}
        size="xs"
        value={value}
        onEdit={onEdit}
        onDone={onDone}
        error={error}
        styles={{ input: { textAlign: 'right' } }}
      />
    </>
  );
}
