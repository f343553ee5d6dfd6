import { Alert, Box, Stack, Text } from '@mantine/core';
import { memo, useMemo, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { meanOfHorizon, periodView, type PeriodView } from '../../store/period-view.ts';
import { useApp } from '../../store/use-app.ts';
import { Waterfall } from '../../charts/waterfall.tsx';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { Headline, HeadlineSkeleton } from '../../ui/headline.tsx';
import { RangeCard } from '../../ui/range-card.tsx';
import { RunNotes } from '../../ui/run-notes.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { TierCard } from '../../ui/tier-card.tsx';
import { UnpricedBanner } from '../../ui/unpriced-banner.tsx';
import { useInTurns } from '../../ui/use-in-turns.ts';
import { BreakdownTable } from './breakdown-table.tsx';

/** From one drawing of the chart to the next of the table during a drag, and back, ms. */
const turnMs = 60;

/** What the scenario costs: headline, waterfall and breakdown; stays in sight while the inputs scroll. */
export function ResultPanel(): ReactNode {
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  const pricesPending = useApp((state) => state.pricesPending);
  const candidates = useApp((state) => state.candidates);
  const scenario = useApp(({ history }) => history?.present);
  const view = useMemo(() => (result === null ? null : periodView(result, meanOfHorizon)), [result]);
  const details = useMemo(
    () => (view === null || scenario === undefined ? null : { view, scenario }),
    [view, scenario],
  );
  // The headline is painted in the frame of the slider's move; chart and table follow some eight times a second, in
  // time that no input needs, and once more with the last value.
  const [charted, tabled] = useInTurns(details, turnMs);
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
            <Headline view={view} />
            <RefusedNote view={view} />
            {pricesPending && (
              <Text size="xs" c="dimmed" role="status">
                Reading the prices of a newly named model…
              </Text>
            )}
            <RangeCard result={result} />
            <TierCard tiers={result.tiers} />
            <Chart details={charted ?? details} />
            <Breakdown details={tabled ?? details} />
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

interface Details {
  readonly view: PeriodView;
  /** What the lines of the view are named after. */
  readonly scenario: Scenario;
}

const Chart = memo(function Chart({ details }: { readonly details: Details | null }): ReactNode {
  return details === null ? null : <Waterfall view={details.view} height={200} />;
});

const Breakdown = memo(function Breakdown({ details }: { readonly details: Details | null }): ReactNode {
  return details === null ? null : <BreakdownTable {...details} />;
});
