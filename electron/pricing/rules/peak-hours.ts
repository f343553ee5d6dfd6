import type { DailyWindow } from '#shared/domain/price.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { overlapOf, type Period } from '../period.ts';
import { named, ruleFor, ruleName, type ModelRule } from './model-rule.ts';

/** Dear hours of a price, from an instant on; until the next entry of the list. */
interface PeakPeriod {
  /** UTC ms; null = since ever. */
  readonly fromMs: number | null;
  /** Hours at the peak rate; none = one rate all day. */
  readonly peak: readonly DailyWindow[];
}

interface PeakHours {
  readonly periods: readonly PeakPeriod[];
  readonly source: string;
}

const mondayToFriday = [1, 2, 3, 4, 5];
const morning = { fromMs: msPerHour, toMs: 4 * msPerHour };
const afternoon = { fromMs: 6 * msPerHour, toMs: 10 * msPerHour };

/**
 * Peak hours that the bundled book gets wrong, because a condition of its format cannot be a date and a time of day at
 * once, nor a day of the week: it bills DeepSeek V4's peak rate in peak hours of every day and of every year.
 */
const peakHourRules: readonly ModelRule<PeakHours>[] = [
  {
    provider: 'deepseek',
    covers: named(/^deepseek-v4/),
    value: {
      periods: [
        { fromMs: null, peak: [] },
        { fromMs: Date.UTC(2026, 7, 17), peak: [morning, afternoon] },
        {
          fromMs: Date.UTC(2026, 7, 23),
          peak: [
            { weekdays: mondayToFriday, ...morning },
            { weekdays: mondayToFriday, ...afternoon },
          ],
        },
      ],
      source:
        'https://api-docs.deepseek.com/quick_start/pricing; weekends off-peak from 2026-08-23: note in genai-prices 0.1.8, issue 582 (read 2026-11-23)',
    },
  },
];

/** Prices with the dates and, where they change by the hour, the hours in which they hold. */
export interface TimedPrices<Prices> extends Period {
  readonly prices: Prices;
  /** Hours; absent = all day. */
  readonly dailyWindows?: DailyWindow[];
  /** Where the hours are published, when they are not the book's own. */
  readonly hoursSource?: string;
}

/**
 * Puts a book's timed prices right where a rule says that their hours are wrong; all others pass as they are. Of the
 * prices that share their dates the first is the off-peak one and the second the peak one, as `pricePeriods` gives them.
 */
export function withPeakHours<Prices>(
  provider: string,
  model: string,
  timed: readonly TimedPrices<Prices>[],
): readonly TimedPrices<Prices>[] {
  if (!peakHourRules.some((rule) => rule.provider === provider)) return timed;
  const rule = ruleFor(peakHourRules, provider, ruleName(model));
  if (rule === undefined) return timed;
  return rule.periods.flatMap((period, index) => {
    const untilMs = rule.periods[index + 1]?.fromMs ?? null;
    const held = timed.flatMap(({ prices, ...dates }) => {
      const shared = overlapOf(dates, { fromMs: period.fromMs, toMs: untilMs });
      return shared === undefined ? [] : [{ prices, ...shared }];
    });
    return held.flatMap((price) => {
      const { prices, fromMs, toMs } = price;
      const isOffPeak = held.find((other) => other.fromMs === fromMs) === price;
      if (period.peak.length === 0) return isOffPeak ? [{ prices, fromMs, toMs }] : [];
      const dailyWindows = isOffPeak ? restOfWeek(period.peak) : [...period.peak];
      return [{ prices, fromMs, toMs, dailyWindows, hoursSource: rule.source }];
    });
  });
}

/** All times that are in none of the windows, which must all be on the same days and ascend. */
function restOfWeek(peak: readonly DailyWindow[]): DailyWindow[] {
  const weekdays = peak[0]?.weekdays;
  const bounds = [0, ...peak.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), msPerDay];
  const rest: DailyWindow[] = [];
  for (let index = 0; index < bounds.length; index += 2) {
    const [fromMs = 0, toMs = 0] = bounds.slice(index, index + 2);
    if (fromMs < toMs) rest.push({ ...(weekdays === undefined ? {} : { weekdays: [...weekdays] }), fromMs, toMs });
  }
  if (weekdays === undefined) return rest;
  const others = [0, 1, 2, 3, 4, 5, 6].filter((day) => !weekdays.includes(day));
  return [...rest, { weekdays: others, fromMs: 0, toMs: msPerDay }];
}
