import { memo, type ReactNode } from 'react';
import type { UnitCost } from '../../store/unit-costs.ts';
import { BreakdownTable } from './breakdown-table.tsx';
import type { ResultDetails } from './result-details.ts';
import { UnitCostsCard } from './unit-costs-card.tsx';

/** Where the cost is, and what one request, conversation and user costs. */
export const ResultTables = memo(function ResultTables(props: {
  readonly details: ResultDetails | null;
  readonly units: readonly UnitCost[];
}): ReactNode {
  const { details, units } = props;
  if (details === null) return null;
  return (
    <>
      <BreakdownTable view={details.view} scenario={details.scenario} />
      <UnitCostsCard units={units} />
    </>
  );
});
