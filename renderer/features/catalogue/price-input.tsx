import { NumberInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatPercentChange, formatRate } from '../../ui/format.ts';
import type { OverrideField } from './override-form.ts';

/** A price that may be left empty: what it is now, and by how much the typed one differs. */
export function PriceInput(props: {
  readonly field: OverrideField;
  readonly usd: number | undefined;
  /** True for the field that is typed in first. */
  readonly isFirst: boolean;
  readonly onEdit: (usd: number | undefined) => void;
}): ReactNode {
  const { field, usd, isFirst, onEdit } = props;
  const { label, unit, nowUsd } = field;
  const change = usd === undefined || nowUsd === null || nowUsd === 0 ? null : usd / nowUsd - 1;
  return (
    <NumberInput
      label={label}
      description={
        <>
          {unit}, {nowUsd === null ? 'no price yet' : `now ${formatRate(nowUsd)}`}
          {change !== null && (
            <Text span inherit {...(change !== 0 && { className: change < 0 ? 'saving' : 'increase' })}>
              {' '}
              {formatPercentChange(change)}
            </Text>
          )}
        </>
      }
      prefix="$"
      data-autofocus={isFirst || undefined}
      hideControls
      allowNegative={false}
      decimalScale={9}
      value={usd ?? ''}
      onChange={(value) => onEdit(typeof value === 'number' && Number.isFinite(value) ? value : undefined)}
    />
  );
}
