import { Badge, Button, Tabs, Title } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { LeversPanel } from './levers-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { ScenarioAbout } from './scenario-about.tsx';
import { WorkloadsPanel } from './workloads-panel.tsx';

// Behind tabs: not needed before the first screen is shown.
const CalendarPanel = lazy(async () => ({ default: (await import('./calendar-panel.tsx')).CalendarPanel }));
const FixedCostsPanel = lazy(async () => ({
  default: (await import('./fixed-costs-panel.tsx')).FixedCostsPanel,
}));
const CorrelationsPanel = lazy(async () => ({
  default: (await import('./correlations-panel.tsx')).CorrelationsPanel,
}));

/** Inputs on the left, what they cost on the right, computed again with every change. */
export function ScenarioScreen(): ReactNode {
  const name = useApp(({ history }) => history?.present.name);
  useScreenTitle('Scenario', name);
  const id = useApp(({ entry }) => entry?.id);
  // Another scenario starts with its own first tab and closed cards.
  return name === undefined ? <NoScenario /> : <OpenScenario key={id} />;
}

/** The frame of the screen. It reads nothing that a slider changes: each panel subscribes to its own part. */
function OpenScenario(): ReactNode {
  const [tab, setTab] = useState<string | null>('workloads');
  const leversOn = useApp(({ history }) => history?.present.levers.filter(({ enabled }) => enabled).length ?? 0);
  return (
    <>
      <Title order={1} mb={2}>
        Scenario
      </Title>
      <ScenarioAbout />
      <div className="scenario-layout">
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="workloads">Workloads</Tabs.Tab>
            <Tabs.Tab
              value="levers"
              rightSection={
                <Badge variant="light" size="sm" aria-label={`${leversOn} on`}>
                  {leversOn} on
                </Badge>
              }
            >
              Levers
            </Tabs.Tab>
            <Tabs.Tab value="fixed-costs">Fixed costs</Tabs.Tab>
            <Tabs.Tab value="calendar">Calendar</Tabs.Tab>
            <Tabs.Tab value="correlations">Correlations</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="workloads">
            <WorkloadsPanel />
          </Tabs.Panel>
          <Tabs.Panel value="levers">
            <LeversPanel />
          </Tabs.Panel>
          <Tabs.Panel value="fixed-costs">
            <Suspense>
              <FixedCostsPanel />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="calendar">
            <Suspense>
              <CalendarPanel />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="correlations">
            <Suspense fallback={null}>
              <CorrelationsPanel />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
        <ResultPanel />
      </div>
    </>
  );
}

function NoScenario(): ReactNode {
  const createStarter = useApp((state) => state.createStarter);
  return (
    <>
      <Title order={1}>Scenario</Title>
      <NothingYet
        icon={<IconAdjustmentsHorizontal aria-hidden />}
        title="No scenario is open"
        description="Import real usage and calibrate a baseline from it, start from a plan by “New plan…” in the library menu above, or describe a system by hand."
      >
        <Button component="a" href="#/import">
          Import usage
        </Button>
        <Button variant="default" onClick={() => void createStarter()}>
          New scenario
        </Button>
      </NothingYet>
    </>
  );
}
