import type { ConditionalPrice, ModelInfo, ModelPrice } from '@pydantic/genai-prices';
import type { DailyWindow } from '#shared/domain/price.ts';
import { msPerDay } from '#shared/time.ts';

/** A book entry's prices with the dates and hours in which they hold. */
export interface PricePeriod {
  readonly prices: ModelPrice;
  /** First instant, UTC ms; null = since ever. */
  readonly fromMs: number | null;
  /** First instant no longer covered, UTC ms; null = open. */
  readonly toMs: number | null;
  /** Hours of the day; absent = all day. */
  readonly dailyWindows?: DailyWindow[];
}

type Constraint = NonNullable<ConditionalPrice['constraint']>;

/**
 * Lays a book entry's conditional prices out in time. The book's rule at an instant: the last entry whose condition
 * holds wins; a start date holds from midnight UTC on. Periods ascend by date; of periods that share their dates (a
 * price that changes by the hour) the one with the most hours comes first.
 */
export function pricePeriods(prices: ModelInfo['prices']): readonly PricePeriod[] {
  if (!Array.isArray(prices)) return [{ prices, fromMs: null, toMs: null }];
  const starts = sortedUnique(
    prices.flatMap(({ constraint }) => (isStartDate(constraint) ? [startOf(constraint)] : [])),
  );
  const bounds = [null, ...starts, null];
  return bounds.slice(0, -1).flatMap((fromMs, index) => {
    const toMs = bounds[index + 1] ?? null;
    // Any midnight inside the period shows its day: dates begin at midnight, so conditions change at no other.
    const midnightMs = fromMs ?? (toMs ?? 0) - msPerDay;
    return dayOfPrices(prices, midnightMs).map((day) => ({ ...day, fromMs, toMs }));
  });
}

/** The prices of one day by the hours in which they hold, most hours first. */
function dayOfPrices(
  prices: readonly ConditionalPrice[],
  midnightMs: number,
): readonly Pick<PricePeriod, 'prices' | 'dailyWindows'>[] {
  const changes = prices.flatMap(({ constraint }) =>
    constraint === undefined || isStartDate(constraint)
      ? []
      : [timeOfDayMs(constraint.start_time), timeOfDayMs(constraint.end_time)],
  );
  const cuts = [...sortedUnique([0, ...changes]), msPerDay];
  const windowsOf = new Map<ModelPrice, DailyWindow[]>();
  for (const [index, fromMs] of cuts.slice(0, -1).entries()) {
    const inForce = pricesAt(prices, midnightMs + fromMs);
    windowsOf.set(inForce, [...(windowsOf.get(inForce) ?? []), { fromMs, toMs: cuts[index + 1] ?? msPerDay }]);
  }
  return [...windowsOf]
    .sort(([, left], [, right]) => lengthOf(right) - lengthOf(left))
    .map(([inForce, windows]) =>
      lengthOf(windows) === msPerDay ? { prices: inForce } : { prices: inForce, dailyWindows: windows },
    );
}

function pricesAt(prices: readonly ConditionalPrice[], atMs: number): ModelPrice {
  const inForce = prices.findLast(({ constraint }) => constraint === undefined || holds(constraint, atMs)) ?? prices[0];
  if (inForce === undefined) throw new Error('The price book has an entry with an empty list of prices.');
  return inForce.prices;
}

function holds(constraint: Constraint, atMs: number): boolean {
  if (isStartDate(constraint)) return atMs >= startOf(constraint);
  const time = modulo(atMs, msPerDay);
  const start = timeOfDayMs(constraint.start_time);
  const end = timeOfDayMs(constraint.end_time);
  return end < start ? time >= start || time < end : time >= start && time < end;
}

function isStartDate(constraint: Constraint | undefined): constraint is Extract<Constraint, { type: 'start_date' }> {
  return constraint?.type === 'start_date';
}

function startOf(constraint: Extract<Constraint, { type: 'start_date' }>): number {
  return finite(Date.parse(`${constraint.start_date}T00:00:00Z`), constraint.start_date);
}

/** Milliseconds since midnight UTC of a time with a zone, as `16:30:00Z` or `00:30:00+08:00`. */
function timeOfDayMs(text: string): number {
  return modulo(finite(Date.parse(`1970-01-01T${text}`), text), msPerDay);
}

function finite(ms: number, text: string): number {
  if (!Number.isFinite(ms)) throw new Error(`The price book has a condition that is no date or time: ${text}`);
  return ms;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function lengthOf(windows: readonly DailyWindow[]): number {
  return windows.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((left, right) => left - right);
}
