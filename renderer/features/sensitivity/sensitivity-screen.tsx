import { Button, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowsHorizontal } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { Sensitivity } from '#shared/domain/sensitivity.ts';
import { Tornado } from '../../charts/tornado.tsx';
import { useApp } from '../../store/use-app.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { Section } from '../../ui/section.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';

/** Which inputs move the monthly cost most, and where levers stop to pay. */
export function SensitivityScreen(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  const analysed = useApp((state) => state.sensitivity);
  const analyse = useApp((state) => state.analyseSensitivity);
  useScreenTitle('Sensitivity', scenario?.name);
  useEffect(() => {
    if (result !== null) analyse();
  }, [analyse, result]);
  if (scenario === undefined) return <NothingToAnalyse />;
  const answer = analysed?.of === result ? analysed?.answer : undefined;
  return (
    <Stack gap="md">
      <ScreenHeading
        title="Sensitivity"
        description={`${scenario.name}: what one input does to the optimized cost of the mean month when all others stay.`}
      />
      {problem !== null && <FailureNote title="This scenario cannot be computed" error={problem} />}
      {answer === undefined && problem === null && <Waiting />}
      {answer?.ok === false && <FailureNote title="This scenario cannot be analysed" error={answer.error} />}
      {answer?.ok === true && <Findings sensitivity={answer.value} />}
    </Stack>
  );
}

function Findings({ sensitivity }: { readonly sensitivity: Sensitivity }): ReactNode {
  return (
    <>
      <Tornado sensitivity={sensitivity} />
      <Section
        title="Break-even values"
        description="Where a saving turns into a loss when one number moves and all others stay."
      >
        {sensitivity.breakEvens.length === 0 ? (
          <Text size="sm">No single number within its range turns a saving into a loss, or a loss into a saving.</Text>
        ) : (
          <List size="sm" spacing={4}>
            {sensitivity.breakEvens.map(({ path, breakEven, sentence }) => (
              <List.Item key={`${path} ${breakEven}`}>{sentence}</List.Item>
            ))}
          </List>
        )}
      </Section>
    </>
  );
}

function Waiting(): ReactNode {
  return (
    <Section title="Largest swings" description="Working out what each input does…">
      <Skeleton h={360} aria-busy="true" aria-label="Working out what each input does" />
    </Section>
  );
}

function NothingToAnalyse(): ReactNode {
  return (
    <>
      <Title order={1}>Sensitivity</Title>
      <NothingYet
        icon={<IconArrowsHorizontal aria-hidden />}
        title="Nothing to analyse yet"
        description="Open a scenario: then this screen shows which of its numbers move the cost most."
      >
        <Button component="a" href="#/scenario">
          Go to the scenario
        </Button>
      </NothingYet>
    </>
  );
}
