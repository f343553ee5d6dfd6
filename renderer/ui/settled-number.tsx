import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

export interface SettledNumberProps extends Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'defaultValue' | 'onValueChange'
> {
  /** What the field starts with; null = empty. */
  readonly value: number | null;
  /** Told what is typed when the field is left or Enter is pressed; null = it is empty. */
  readonly onSettle: (typed: number | null) => void;
}

/** A number of a question that takes a while to answer: it is asked when the typing is over. */
export function SettledNumber({ value, onSettle, ...others }: SettledNumberProps): ReactNode {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  function settle(): void {
    onSettle(typed === '' ? null : Number(typed));
  }
  return (
    <NumberInput
      min={0}
      hideControls
      {...others}
      value={typed}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
