import { SimpleGrid, Stack } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { SpendForecast } from '#shared/domain/forecast.ts';
import { ForecastBands } from '../../charts/forecast-bands.tsx';
import { useApp } from '../../store/use-app.ts';
import { NoUsageYet, useHasNoUsage } from '../../ui/no-usage.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { WorkProgress } from '../../ui/work-progress.tsx';
import { BacktestCard } from './backtest-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { ForecastForm } from './forecast-form.tsx';
import { MonthCards } from './month-cards.tsx';

/** Where spend goes: to the end of the month and on, how sure that is, and what is known of it. */
export function ForecastScreen(): ReactNode {
  useScreenTitle('Forecast');
  const imports = useApp((state) => state.imports);
  const read = useApp((state) => state.readForecast);
  const hasAnswer = useApp((state) => state.forecast !== null);
  const isEmpty = useHasNoUsage();
  useEffect(() => {
    if (imports !== null && !isEmpty && !hasAnswer) void read();
    // Asked once when the screen opens; every later question comes from its fields.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [imports === null, isEmpty, read]);
  return (
    <Stack gap="sm">
      <ScreenHeading
        title="Forecast"
        description="Where the recorded spend goes, how sure that is, and how well such forecasts did in the past."
      />
      {isEmpty ? (
        <NoUsageYet
          icon={<IconChartLine aria-hidden />}
          description="Import a usage export or a request log. From 14 days on, models are compared on your own past."
        />
      ) : (
        <Content />
      )}
    </Stack>
  );
}

function Content(): ReactNode {
  const read = useApp((state) => state.readForecast);
  const forecast = useApp((state) => state.forecast);
  const error = useApp((state) => state.forecastError);
  const isForecasting = useApp((state) => state.isForecasting);
  const cancel = useApp((state) => state.cancelJob);
  return (
    <>
      <ForecastForm />
      <div style={{ minHeight: 30 }}>
        {isForecasting && (
          <WorkProgress kind="forecast" label="Forecasting from the past" onCancel={(id) => void cancel(id)} />
        )}
      </div>
      {error !== null && (
        <FailureNote
          title={error.code === 'cancelled' ? 'The forecast was cancelled' : 'There is no forecast'}
          error={error}
          onRetry={() => void read()}
        />
      )}
      {forecast === null ? (
        error === null && <Waiting label="Working the forecast out" heights={[110, 330, 220]} />
      ) : (
        <Answer forecast={forecast.answer} />
      )}
    </>
  );
}

function Answer({ forecast }: { readonly forecast: SpendForecast }): ReactNode {
  return (
    <>
      <MonthCards forecast={forecast} />
      <ForecastBands forecast={forecast} height={280} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        <BacktestCard forecast={forecast} />
        <FactsCard facts={forecast.facts} notes={forecast.notes} />
      </SimpleGrid>
    </>
  );
}
