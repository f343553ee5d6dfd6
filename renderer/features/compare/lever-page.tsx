import { Button, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { MonthLines } from '../../charts/month-lines.tsx';
import { Waterfall } from '../../charts/waterfall.tsx';
import { meanOfHorizon, monthLabel, periodView, type Period } from '../../store/period-view.ts';
import { unitCosts } from '../../store/unit-costs.ts';
import { useApp } from '../../store/use-app.ts';
import { rangeOfPeriod, useRanges } from '../../store/use-ranges.ts';
import { Headline, HeadlineSkeleton } from '../../ui/headline.tsx';
import { RangeCard } from '../../ui/range-card.tsx';
import { RunNotes } from '../../ui/run-notes.tsx';
import { FailureNote, NothingYet } from '../../ui/states.tsx';
import { UnpricedBanner } from '../../ui/unpriced-banner.tsx';
import { CostTreeTable } from './cost-tree-table.tsx';
import { FairSharesCard } from './fair-shares-card.tsx';
import { MonthChangeCard } from './month-change-card.tsx';
import { HorizonCard } from './horizon-card.tsx';

/** Baseline against optimized: how much, by which lever, where, and when. */
export function LeverPage(): ReactNode {
  const scenario = useApp(({ history }) => history?.present);
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  if (scenario === undefined) return <NothingToCompare />;
  if (result !== null) return <Comparison scenario={scenario} result={result} />;
  if (problem !== null) return <FailureNote title="This scenario cannot be computed" error={problem} />;
  return <HeadlineSkeleton />;
}

function Comparison({
  scenario,
  result,
}: {
  readonly scenario: Scenario;
  readonly result: SimulationResult;
}): ReactNode {
  const [period, setPeriod] = useState<Period>(meanOfHorizon);
  const problem = useApp((state) => state.problem);
  const candidates = useApp((state) => state.candidates);
  const view = useMemo(() => periodView(result, period), [result, period]);
  const units = useMemo(() => unitCosts(scenario, result, view), [scenario, result, view]);
  const ranges = useRanges(result);
  const leversOn = scenario.levers.filter(({ enabled }) => enabled).length;
  const { months } = result;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {scenario.name}: all levers off against{' '}
          {leversOn === 1 ? 'the one lever that is' : `the ${leversOn} levers that are`} on.
        </Text>
        {months.length > 1 && (
          <Select
            size="sm"
            aria-label="Month shown"
            allowDeselect={false}
            value={months.some(({ month }) => month === period) ? period : meanOfHorizon}
            onChange={(value) => setPeriod(value ?? meanOfHorizon)}
            data={[
              { value: meanOfHorizon, label: `Mean of ${months.length} months` },
              ...months.map(({ month }) => ({ value: month, label: monthLabel(month) })),
            ]}
          />
        )}
      </Group>
      {problem !== null && <FailureNote title="These are the figures before the last change" error={problem} />}
      <UnpricedBanner unpriced={result.unpriced} candidates={candidates} />
      {leversOn === 0 && (
        <NothingYet
          icon={<IconScale aria-hidden />}
          title="No lever is on"
          description="Baseline and optimized are the same until a lever is on."
        >
          <Button component="a" href="#/scenario">
            Turn on a lever
          </Button>
        </NothingYet>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        <Headline view={view} units={units} range={rangeOfPeriod(ranges, period)} />
        <HorizonCard result={result} />
        <Waterfall view={view} height={300} />
        <MonthLines result={result} height={278} />
        <RangeCard result={result} />
        <Stack gap="md">
          <FairSharesCard result={result} />
          <MonthChangeCard result={result} />
        </Stack>
      </SimpleGrid>
      <CostTreeTable view={view} scenario={scenario} />
      <RunNotes notes={result.notes} />
    </Stack>
  );
}

function NothingToCompare(): ReactNode {
  return (
    <NothingYet
      icon={<IconScale aria-hidden />}
      title="Nothing to compare yet"
      description="Open a scenario, or import usage and calibrate one: then this screen shows what its levers change and why."
    >
      <Button component="a" href="#/import">
        Import usage
      </Button>
      <Button component="a" variant="default" href="#/scenario">
        Go to the scenario
      </Button>
    </NothingYet>
  );
}
