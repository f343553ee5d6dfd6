import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { useApp } from '../store/use-app.ts';
import { formatPercent } from './format.ts';
import { UsdField } from './usd-field.tsx';

/** A budget for the mean month, and how likely either side is above it. @param ranges absent = being worked out. */
export function BudgetOdds({ ranges }: { readonly ranges: SimulationRanges | undefined }): ReactNode {
  const budget = useApp((state) => state.budgetMonthlyUsd);
  const setBudget = useApp((state) => state.setBudgetMonthlyUsd);
  return (
    <Group gap="sm" align="center" wrap="nowrap" data-own-undo>
      <UsdField
        size="xs"
        w={130}
        aria-label="Budget a month"
        placeholder="Budget a month"
        value={budget}
        onEdit={setBudget}
        style={{ flexShrink: 0 }}
      />
      <Text size="sm" aria-live="polite" {...(budget === null && { c: 'dimmed' })}>
        {oddsSentence(budget, ranges)}
      </Text>
    </Group>
  );
}

/** How likely the mean month is above a budget. @param budget USD; null = none given. */
export function oddsSentence(budget: number | null, ranges: SimulationRanges | undefined): string {
  if (budget === null) return 'Type a budget to see how likely the mean month is above it.';
  const odds = ranges?.aboveBudget;
  if (odds?.budgetMonthlyUsd !== budget) return 'Refining…';
  return `Above it in ${formatPercent(odds.optimizedProbability)} of outcomes; without levers in ${formatPercent(odds.baselineProbability)}.`;
}
