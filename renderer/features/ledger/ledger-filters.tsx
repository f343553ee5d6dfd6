import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { UsageFilters } from '../../ui/usage-filters.tsx';

/** Which usage the ledger shows. */
export function LedgerFilters(): ReactNode {
  const view = useApp((state) => state.ledgerView);
  const change = useApp((state) => state.viewLedger);
  return <UsageFilters choice={view} onChange={({ fromDay, toDay, names }) => change({ fromDay, toDay, names })} />;
}
