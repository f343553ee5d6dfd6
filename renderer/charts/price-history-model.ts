import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { msPerDay } from '#shared/time.ts';
import { formatDay, formatRate } from '../ui/format.ts';

/** Kinds drawn as lines: those that decide most bills. The table has every kind. */
export const drawnKinds = ['input', 'output', 'cacheRead'] as const satisfies readonly TokenKind[];
export type DrawnKind = (typeof drawnKinds)[number];

/** A time in which a model's prices stay the same. Null = open. */
export interface PricePeriod {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** USD per million tokens, below every context tier. */
  readonly rates: Partial<Record<TokenKind, number>>;
  /** `genai-prices 0.1.8`. */
  readonly source: string;
}

/** A line of the chart; a null price breaks it. */
export interface PriceLineSeries {
  readonly kind: DrawnKind;
  readonly label: string;
  readonly points: readonly { readonly ms: number; readonly usdPerMTok: number | null }[];
}

/** A chart of prices over time. */
export interface PriceHistory {
  readonly startMs: number;
  readonly endMs: number;
  readonly series: readonly PriceLineSeries[];
}

/** The cards' periods, earliest first. @param cards ascending by date. */
export function pricePeriods(cards: readonly PriceCard[]): readonly PricePeriod[] {
  return cards.map(({ effectiveFromMs, effectiveToMs, rates, source }) => ({
    fromMs: effectiveFromMs,
    toMs: effectiveToMs,
    rates: Object.fromEntries(
      tokenKinds.flatMap((kind) => (rates[kind] === undefined ? [] : [[kind, rates[kind].usdPerMTok]])),
    ),
    source: `${source.book} ${source.bookVersion}`.trim(),
  }));
}

/** Kinds that any of the periods has a rate for, in the usual order. */
export function periodKinds(periods: readonly PricePeriod[]): readonly TokenKind[] {
  return tokenKinds.filter((kind) => periods.some(({ rates }) => rates[kind] !== undefined));
}

/** Least time shown before the first and after the last change, so that a step is seen as one. */
const leastMarginMs = 90 * msPerDay;

/** The lines from before the first change until after the last one, and today among them. */
export function priceHistory(periods: readonly PricePeriod[], nowMs: number): PriceHistory {
  const bounds = [...changeInstants(periods), nowMs];
  const [first, last] = [Math.min(...bounds), Math.max(...bounds)];
  const margin = Math.max(leastMarginMs, (last - first) / 10);
  const [startMs, endMs] = [first - margin, last + margin];
  const series = drawnKinds
    .filter((kind) => periods.some(({ rates }) => rates[kind] !== undefined))
    .map((kind) => ({ kind, label: tokenKindLabels[kind], points: pointsOf(periods, kind, startMs, endMs) }));
  return { startMs, endMs, series };
}

/** A step line: a point at the start of every period, and one at its end. */
function pointsOf(
  periods: readonly PricePeriod[],
  kind: DrawnKind,
  startMs: number,
  endMs: number,
): PriceLineSeries['points'] {
  return periods.flatMap(({ fromMs, toMs, rates }) => {
    const usdPerMTok = rates[kind] ?? null;
    return [
      { ms: fromMs ?? startMs, usdPerMTok },
      { ms: toMs ?? endMs, usdPerMTok },
    ];
  });
}

/** Every instant at which a price begins or ends. */
function changeInstants(periods: readonly PricePeriod[]): readonly number[] {
  return [...new Set(periods.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].filter((ms) => ms !== null);
}

/** The chart in one sentence: what it cost, what it costs, what it will cost. */
export function historySentence(periods: readonly PricePeriod[], nowMs: number): string {
  const current = periods.findIndex(
    ({ fromMs, toMs }) => (fromMs === null || fromMs <= nowMs) && (toMs === null || nowMs < toMs),
  );
  const now = periods[current];
  const parts: string[] = [];
  if (now === undefined) parts.push('No price holds today.');
  else {
    const since = now.fromMs === null ? '' : ` since ${formatDay(now.fromMs)}`;
    parts.push(`Today’s price${since}: ${ratesText(now)} per million tokens.`);
  }
  const before = periods[now === undefined ? -1 : current - 1];
  if (before !== undefined && now !== undefined) {
    const isSame = ratesText(before) === ratesText(now);
    parts.push(
      `Before: ${isSame ? 'the same base price with other terms, such as long-context steps' : ratesText(before)}.`,
    );
  }
  const future = periods.filter(({ fromMs }) => fromMs !== null && fromMs > nowMs);
  for (const period of future) parts.push(`From ${formatDay(period.fromMs ?? nowMs)}: ${ratesText(period)}.`);
  if (future.length === 0 && now?.toMs !== undefined && now.toMs !== null)
    parts.push(`It ends on ${formatDay(now.toMs)}; no later price is known.`);
  if (periods.length === 1 && future.length === 0) parts.push('No change of price is on record.');
  return parts.join(' ');
}

function ratesText({ rates }: PricePeriod): string {
  const known = drawnKinds.flatMap((kind) => {
    const usd = rates[kind];
    return usd === undefined ? [] : [`${formatRate(usd)} ${tokenKindLabels[kind].toLowerCase()}`];
  });
  return known.length === 0 ? 'no price by the token' : known.join(', ');
}

/** Steps between the marks of the time axis, in months. */
const markSteps = [1, 2, 3, 6, 12, 24, 60];
/** Marks that fit under a chart. */
const mostMarks = 8;

/** First instants of months between two instants, at most eight of them, evenly apart. */
export function timeMarks(startMs: number, endMs: number): readonly number[] {
  const start = new Date(startMs);
  const step = markSteps.find((months) => (endMs - startMs) / (months * 30.44 * msPerDay) <= mostMarks) ?? 120;
  // Whole years begin in January, halves also in July: counted from year 0.
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step;
  const marks: number[] = [];
  for (let month = firstMonth; ; month += step) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (ms > endMs) return marks;
    marks.push(ms);
  }
}
