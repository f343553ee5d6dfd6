import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

export interface NumberFieldProps extends Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onBlur' | 'defaultValue' | 'onValueChange'
> {
  /** Undefined = nothing is given; the field is empty then. */
  readonly value: number | undefined;
  /** Called with every number typed; never with an empty or half-typed field. */
  readonly onEdit: (value: number) => void;
  /** Called when the field is emptied; absent = it always stands for a number. */
  readonly onClear?: (() => void) | undefined;
  /** Called when the field is left: the edit is over. */
  readonly onDone: () => void;
}

/** What is being typed, and the number that it stood for: an undo or a slider makes it stale. */
interface Draft {
  readonly text: string | number;
  readonly value: number | undefined;
}

/** A number under edit. While it is half typed, or empty without `onClear`, the last number stays in force. */
export function NumberField({ value, onEdit, onClear, onDone, ...others }: NumberFieldProps): ReactNode {
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = value === undefined ? '' : readable(value);
  return (
    <NumberInput
      hideControls
      allowNegative={false}
      thousandSeparator=","
      decimalScale={6}
      {...others}
      value={draft !== null && draft.value === value ? draft.text : shown}
      onChange={(text) => {
        const isNumber = typeof text === 'number' && Number.isFinite(text);
        const isCleared = text === '' && onClear !== undefined;
        // What is shown is rounded: showing it is no edit.
        const typed = isNumber && text !== shown ? text : value;
        const next = isCleared ? undefined : typed;
        setDraft({ text, value: next });
        if (next === value) return;
        if (next === undefined) onClear?.();
        else onEdit(next);
      }}
      onBlur={() => {
        setDraft(null);
        onDone();
      }}
    />
  );
}

/** A measured 477,828.4513 reads as 477,828; six significant digits below a thousand. */
function readable(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(6));
}
