import { ActionIcon, Button, Group, Slider, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, useMemo, type ReactNode } from 'react';
import { meanOf, quantileRange, type Quantity } from '#shared/domain/quantity.ts';
import { formatCount } from './format.ts';
import { NumberField } from './number-field.tsx';
import { nearestStep, roundSteps } from './slider-scale.ts';
import { useLatest } from './use-latest.ts';
import { timeSliderDrag, timeSliderInput } from './slider-timing.ts';

export interface QuantityFieldProps {
  readonly label: string;
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
}

/** A row for a quantity: slider and number for a number; mean and spread for a distribution, which can be replaced. */
export function QuantityField(props: QuantityFieldProps): ReactNode {
  const onEdit = useLatest(props.onEdit);
  const onDone = useLatest(props.onDone);
  const onRemove = useLatest(props.onRemove ?? nothing);
  return (
    <QuantityRow
      {...props}
      onEdit={onEdit}
      onDone={onDone}
      onRemove={props.onRemove === undefined ? undefined : onRemove}
    />
  );
}

const QuantityRow = memo(function QuantityRow(props: QuantityFieldProps): ReactNode {
  const { label, unit, value, onEdit, onDone, onRemove, action } = props;
  return (
    <div className="slider-row">
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="sm" title={label} lineClamp={2}>
          {label}
        </Text>
        {action}
        {onRemove !== undefined && (
          <ActionIcon size="sm" aria-label={`Remove ${label}`} title={`Remove ${label}`} onClick={onRemove}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {typeof value === 'number' ? (
        <NumberQuantity {...props} value={value} />
      ) : (
        <>
          <DistributionText value={value} unit={unit} />
          <Group justify="flex-end">
            <Tooltip label="Replace the distribution by its mean, to change it with a slider">
              <Button
                variant="default"
                size="compact-xs"
                aria-label={`Replace the distribution of ${label} by a number`}
                onClick={() => {
                  onEdit(Math.round(meanOf(value) * 100) / 100);
                  onDone();
                }}
              >
                Use a number
              </Button>
            </Tooltip>
          </Group>
        </>
      )}
    </div>
  );
});

function nothing(): void {}

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
      <div onPointerDownCapture={timeSliderDrag} onKeyDownCapture={timeSliderInput}>
        <Slider
          thumbLabel={`${label}, slider`}
          thumbValueText={`${formatCount(value)} ${unit}`}
          size="sm"
          label={null}
          min={0}
          max={steps.length - 1}
          value={nearestStep(steps, value)}
          onChange={(position) => {
            const next = steps[position];
            // A value between two steps sits on the nearest one; only a real move changes it.
            if (next !== undefined && position !== nearestStep(steps, value)) onEdit(next);
          }}
          onChangeEnd={onDone}
        />
      </div>
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

function DistributionText({
  value,
  unit,
}: {
  readonly value: Exclude<Quantity, number>;
  readonly unit: string;
}): ReactNode {
  const { p5, p95 } = quantileRange(value);
  const origin = value.kind === 'empirical' ? `, from ${formatCount(value.records)} records` : '';
  return (
    <Text size="sm" title={`A ${value.kind} distribution in ${unit}${origin}`}>
      mean {formatCount(meanOf(value))}
      <Text span size="xs" c="dimmed">
        {' '}
        · P5–P95 {formatCount(p5)}–{formatCount(p95)}
        {origin}
      </Text>
    </Text>
  );
}
