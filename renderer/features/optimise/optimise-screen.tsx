import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { LimitsForm } from './limits-form.tsx';
import { PerformanceCard } from './performance-card.tsx';
import { OptimiseResult } from './optimise-result.tsx';
import { useSearch } from './use-search.ts';

/** The cheapest settings of the plan's levers and models under limits, and what not to do. */
export function OptimiseScreen(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  const cards = useApp((state) => state.cards);
  const problem = useApp((state) => state.problem);
  const pricesPending = useApp((state) => state.pricesPending);
  const createStarter = useApp((state) => state.createStarter);
  const { state, start, cancel } = useSearch();
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
      <div>
        <Title order={1} mb={2}>
          Optimise
        </Title>
        <Text size="sm" c="dimmed">
          {scenario.name}: which levers and models cost least in the mean month, and which do not pay.
        </Text>
      </div>
      {problem !== null && <FailureNote title="This scenario cannot be computed" error={problem} />}
      <LimitsForm
        search={state}
        disabled={problem !== null || pricesPending}
        onStart={(options) => start({ scenario, cards, options })}
        onCancel={cancel}
      />
      {state.step === 'ended' && state.of !== scenario && (
        <Alert color="gray" variant="light">
          The plan has changed since the last search. Search again to see what is best now.
        </Alert>
      )}
      {state.step === 'ended' && state.of === scenario && !state.result.ok && (
        <FailureNote title="No plan was found" error={state.result.error} />
      )}
      {state.step === 'ended' && state.of === scenario && state.result.ok && (
        <OptimiseResult optimisation={state.result.value} />
      )}
      <PerformanceCard scenario={scenario} />
    </Stack>
  );
}
