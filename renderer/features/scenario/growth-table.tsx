import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Growth } from '#shared/domain/calendar.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';

type TableGrowth = Extract<Growth, { kind: 'table' }>;

interface GrowthTableProps {
  readonly growth: TableGrowth;
  readonly onEdit: (growth: TableGrowth) => void;
  readonly onDone: () => void;
}

/** Multiples of the first month's traffic: plain ones as a list to type, and each in a row where it may become a range. */
export function GrowthTable({ growth, onEdit, onDone }: GrowthTableProps): ReactNode {
  const { factors } = growth;
  const plain = factors.flatMap((factor) => (typeof factor === 'number' ? [factor] : []));
  function set(index: number, next: Quantity): void {
    onEdit({ ...growth, factors: factors.map((factor, at) => (at === index ? next : factor)) });
  }
  return (
    <>
      {plain.length === factors.length && (
        <FactorList
          key={plain.join()}
          factors={plain}
          onEdit={(list) => onEdit({ ...growth, factors: list })}
          onDone={onDone}
        />
      )}
      {factors.map((factor, index) => (
        <QuantityField
          // A factor has no name but its month.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          label={`Month ${index + 1}`}
          path={`calendar.growth.factors[${index}]`}
          unit="times the first month"
          max={20}
          value={factor}
          onEdit={(next) => set(index, next)}
          onDone={onDone}
        />
      ))}
    </>
  );
}

interface FactorListProps {
  readonly factors: readonly number[];
  readonly onEdit: (factors: number[]) => void;
  readonly onDone: () => void;
}

/** The table is typed as a list; it counts once every entry is a number from 0 on. */
function FactorList({ factors: given, onEdit, onDone }: FactorListProps): ReactNode {
  const [draft, setDraft] = useState(given.join(', '));
  const factors = draft
    .split(/[,;\s]+/)
    .filter((text) => text !== '')
    .map(Number);
  const isValid = factors.length > 0 && factors.length <= 60 && factors.every((factor) => factor >= 0 && factor <= 1e6);
  function apply(): void {
    if (!isValid) return;
    onEdit(factors);
    onDone();
  }
  return (
    <TextInput
      size="xs"
      label="Multiples of the first month"
      description="One for each month, separated by commas: 1, 1.2, 1.5."
      value={draft}
      error={isValid ? undefined : 'Write 1 to 60 numbers from 0 on.'}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
    />
  );
}
