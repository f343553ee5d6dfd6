import { Button, Stack } from '@mantine/core';
import { IconPinned } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { PlanList } from './plan-list.tsx';
import { VarianceCard } from './variance-card.tsx';

/** A scenario that was pinned as the plan, beside what was used: how far off, and why. */
export function PlanActualScreen(): ReactNode {
  useScreenTitle('Plan vs actual');
  const plans = useApp((state) => state.plans);
  const variance = useApp((state) => state.variance);
  const error = useApp((state) => state.plansError);
  const read = useApp((state) => state.readPlans);
  useEffect(() => {
    void read();
  }, [read]);
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Plan vs actual"
        description="A pinned plan is a copy of a scenario with the prices of that day. Each month shows how far off it was, and why."
        aside={plans !== null && plans.length > 0 && <PinButton />}
      />
      {error !== null && <FailureNote title="Plans could not be read" error={error} onRetry={() => void read()} />}
      {plans === null ? (
        error === null && <Waiting label="Comparing the plan with the ledger" heights={[120, 320]} />
      ) : plans.length === 0 ? (
        <NothingYet
          icon={<IconPinned aria-hidden />}
          title="No plan is pinned yet"
          description="Pin the open scenario: it is kept as it is now, and every month of recorded usage is compared with it."
        >
          <PinButton />
        </NothingYet>
      ) : (
        <>
          <PlanList plans={plans} />
          {variance === null ? (
            <Waiting label="Comparing the plan with the ledger" heights={[120, 320]} />
          ) : (
            <VarianceCard key={variance.entry.id} variance={variance} />
          )}
        </>
      )}
    </Stack>
  );
}

function PinButton(): ReactNode {
  const name = useApp((state) => state.history?.present.name);
  const pin = useApp((state) => state.pinOpenScenario);
  return name === undefined ? (
    <Button component="a" href={hashOf('scenario')}>
      Open a scenario first
    </Button>
  ) : (
    <Button
      leftSection={<IconPinned size={16} aria-hidden />}
      onClick={() => void pin()}
      maw="min(360px, 100%)"
      title={`Pin ${name}`}
    >
      Pin “{name}”
    </Button>
  );
}
