import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { writtenCurrency } from './display-currency.ts';

export interface UsdFieldProps extends Omit<
  NumberInputProps,
  'value' | 'onChange' | 'onBlur' | 'defaultValue' | 'onValueChange' | 'prefix'
> {
  /** US dollars; null = empty. */
  readonly value: number | null;
  /** Told with every amount typed, US dollars, and with null when the field is emptied. */
  readonly onEdit: (usd: number | null) => void;
}

/** An amount that may stay empty, typed in the currency that amounts are written in. */
export function UsdField({ value, onEdit, ...others }: UsdFieldProps): ReactNode {
  const { symbol, unitsPerUsd } = writtenCurrency();
  // What is typed stays as it is typed until the field is left: `12.` is not yet `12`.
  const [draft, setDraft] = useState<string | number | null>(null);
  const shown = value === null ? '' : Number((value * unitsPerUsd).toPrecision(12));
  return (
    <NumberInput
      hideControls
      min={0}
      allowNegative={false}
      thousandSeparator=","
      decimalScale={2}
      {...others}
      prefix={symbol}
      value={draft ?? shown}
      onChange={(text) => {
        setDraft(text);
        if (text === '') onEdit(null);
        else if (Number.isFinite(Number(text))) onEdit(Number(text) / unitsPerUsd);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
