import type { ContextRule, DailyWindow, PriceCard, PriceLine } from '#shared/domain/price.ts';
import { billableUnitLabels, type BillableUnit } from '#shared/domain/billable-units.ts';
import { promptTokens, tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { perRequest, type Consumption } from './consumption.ts';
import type { TokenBilling } from './token-billing.ts';

/** Sentences that the explanation of a price needs and no rate can tell. */

/** What a person should know of a priced line: what its billing says, and what this record's size and time add. */
export function tokenLineNotes(
  card: PriceCard,
  kind: TokenKind,
  billing: TokenBilling,
  consumption: Consumption,
): string[] {
  return [
    ...billing.notes,
    ...contextTierNotes(billing, consumption.requests),
    ...cacheMinimumNotes(card, kind, consumption),
    ...dailyWindowNotes(card),
  ];
}

/** Says that a kind of token has no price. */
export function unpricedTokensNote(card: PriceCard, kind: TokenKind): string {
  return `The price book has no rate for ${tokenKindLabels[kind]} of ${card.modelId}: these tokens are unpriced.`;
}

/** Says that a unit has no price. */
export function unpricedUnitNote(card: PriceCard, unit: BillableUnit): string {
  const { label } = billableUnitLabels[unit];
  return `The price book has no price for ${label} of ${card.modelId}: their cost is unknown, not zero.`;
}

/** Service tiers are prices of tokens: what is billed by the piece keeps its price. */
export function unitTierNotes(card: PriceCard, unit: BillableUnit, { serviceTier }: Consumption): string[] {
  if (serviceTier === 'standard' || card.serviceTiers[serviceTier] === undefined) return [];
  const fee = unit === 'request' ? 'the fee per request' : `the price per ${billableUnitLabels[unit].one}`;
  return [`The ${serviceTier} price covers tokens; ${fee} stays as it is.`];
}

/** Names a long-context tier: `above 200,000 prompt tokens`. */
export function contextTierName(rule: ContextRule, bound: NonNullable<PriceLine['aboveInputTokens']>): string {
  const basis = rule.basis === 'prompt' ? 'prompt tokens' : 'uncached prompt tokens';
  return `${rule.bound} ${count(bound)} ${basis}`;
}

function contextTierNotes({ rate }: TokenBilling, requests: number): string[] {
  if (requests === 1 || rate.tiers.length === 0) return [];
  return requests === 0
    ? ['The number of requests is not known: billed below the long-context price.']
    : ['The long-context price is decided by the mean prompt of these requests; single ones may differ.'];
}

const cachedKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheWrite30m',
  'cacheReadAudio',
  'cacheReadImage',
]);

function cacheMinimumNotes(card: PriceCard, kind: TokenKind, { tokens, requests }: Consumption): string[] {
  if (card.cacheMinimum === undefined || requests === 0 || !cachedKinds.has(kind)) return [];
  const prompt = perRequest(promptTokens(tokens), requests);
  if (prompt >= card.cacheMinimum.tokens) return [];
  const which = requests > 1 ? 'The mean prompt' : 'The prompt';
  return [
    `${which} of ${count(prompt)} tokens is shorter than the ${count(card.cacheMinimum.tokens)} that ${card.providerName} caches: check these counts.`,
  ];
}

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dailyWindowNotes({ dailyWindows, hoursSource }: PriceCard): string[] {
  if (dailyWindows === undefined) return [];
  const source = hoursSource === undefined ? '' : ` Hours: ${hoursSource}.`;
  return [`This rate holds ${describeWindows(dailyWindows)} UTC; at other times there is another.${source}`];
}

/** Writes windows as `at 01:00–04:00 and 06:00–10:00 on Monday to Friday`; windows on the same days stand together. */
export function describeWindows(windows: readonly DailyWindow[]): string {
  const hoursByDays = new Map<string, string[]>();
  for (const { weekdays, fromMs, toMs } of windows) {
    const days = describeWeekdays(weekdays);
    hoursByDays.set(days, [...(hoursByDays.get(days) ?? []), `${clockTime(fromMs)}–${clockTime(toMs)}`]);
  }
  return [...hoursByDays]
    .map(([days, hours]) => `at ${listOf(hours)}${days === '' ? '' : ` on ${days}`}`)
    .join(', and ');
}

function describeWeekdays(weekdays: readonly number[] | undefined): string {
  if (weekdays === undefined) return '';
  const days = [...new Set(weekdays)].sort((left, right) => left - right);
  if (days.length === 7) return '';
  const run = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  const names = days.map((day) => weekdayNames[day] ?? String(day));
  return run && days.length > 2 ? `${names[0]} to ${names.at(-1)}` : listOf(names);
}

/** `a`, `a and b`, `a, b and c`. */
function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Writes milliseconds since midnight as `HH:MM`. */
function clockTime(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US', { maximumFractionDigits: 0 });
}
