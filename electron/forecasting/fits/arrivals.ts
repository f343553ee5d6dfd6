import type { CalibrationFit } from '#shared/domain/calibration.ts';
import { percent } from '#shared/percent.ts';
import { msPerDay, msPerHour, weekdayOf } from '#shared/time.ts';
import { ratioOverDays } from './interval.ts';
import type { DailyRequests, WorkloadObservations } from './observations.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const fewestDaysForHours = 2;
const fewestWeeks = 2;

/** When in the day requests come: a share for each UTC hour, over the days. */
export function hoursFit(subject: string, workload: WorkloadObservations): CalibrationFit {
  const days = completeDays(workload).flatMap((day) => workload.hoursByDay.get(day) ?? []);
  const requests = days.reduce((sum, hours) => sum + total(hours), 0);
  const base = { quantity: 'hours' as const, subject, sample: requests, sampleOf: 'requests' };
  if (!workload.hoursKnown)
    return refused(base, 'Records cover more than an hour each.', 'an export by hour, or one record a request');
  if (days.length < fewestDaysForHours || requests < 24)
    return refused(base, 'There are too few whole days.', `${fewestDaysForHours} whole days and 24 requests`);
  const rows = Array.from({ length: 24 }, (_none, hour) => {
    const estimate = ratioOverDays(days.map((hours) => ({ part: hours[hour] ?? 0, whole: total(hours) })));
    return {
      name: `${String(hour).padStart(2, '0')}:00`,
      share: estimate.value,
      lower: estimate.lower,
      upper: estimate.upper,
    };
  });
  const busiest = rows.reduce((most, row) => (row.share > most.share ? row : most));
  return {
    ...base,
    sentence: `The busiest hour is ${busiest.name} UTC with ${percent(busiest.share)} of the day's requests; a flat day has 4.2 %.`,
    estimate: null,
    shape: { kind: 'shares', rows },
    missing: null,
    usedAs: 'the shape of the day in the workload’s traffic',
  };
}

/** On which days of the week requests come, over whole weeks. */
export function weekdaysFit(subject: string, workload: WorkloadObservations): CalibrationFit {
  const days = completeDays(workload);
  const weeks = Math.floor(days.length / 7);
  const base = { quantity: 'weekdays' as const, subject, sample: days.length, sampleOf: 'days' };
  if (!workload.daysKnown) return refused(base, 'Records cover more than a day each.', 'an export by day, or finer');
  if (weeks < fewestWeeks)
    return refused(base, `There are ${weeks} whole weeks.`, `${fewestWeeks} whole weeks (${7 * fewestWeeks} days)`);
  const whole = days.slice(days.length - 7 * weeks);
  const byWeek = Array.from({ length: weeks }, (_none, week) => whole.slice(7 * week, 7 * week + 7));
  const rows = weekdays.map((name, weekday) => {
    const estimate = ratioOverDays(
      byWeek.map((week) => ({
        part: week.reduce((sum, day) => sum + (weekdayOf(day) === weekday ? requestsOn(workload, day) : 0), 0),
        whole: week.reduce((sum, day) => sum + requestsOn(workload, day), 0),
      })),
    );
    return { name, share: estimate.value, lower: estimate.lower, upper: estimate.upper };
  });
  if (rows.every(({ share }) => share === 0)) return refused(base, 'No request came in whole weeks.', 'requests');
  const busiest = rows.reduce((most, row) => (row.share > most.share ? row : most));
  return {
    ...base,
    sentence: `${busiest.name} is the busiest day with ${percent(busiest.share)} of the week's requests, over ${weeks} weeks; a flat week has 14.3 %.`,
    estimate: null,
    shape: { kind: 'shares', rows },
    missing: null,
    usedAs: 'the shape of the week in the workload’s traffic',
  };
}

/** Days from the first to the last with usage; those two count where usage reaches their first and last hour. */
export function completeDays({ requestsByDay, firstMs, lastMs }: DailyRequests): readonly number[] {
  const known = [...requestsByDay.keys()];
  if (known.length === 0) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const from = first + (firstMs - first * msPerDay < msPerHour ? 0 : 1);
  const to = last - (lastMs >= (last + 1) * msPerDay - msPerHour ? 0 : 1);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_none, index) => from + index);
}

/** What was asked on a day; a day without usage has none. */
export function requestsOn({ requestsByDay }: DailyRequests, day: number): number {
  return requestsByDay.get(day) ?? 0;
}

/** A fit that the data cannot give. */
export function refused(
  base: Pick<CalibrationFit, 'quantity' | 'subject' | 'sample' | 'sampleOf'>,
  reason: string,
  missing: string,
): CalibrationFit {
  return {
    ...base,
    sentence: `${reason} Nothing is fitted.`,
    estimate: null,
    shape: null,
    missing: `It takes ${missing}.`,
    usedAs: null,
  };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
