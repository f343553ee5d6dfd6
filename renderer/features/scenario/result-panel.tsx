import { Alert, Box, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, memo, Suspense, useMemo, type ReactNode } from 'react';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { rangeOfPeriod, useRanges } from '../../store/use-ranges.ts';
import { meanOfHorizon, periodView, type PeriodView } from '../../store/period-view.ts';
import { unitCosts, type UnitCost } from '../../store/unit-costs.ts';
import { useApp } from '../../store/use-app.ts';
import { Waterfall } from '../../charts/waterfall.tsx';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { Headline, HeadlineSkeleton } from '../../ui/headline.tsx';
import { RunNotes } from '../../ui/run-notes.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { TierCard } from '../../ui/tier-card.tsx';
import { UnpricedBanner } from '../../ui/unpriced-banner.tsx';
import { useInTurns } from '../../ui/use-in-turns.ts';
import type { ResultDetails } from './result-details.ts';

// Below the fold of most windows: their code comes after the first paint.
const MonthLines = lazy(async () => ({ default: (await import('../../charts/month-lines.tsx')).MonthLines }));
const RangeCard = lazy(async () => ({ default: (await import('../../ui/range-card.tsx')).RangeCard }));
const ResultTables = lazy(async () => ({ default: (await import('./result-tables.tsx')).ResultTables }));

/** From one drawing of the waterfall to the next of months and tables during a drag, and back, ms. */
const turnMs = 60;
/** Room for the chart of months until it is there, px. */
const monthLinesHeight = 330;
/** Room for the range until it is there, px. */
const rangeHeight = 480;

/** What the scenario costs: headline, waterfall and breakdown; stays in sight while the inputs scroll. */
export function ResultPanel(): ReactNode {
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  const pricesPending = useApp((state) => state.pricesPending);
  const candidates = useApp((state) => state.candidates);
  const scenario = useApp(({ history }) => history?.present);
  const view = useMemo(() => (result === null ? null : periodView(result, meanOfHorizon)), [result]);
  const details = useMemo(
    () => (view === null || result === null || scenario === undefined ? null : { view, result, scenario }),
    [view, result, scenario],
  );
  // The headline is painted in the frame of the slider's move; charts and tables follow some eight times a second, in
  // time that no input needs, and once more with the last value.
  const [charted, tabled] = useInTurns(details, turnMs);
  const counted = tabled ?? details;
  const units = useMemo(
    () => (counted === null ? [] : unitCosts(counted.scenario, counted.result, counted.view)),
    [counted],
  );
  return (
    <Box className="result-panel" component="section" aria-label="Result">
      <Stack gap="sm">
        {problem !== null && (
          <FailureNote
            title={view === null ? 'This scenario cannot be computed' : 'These are the figures before the last change'}
            error={problem}
          />
        )}
        {view === null || result === null ? (
          problem === null && <HeadlineSkeleton />
        ) : (
          <>
            <UnpricedBanner unpriced={result.unpriced} candidates={candidates} />
            <HeadlineWithRange view={view} result={result} units={units} />
            <RefusedNote view={view} />
            {pricesPending && (
              <Text size="xs" c="dimmed" role="status">
                Reading the prices of a newly named model…
              </Text>
            )}
            <Chart details={charted ?? details} />
            <Months details={counted} />
            <Suspense fallback={<Skeleton h={rangeHeight} />}>
              <RangeCard result={result} />
            </Suspense>
            <TierCard tiers={result.tiers} />
            <Suspense fallback={null}>
              <ResultTables details={counted} units={units} />
            </Suspense>
            <RunNotes notes={result.notes} />
          </>
        )}
      </Stack>
    </Box>
  );
}

/** What a limit refuses: its cost is part of the saving, what it was worth is not. */
function RefusedNote({ view: { baseline, optimized } }: { readonly view: PeriodView }): ReactNode {
  // Limits alone change how many requests are served.
  const refused = baseline.requests - optimized.requests;
  if (refused <= 1e-9 * baseline.requests) return null;
  return (
    <Alert variant="light" color="ember" role="status" p="xs">
      <Text size="sm">
        {formatCount(refused)} requests a month are refused ({formatPercent(refused / baseline.requests)}). Their cost
        is part of the saving; what they were worth is not counted.
      </Text>
    </Alert>
  );
}

/** The headline with its range, which comes when the edits rest. */
function HeadlineWithRange({
  view,
  result,
  units,
}: {
  readonly view: PeriodView;
  readonly result: SimulationResult;
  readonly units: readonly UnitCost[];
}): ReactNode {
  return <Headline view={view} units={units} range={rangeOfPeriod(useRanges(result), meanOfHorizon)} />;
}

const Chart = memo(function Chart({ details }: { readonly details: ResultDetails | null }): ReactNode {
  return details === null ? null : <Waterfall view={details.view} height={200} />;
});

const Months = memo(function Months({ details }: { readonly details: ResultDetails | null }): ReactNode {
  if (details === null || details.result.months.length === 1) return null;
  return (
    <Suspense fallback={<Skeleton h={monthLinesHeight} />}>
      <MonthLines result={details.result} height={190} />
    </Suspense>
  );
});
