import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

export interface NumberFieldProps extends Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onBlur' | 'defaultValue' | 'onValueChange'
> {
  readonly value: number;
  /** Called with every number typed; never with an empty or half-typed field. */
  readonly onEdit: (value: number) => void;
  /** Called when the field is left: the edit is over. */
  readonly onDone: () => void;
}

/** A number under edit. While it is empty or half typed the last number stays in force. */
export function NumberField({ value, onEdit, onDone, ...others }: NumberFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <NumberInput
      hideControls
      allowNegative={false}
      thousandSeparator=","
      decimalScale={6}
      {...others}
      value={draft ?? Number(value.toPrecision(12))}
      onChange={(next) => {
        if (typeof next === 'number' && Number.isFinite(next)) {
          setDraft(null);
          if (next !== value) onEdit(next);
        } else setDraft(String(next));
      }}
      onBlur={() => {
        setDraft(null);
        onDone();
      }}
    />
  );
}
