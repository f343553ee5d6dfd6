import { Button, Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { allUsage, filterDimensions, isNarrowed, withNames, type UsageChoice } from '../store/ledger-view.ts';
import { NameFilter } from './name-filter.tsx';

/** Which usage is looked at: every filter narrows it at once. */
export function UsageFilters(props: {
  readonly choice: UsageChoice;
  readonly onChange: (choice: UsageChoice) => void;
  /** Further fields, before those that narrow. */
  readonly children?: ReactNode;
}): ReactNode {
  const { choice, onChange, children } = props;
  const { fromDay, toDay, names } = choice;
  const isReversed = fromDay !== '' && toDay !== '' && toDay < fromDay;
  return (
    <Group gap="xs" align="flex-start" role="search" aria-label="Filter the usage">
      {children}
      <TextInput
        type="date"
        label="From"
        w={146}
        value={fromDay}
        onChange={(event) => onChange({ ...choice, fromDay: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To, included"
        w={146}
        value={toDay}
        error={isReversed}
        aria-invalid={isReversed}
        onChange={(event) => onChange({ ...choice, toDay: event.currentTarget.value })}
      />
      {filterDimensions.map((dimension) => (
        <NameFilter
          key={dimension}
          dimension={dimension}
          chosen={names[dimension] ?? []}
          onChange={(chosen) => onChange({ ...choice, names: withNames(choice, dimension, chosen).names })}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        mt={30}
        disabled={!isNarrowed(choice)}
        className="quiet-when-disabled"
        onClick={() => onChange(allUsage)}
      >
        Show all
      </Button>
    </Group>
  );
}
