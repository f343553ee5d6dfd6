import { Box, Stack, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { meanOfHorizon, periodView } from '../../store/period-view.ts';
import { useApp } from '../../store/use-app.ts';
import { Waterfall } from '../../charts/waterfall.tsx';
import { Headline, HeadlineSkeleton } from '../../ui/headline.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { UnpricedBanner } from '../../ui/unpriced-banner.tsx';
import { BreakdownTable } from './breakdown-table.tsx';

/** What the scenario costs: headline, waterfall and breakdown; stays in sight while the inputs scroll. */
export function ResultPanel(): ReactNode {
  const result = useApp((state) => state.result);
  const problem = useApp((state) => state.problem);
  const pricesPending = useApp((state) => state.pricesPending);
  const candidates = useApp((state) => state.candidates);
  const view = useMemo(() => (result === null ? null : periodView(result, meanOfHorizon)), [result]);
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
            {pricesPending && (
              <Text size="xs" c="dimmed" role="status">
                Reading the prices of a newly named model…
              </Text>
            )}
            <Waterfall view={view} height={200} />
            <BreakdownTable view={view} />
            {result.notes.map((note) => (
              <Text key={note} size="xs" c="dimmed">
                {note}
              </Text>
            ))}
          </>
        )}
      </Stack>
    </Box>
  );
}
