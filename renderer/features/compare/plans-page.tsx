import { Box, Button, Skeleton, Stack } from '@mantine/core';
import { IconGitBranch } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { PlanChanges } from './plan-changes.tsx';
import { PlanChooser } from './plan-chooser.tsx';
import { PlanCosts } from './plan-costs.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { PlanTree } from './plan-tree.tsx';

/** Up to five plans of the library beside each other, levers applied, each held against the first. */
export function PlansPage(): ReactNode {
  const entries = useApp((state) => state.entries);
  const compared = useApp((state) => state.comparedPlans);
  const openId = useApp(({ entry }) => entry?.id);
  const present = useApp(({ history }) => history?.present);
  const refresh = useApp((state) => state.refreshPlanComparison);
  useEffect(() => {
    void refresh();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- they are what a comparison is of, read from the store
  }, [refresh, entries, openId, present]);
  if (entries === null) return <Skeleton h={200} aria-label="Reading the library" />;
  return (
    <Stack gap="md">
      <PlanChooser entries={entries} />
      {compared.length < 2 ? <OneMore hasOpen={openId !== undefined} /> : <Comparison />}
    </Stack>
  );
}

function Comparison(): ReactNode {
  const ids = useApp((state) => state.comparedPlans);
  const comparison = useApp((state) => state.planComparison);
  const isBusy = useApp((state) => state.comparingPlans);
  const refresh = useApp((state) => state.refreshPlanComparison);
  const isCurrent = comparison !== null && comparison.ids.join(' ') === ids.join(' ');
  if (!isCurrent) return <Skeleton h={360} aria-busy="true" aria-label="Comparing the plans" />;
  const { answer } = comparison;
  if (!answer.ok) {
    return <FailureNote title="These plans cannot be compared" error={answer.error} onRetry={() => void refresh()} />;
  }
  return (
    <Box aria-busy={isBusy} opacity={isBusy ? 0.6 : 1}>
      <Stack gap="md">
        <PlanFigures ids={ids} comparison={answer.value} />
        <PlanCosts ids={ids} comparison={answer.value} />
        <PlanChanges comparison={answer.value} />
        <PlanTree ids={ids} comparison={answer.value} />
      </Stack>
    </Box>
  );
}

function OneMore({ hasOpen }: { readonly hasOpen: boolean }): ReactNode {
  const branch = useApp((state) => state.branchScenario);
  return (
    <NothingYet
      icon={<IconGitBranch aria-hidden />}
      title="Choose a second plan"
      description="Add a plan of the library above, or branch the open one: the branch starts as its copy, and this page then shows everything you change in it, with what each change costs or saves."
    >
      {hasOpen ? (
        <Button onClick={() => void branch()}>Branch the open plan</Button>
      ) : (
        <Button component="a" href="#/scenario">
          Go to the scenario
        </Button>
      )}
    </NothingYet>
  );
}
