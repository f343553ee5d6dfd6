import type { BandedValue, SpendForecast } from '#shared/domain/forecast.ts';
import { daysInMonth } from '#shared/time.ts';
import { monthLabel } from '../store/period-view.ts';
import { formatUsd } from '../ui/format.ts';

/** One day or month of a forecast chart: what was, or what is expected; the present month is both. */
export interface ForecastRow {
  /** `2026-11-22` or `2026-11`. */
  readonly time: string;
  readonly actualUsd: number | null;
  readonly expected: BandedValue | null;
}

/** Days of the past that are drawn before the days ahead. */
const pastDays = 90;

/** The last days, and the days ahead. */
export function dailyRows({ history, points }: SpendForecast): readonly ForecastRow[] {
  return [
    ...history.slice(-pastDays).map(({ date, usd }) => ({ time: date, actualUsd: usd, expected: null })),
    ...points.map(({ date, ...expected }) => ({ time: date, actualUsd: null, expected })),
  ];
}

/** The months of the past that are known whole, and those ahead; the present one is what was spent and what is to come. */
export function monthlyRows({ history, months }: SpendForecast): readonly ForecastRow[] {
  const sums = new Map<string, { usd: number; days: number }>();
  for (const { date, usd } of history) {
    const known = sums.get(date.slice(0, 7)) ?? { usd: 0, days: 0 };
    sums.set(date.slice(0, 7), { usd: known.usd + usd, days: known.days + 1 });
  }
  const ahead = new Set(months.map(({ month }) => month));
  return [
    ...[...sums]
      .filter(([month, { days }]) => !ahead.has(month) && days === daysInMonth(month))
      .map(([month, { usd }]) => ({ time: month, actualUsd: usd, expected: null })),
    ...months.map(({ month, actualUsd: _part, actualDays: _days, ...expected }) => ({
      time: month,
      actualUsd: null,
      expected,
    })),
  ];
}

/** Where the month ends, and the horizon where it is longer, in one sentence. */
export function forecastSentence({ months }: SpendForecast): string {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return 'Nothing ahead.';
  const month = `${monthLabel(first.month)} ends at ${formatUsd(first.value)}, in 4 of 5 cases between ${formatUsd(first.lower80)} and ${formatUsd(first.upper80)}`;
  if (months.length === 1) return `${month}.`;
  return `${month}; ${monthLabel(last.month)} at ${formatUsd(last.value)} (${formatUsd(last.lower80)} to ${formatUsd(last.upper80)}).`;
}
