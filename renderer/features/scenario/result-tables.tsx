import { memo, type ReactNode } from 'react';
import { BreakdownTable } from './breakdown-table.tsx';
import type { ResultDetails } from './result-details.ts';
import { UnitCostsCard } from './unit-costs-card.tsx';

/** Where the cost is, and what one request, conversation and user costs. */
export const ResultTables = memo(function ResultTables(props: { readonly details: ResultDetails | null }): ReactNode {
  if (props.details === null) return null;
  const { view, result, scenario } = props.details;
  return (
    <>
      <BreakdownTable view={view} scenario={scenario} />
      <UnitCostsCard view={view} result={result} scenario={scenario} />
    </>
  );
});
