import type { CalibrationFit } from '#shared/domain/calibration.ts';
import { percent } from '#shared/percent.ts';
import { completeDays, refused, requestsOn } from './arrivals.ts';
import { lineThrough, quantile975 } from './interval.ts';
import type { DailyRequests } from './observations.ts';

/** Weeks below which a trend cannot be told from chance. */
const fewestWeeks = 8;
/** Weeks in a month of 30.4375 days. */
const weeksPerMonth = 30.4375 / 7;

/**
 * How traffic grows: the slope of the logarithm of the requests of whole weeks (a week has no season of its own), as compound
 * growth a month. The interval is Student's, over the weeks. It is used where the interval leaves 0 out.
 */
export function growthFit(workload: DailyRequests): CalibrationFit {
  const days = completeDays(workload);
  const weeks = Math.floor(days.length / 7);
  const base = { quantity: 'growth' as const, subject: '', sample: weeks, sampleOf: 'weeks' };
  if (!workload.daysKnown) return refused(base, 'Records cover more than a day each.', 'an export by day, or finer');
  if (weeks < fewestWeeks) return refused(base, `There are ${weeks} whole weeks.`, `${fewestWeeks} whole weeks`);
  const whole = days.slice(days.length - 7 * weeks);
  const requests = Array.from({ length: weeks }, (_none, week) =>
    whole.slice(7 * week, 7 * week + 7).reduce((sum, day) => sum + requestsOn(workload, day), 0),
  );
  if (requests.some((count) => count === 0))
    return refused(base, 'Some weeks have no requests.', `${fewestWeeks} whole weeks with requests in each`);
  const line = lineThrough(requests.map(Math.log));
  const reach = line.error * quantile975(weeks - 2);
  const [value = 0, lower = 0, upper = 0] = [line.slope, line.slope - reach, line.slope + reach].map(
    (slope) => Math.exp(slope * weeksPerMonth) - 1,
  );
  const isKnown = lower > 0 || upper < 0;
  return {
    ...base,
    sentence: isKnown
      ? `Requests ${value > 0 ? 'grow' : 'fall'} by ${percent(Math.abs(value))} a month.`
      : `No growth can be told from chance: ${percent(lower)} to ${percent(upper)} a month.`,
    estimate: { value, lower, upper, unit: 'perMonth' },
    shape: {
      kind: 'line',
      unit: 'requests',
      points: requests.map((observed, week) => ({
        name: `Week ${week + 1}`,
        observed,
        fitted: Math.exp(line.intercept + line.slope * week),
      })),
    },
    missing: null,
    usedAs: isKnown ? 'the growth in the calendar' : null,
  };
}
