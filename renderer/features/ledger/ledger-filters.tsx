import { Button, Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { filterDimensions, isNarrowed, withNames } from '../../store/ledger-view.ts';
import { useApp } from '../../store/use-app.ts';
import { NameFilter } from './name-filter.tsx';

const nothingNarrowed = { fromDay: '', toDay: '', names: {} };

/** Which usage is shown: every filter narrows it at once. */
export function LedgerFilters(): ReactNode {
  const view = useApp((state) => state.ledgerView);
  const change = useApp((state) => state.viewLedger);
  const isReversed = view.fromDay !== '' && view.toDay !== '' && view.toDay < view.fromDay;
  return (
    <Group gap="xs" align="flex-start" role="search" aria-label="Filter the usage">
      <TextInput
        type="date"
        label="From"
        w={146}
        value={view.fromDay}
        onChange={(event) => change({ fromDay: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To, included"
        w={146}
        value={view.toDay}
        error={isReversed}
        aria-invalid={isReversed}
        onChange={(event) => change({ toDay: event.currentTarget.value })}
      />
      {filterDimensions.map((dimension) => (
        <NameFilter
          key={dimension}
          dimension={dimension}
          chosen={view.names[dimension] ?? []}
          onChange={(chosen) => change({ names: withNames(view, dimension, chosen).names })}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        mt={30}
        disabled={!isNarrowed(view)}
        className="quiet-when-disabled"
        onClick={() => change(nothingNarrowed)}
      >
        Show all
      </Button>
    </Group>
  );
}
