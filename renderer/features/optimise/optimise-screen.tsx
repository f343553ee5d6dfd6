import { Alert, Button, Stack } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SearchEnd } from '../../store/search-state.ts';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { FreedomCard } from './freedom-card.tsx';
import { LimitsForm } from './limits-form.tsx';
import { OptimiseResult } from './optimise-result.tsx';
import { PerformanceCard } from './performance-card.tsx';

/** The cheapest settings of the plan's levers and models under limits, and what not to do. */
export function OptimiseScreen(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  const problem = useApp((state) => state.problem);
  const pricesPending = useApp((state) => state.pricesPending);
  const createStarter = useApp((state) => state.createStarter);
  const end = useApp((state) => state.searchEnd);
  useScreenTitle('Optimise', scenario?.name);
  if (scenario === undefined) {
    return (
      <NothingYet
        icon={<IconTargetArrow aria-hidden />}
        title="No scenario is open"
        description="Open or create a scenario with levers; this screen then finds the settings that cost least."
      >
        <Button onClick={() => void createStarter()}>Create a scenario</Button>
      </NothingYet>
    );
  }
  return (
    <Stack gap="md">
      <ScreenHeading
        title="Optimise"
        description={`${scenario.name}: which levers and models cost least in the mean month, and which do not pay.`}
      />
      {problem !== null && <FailureNote title="This scenario cannot be computed" error={problem} />}
      <LimitsForm disabled={problem !== null || pricesPending} />
      <FreedomCard scenario={scenario} />
      {end !== null && <Found end={end} scenario={scenario} />}
      <PerformanceCard scenario={scenario} />
    </Stack>
  );
}

/** What the last search found; marked where the plan is another one by now. */
function Found({ end: { of, result }, scenario }: { readonly end: SearchEnd; readonly scenario: Scenario }): ReactNode {
  if (!result.ok) {
    return of === scenario ? <FailureNote title="No plan was found" error={result.error} /> : null;
  }
  const isApplied = scenario === result.value.scenario;
  const isStale = of !== scenario && !isApplied;
  return (
    <>
      {isApplied && (
        <Alert color="pine" variant="light" role="status">
          This plan is applied. Undo takes it back.
        </Alert>
      )}
      {isStale && (
        <Alert color="ember" variant="light" role="status" title="The plan has changed since this search">
          These figures are of the plan as it was. Search again to see what is best now.
        </Alert>
      )}
      <OptimiseResult optimisation={result.value} canApply={of === scenario} />
    </>
  );
}
