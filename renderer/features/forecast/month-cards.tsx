import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SpendForecast } from '#shared/domain/forecast.ts';
import { timeLabel } from '../../charts/time-axis.ts';
import { monthLabel } from '../../store/period-view.ts';
import { FigureCard } from '../../ui/figure-card.tsx';
import { formatCounted, formatUsd } from '../../ui/format.ts';
import { percentOrUnknown } from './percent-or-unknown.ts';

/** The headline figures: the end of the month, the horizon, the budget, the method. */
export function MonthCards({ forecast }: { readonly forecast: SpendForecast }): ReactNode {
  const { months, runOut, model, backtest } = forecast;
  const [first] = months;
  if (first === undefined) return null;
  const total = months.reduce((sum, { value }) => sum + value, 0);
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <FigureCard
        title={`End of ${monthLabel(first.month)}`}
        value={formatUsd(first.value)}
        testId="forecast-month-end"
        notes={[
          `4 of 5: ${formatUsd(first.lower80)} to ${formatUsd(first.upper80)}`,
          `${formatUsd(first.actualUsd)} recorded in ${formatCounted(first.actualDays, 'day')}.`,
        ]}
      />
      <FigureCard
        title={months.length === 1 ? 'Of which is still to come' : `${months.length} months in all`}
        value={formatUsd(months.length === 1 ? first.value - first.actualUsd : total)}
        notes={[
          months.length === 1
            ? `19 of 20: the month ends between ${formatUsd(first.lower95)} and ${formatUsd(first.upper95)}.`
            : `${monthLabel(first.month)} to ${monthLabel(months.at(-1)?.month ?? first.month)}, recorded days included.`,
        ]}
      />
      <FigureCard title="Budget used up" {...runOutWords(runOut)} testId="forecast-run-out" />
      <FigureCard
        title="Method"
        value={model.name}
        notes={[
          backtest === null
            ? 'Not judged: too little history for a backtest.'
            : `Typical error ${percentOrUnknown(backtest.overall.wape)} of spend; MASE ${backtest.overall.mase?.toFixed(2) ?? 'unknown'} (last week again: ${backtest.overall.maseNaive?.toFixed(2) ?? 'unknown'}); ${percentOrUnknown(backtest.overall.coverage95)} fell in the 95 % band.`,
        ]}
      />
    </SimpleGrid>
  );
}

function runOutWords(runOut: SpendForecast['runOut']): { readonly value: string; readonly notes: readonly string[] } {
  if (runOut === null) return { value: 'Not asked', notes: ['Type a budget above to see the day it is reached.'] };
  const { date, earliest, latest, budgetUsd, spentUsd } = runOut;
  const band =
    earliest === null
      ? 'Not even at the upper end of the 80 % band.'
      : `4 of 5: ${timeLabel(earliest)} to ${latest === null ? 'later than this' : timeLabel(latest)}.`;
  return {
    value: date === null ? 'Not in this time' : timeLabel(date),
    notes: [`${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)} is spent.`, band],
  };
}
