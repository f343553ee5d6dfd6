import { anomalyQuerySchema } from '#shared/domain/anomaly.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { dailySpend } from '../spend/daily-spend.ts';
import type { SpendSource } from '../spend/source.ts';

const marked = anomalyQuerySchema.pick({ timeZone: true, filter: true });

/**
 * Whether something can be said of a day: it has to lie between the first and the last day of the usage that the series
 * names. Fails `bad-input` for what is no series, `no-usage`, and `day-without-usage`.
 * @param series as `seriesKey` writes it.
 * @param day `YYYY-MM-DD`.
 */
export function checkMarkedDay(source: SpendSource, series: string, day: string): Result<string> {
  const query = readSeries(series);
  if (query === undefined) return failure('bad-input', 'The series is none that the anomalies of a ledger have.');
  const found = dailySpend(source, { filter: query.filter }, query.timeZone);
  if (!found.ok) return found;
  const { firstDay, lastDay } = found.value;
  return day >= firstDay && day <= lastDay ? success(day) : outside(day, firstDay, lastDay);
}

function outside(day: string, firstDay: string, lastDay: string): Failed {
  return failure('day-without-usage', `${day} is not a day of this usage, which runs from ${firstDay} to ${lastDay}.`, {
    nextStep: 'Name a day between them; `burnrate anomalies` lists those that are out of line.',
  });
}

function readSeries(series: string) {
  try {
    return marked.safeParse(JSON.parse(series)).data;
  } catch {
    return undefined;
  }
}
