import type { ReactNode } from 'react';
import type { Distribution, Quantity } from '#shared/domain/quantity.ts';
import { MeasuredValue } from './measured-value.tsx';
import { RangeInputs } from './range-inputs.tsx';

/** A quantity that is no plain number: the bounds of a range, or what was measured. */
export function DistributionInputs(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: Distribution;
  /** True = written in per cent. */
  readonly isShare?: boolean | undefined;
  readonly error?: string | undefined;
  readonly onEdit: (value: Quantity) => void;
  /** An edit that is over at once; absent = `onEdit` and then `onDone`. */
  readonly onEditOnce?: ((value: Quantity) => void) | undefined;
  readonly onDone: () => void;
}): ReactNode {
  const { label, unit, value, isShare, error, onEdit, onDone } = props;
  if (value.kind !== 'empirical') {
    return (
      <RangeInputs
        label={label}
        unit={unit}
        value={value}
        isShare={isShare}
        error={error}
        onEdit={onEdit}
        onDone={onDone}
      />
    );
  }
  function editOnce(next: Quantity): void {
    onEdit(next);
    onDone();
  }
  return (
    <MeasuredValue
      label={label}
      unit={unit}
      value={value}
      isShare={isShare}
      onEditOnce={props.onEditOnce ?? editOnce}
    />
  );
}
