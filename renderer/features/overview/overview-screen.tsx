import { SimpleGrid, Stack } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { DailyCosts } from '../../charts/daily-costs.tsx';
import { dailyCosts } from '../../store/ledger-view.ts';
import { reportChoices } from '../../store/output-formats.ts';
import type { Dashboard } from '../../store/tracking-state.ts';
import { useApp } from '../../store/use-app.ts';
import { formatDay } from '../../ui/format.ts';
import { NoUsageYet, useHasNoUsage } from '../../ui/no-usage.tsx';
import { OutputMenu } from '../../ui/output-menu.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { BreakdownCard } from './breakdown-card.tsx';
import { BucketsCard } from './buckets-card.tsx';
import { RecentCard } from './recent-card.tsx';
import { SavingsCard } from './savings-card.tsx';
import { SpanCards } from './span-cards.tsx';

/** What is spent now: today, this week, this month, by whom, and what was saved. */
export function OverviewScreen(): ReactNode {
  useScreenTitle('Overview');
  const read = useApp((state) => state.readDashboard);
  const dashboard = useApp((state) => state.dashboard);
  const error = useApp((state) => state.dashboardError);
  const saveMonthReport = useApp((state) => state.saveMonthReport);
  const isEmpty = useHasNoUsage();
  useEffect(() => {
    if (!isEmpty) void read();
  }, [isEmpty, read]);
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Overview"
        description={dashboard === null ? 'What the recorded usage costs.' : sinceWhen(dashboard)}
        aside={
          dashboard !== null &&
          !isEmpty && (
            <OutputMenu
              label="Save month report"
              choices={reportChoices}
              onChoose={(format) =>
                void saveMonthReport(format, dashboard.overview.asOfMs, dashboard.overview.timeZone)
              }
            />
          )
        }
      />
      {isEmpty ? (
        <NoUsageYet
          icon={<IconLayoutDashboard aria-hidden />}
          description="Import a usage export or a request log. Spending by day, model, project and user appears here."
        />
      ) : (
        <>
          {error !== null && (
            <FailureNote title="The overview could not be read" error={error} onRetry={() => void read()} />
          )}
          {dashboard === null ? (
            error === null && <Waiting label="Reading the overview" heights={[120, 250, 300]} />
          ) : (
            <Content dashboard={dashboard} />
          )}
        </>
      )}
    </Stack>
  );
}

function Content({ dashboard }: { readonly dashboard: Dashboard }): ReactNode {
  const { overview, daily, recent } = dashboard;
  const days = useMemo(() => dailyCosts(daily), [daily]);
  return (
    <>
      <SpanCards overview={overview} />
      <DailyCosts days={days} height={180} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        <BreakdownCard overview={overview} />
        <Stack gap="sm">
          <SavingsCard savings={overview.savings} />
          <BucketsCard overview={overview} />
        </Stack>
      </SimpleGrid>
      <RecentCard recent={recent} />
    </>
  );
}

function sinceWhen({ overview: { asOfMs, isPast, timeZone } }: Dashboard): string {
  const day = formatDay(asOfMs);
  return isPast
    ? `As of ${day}, the last day with recorded usage (days are ${timeZone}). Import newer usage to move on.`
    : `As of ${day} (days are ${timeZone}).`;
}
