import type { ReactNode } from 'react';
import { formatPercent } from './format.ts';
import { InputNote } from './input-note.tsx';
import { NumberField } from './number-field.tsx';
import { RowHead } from './row-head.tsx';
import { Slider } from './slider.tsx';

export interface ShareFieldProps {
  readonly label: string;
  /** JSON path in the scenario: gives the row its note. */
  readonly path: string;
  /** What the share means, in one sentence. */
  readonly help?: string | undefined;
  /** 0…1. */
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly onEdit: (value: number) => void;
  readonly onDone: () => void;
  /** The sentence to show at the field, or just that it is at fault. */
  readonly error?: string | boolean | undefined;
  readonly action?: ReactNode;
}

/** A row for a share: slider and number in per cent. Also for rates below zero, such as shrinking traffic. */
export function ShareField(props: ShareFieldProps): ReactNode {
  const { label, path, help, value, min = 0, max = 1, step = 0.01, onEdit, onDone, error, action } = props;
  return (
    <div className="slider-row">
      <RowHead label={label} help={help}>
        {action}
        <InputNote path={path} label={label} />
      </RowHead>
      <Slider
        label={`${label}, slider`}
        valueText={formatPercent(value)}
        min={percentOf(min)}
        max={percentOf(max)}
        step={percentOf(step)}
        value={percentOf(value)}
        onMove={(percent) => onEdit(percent / 100)}
        onDone={onDone}
      />
      <NumberField
        aria-label={`${label}, per cent`}
        size="xs"
        suffix=" %"
        allowNegative={min < 0}
        min={percentOf(min)}
        max={percentOf(max)}
        decimalScale={4}
        value={percentOf(value)}
        onEdit={(percent) => onEdit(percent / 100)}
        onDone={onDone}
        error={error}
        styles={{ input: { textAlign: 'right' } }}
      />
    </div>
  );
}

/** Without the noise of binary fractions: 0.07 × 100 is 7. */
function percentOf(share: number): number {
  return Number((share * 100).toFixed(6));
}
