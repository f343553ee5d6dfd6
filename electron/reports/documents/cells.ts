import { formatUsd, roundUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import { dayOf, monthStartMs, type MonthText } from '#shared/time.ts';
import type { Cell } from './report-document.ts';

/** Text. */
export function words(text: string): Cell {
  return { text, value: text };
}

/** Nothing to say. */
export const nothing: Cell = { text: '', value: null };

/** An amount; null = not known, which is not $0. */
export function usd(amount: number | null | undefined): Cell {
  return amount === null || amount === undefined
    ? { text: 'not known', value: null }
    : { text: formatUsd(amount), value: amount };
}

/** An amount with its sign: a change. What is left of sums that cancel out is no change. */
export function usdChange(change: number): Cell {
  const value = roundUsd(change) + 0;
  return { text: `${value > 0 ? '+' : ''}${formatUsd(value)}`, value };
}

/** A number with thousands separators and at most `digits` decimals. */
export function amount(value: number, digits = 2): Cell {
  return { text: value.toLocaleString('en-US', { maximumFractionDigits: digits }), value };
}

/** A share, 0…1, in per cent; null = there is none. */
export function share(value: number | null): Cell {
  return value === null ? nothing : { text: percent(value), value };
}

/** The day of an instant; null = since ever, or for good. */
export function day(instantMs: number | null, none: string): Cell {
  return instantMs === null ? { text: none, value: null } : words(dayOf(instantMs));
}

const monthAndYear = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month for people: `March 2026`. @param month `YYYY-MM`. */
export function monthName(month: MonthText): string {
  return monthAndYear.format(monthStartMs(month));
}
