import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconPlus, IconServer } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { addFleet } from '../../store/edits-fleets.ts';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { FleetEditor } from './fleet-editor.tsx';
import { FleetFindings } from './findings/fleet-findings.tsx';
import { HostingBookSection } from './hosting-book-section.tsx';
import { PublishedFigures } from './published-figures.tsx';

/** Fleets of the open scenario against the API. */
export function SelfHostingScreen(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  const analysed = useApp((state) => state.selfHosting);
  const analyse = useApp((state) => state.analyseSelfHosting);
  const edit = useApp((state) => state.edit);
  const done = useApp((state) => state.sealEdit);
  const fleets = scenario?.fleets ?? [];
  useScreenTitle('Self-host', scenario?.name);
  useEffect(() => {
    if (result !== null && fleets.length > 0) analyse();
  }, [analyse, result, fleets.length]);

  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        edit('Add fleet', addFleet);
        done();
      }}
    >
      Add fleet
    </Button>
  );
  const answer = analysed?.answer;
  // What was worked out before the last edit stays in its place, faint, until the new figures are there.
  const isStale = analysed?.of !== result;
  return (
    <Stack gap="md">
      <ScreenHeading
        title="Self-host"
        description="Rent the API, rent GPUs, or buy them: at this scenario’s own traffic, with staff, idle hours and spares counted."
      />
      {scenario === undefined ? (
        <NothingYet
          icon={<IconServer aria-hidden />}
          title="No scenario is open"
          description="Open a scenario: its traffic decides how many GPUs are needed."
        >
          <Button component="a" href="#/scenario">
            Go to the scenario
          </Button>
        </NothingYet>
      ) : fleets.length === 0 ? (
        <NothingYet
          icon={<IconServer aria-hidden />}
          title="No fleet yet"
          description="Describe replicas of your own: GPU, model, rate, people. This screen then shows what they cost at your traffic and where they break even."
        >
          {add}
        </NothingYet>
      ) : (
        <>
          {problem !== null && <FailureNote title="This scenario cannot be computed" error={problem} />}
          {answer?.ok === false && !isStale && (
            <FailureNote title="The fleets cannot be worked out" error={answer.error} />
          )}
          {fleets.map((fleet, index) => {
            const report = answer?.ok === true ? answer.value.fleets.find(({ id }) => id === fleet.id) : undefined;
            return (
              <Stack key={fleet.id} gap="md">
                <FleetEditor fleet={fleet} index={index} report={report} />
                {report === undefined ? (
                  problem === null && <Skeleton h={360} aria-busy="true" aria-label="Working the fleet out" />
                ) : (
                  <div className="findings" aria-busy={isStale}>
                    <FleetFindings report={report} />
                  </div>
                )}
              </Stack>
            );
          })}
          <Group>{add}</Group>
          <HostingBookSection />
          <PublishedFigures />
        </>
      )}
    </Stack>
  );
}
