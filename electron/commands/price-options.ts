import { InvalidArgumentError } from 'commander';
import { billableUnits, type BillableUnit, type UnitCounts } from '#shared/domain/billable-units.ts';
import { currencySchema } from '#shared/domain/exchange-rate.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { parseInstant } from '#shared/time.ts';

/** Options of `burnrate price` that count tokens: the option's name, the kind, and what the help says. */
export const tokenOptions = [
  ['input', 'input', 'uncached input tokens'],
  ['output', 'output', 'output tokens, without reasoning'],
  ['cache-read', 'cacheRead', 'input tokens read from the cache'],
  ['cache-write-5m', 'cacheWrite5m', 'input tokens written to the cache for 5 minutes'],
  ['cache-write-30m', 'cacheWrite30m', 'input tokens written to the cache for 30 minutes'],
  ['cache-write-1h', 'cacheWrite1h', 'input tokens written to the cache for 1 hour'],
  ['reasoning', 'reasoning', 'reasoning tokens'],
  ['input-audio', 'inputAudio', 'uncached audio input tokens'],
  ['cache-read-audio', 'cacheReadAudio', 'audio input tokens read from the cache'],
  ['output-audio', 'outputAudio', 'audio output tokens'],
  ['input-image', 'inputImage', 'uncached image input tokens'],
  ['cache-read-image', 'cacheReadImage', 'image input tokens read from the cache'],
  ['output-image', 'outputImage', 'image output tokens'],
] as const satisfies readonly (readonly [option: string, kind: TokenKind, help: string])[];

/** Adds `NAME=AMOUNT` to the units given so far; the same unit twice adds up. */
export function addUnit(text: string, earlier: UnitCounts): UnitCounts {
  const [name = '', amount = ''] = text.split('=');
  const unit = billableUnits.find((candidate) => plain(candidate) === plain(name));
  if (unit === undefined) {
    throw new InvalidArgumentError(`There is no unit ${JSON.stringify(name)}. Units: ${billableUnits.join(', ')}.`);
  }
  const value = Number(amount.replaceAll(/[,_]/g, ''));
  if (text.split('=').length !== 2 || amount.trim() === '' || !(value >= 0 && value < Infinity)) {
    throw new InvalidArgumentError('It must be a unit and an amount from 0 on, such as webSearch=3.');
  }
  return { ...earlier, [unit]: (earlier[unit] ?? 0) + value } satisfies Partial<Record<BillableUnit, number>>;
}

/** `web-search`, `WebSearch` and `webSearch` are the same. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Adds tiers, one or several with commas, to those given so far. */
export function addTiers(text: string, earlier: readonly ServiceTier[]): readonly ServiceTier[] {
  const named = text.split(',').map((name) => {
    const tier = serviceTiers.find((candidate) => candidate === name.trim().toLowerCase());
    if (tier === undefined) throw new InvalidArgumentError(`Tiers: ${serviceTiers.join(', ')}.`);
    return tier;
  });
  return [...earlier, ...named];
}

/** Reads a day, a day with a time of day in UTC (`2026-11-23T03:00`), or an instant with a zone, as UTC ms. */
export function parseMoment(text: string): number {
  const instantMs = parseInstant(/T\d{2}:\d{2}(:\d{2})?$/.test(text) ? `${text}Z` : text);
  if (instantMs === undefined) {
    throw new InvalidArgumentError('It must be a date such as 2026-11-22, or with a time in UTC: 2026-11-22T03:00.');
  }
  return instantMs;
}

/** Reads a price in US dollars: a number from 0 on. */
export function parseUsd(text: string): number {
  const usd = Number(text.replace(/^\$/, ''));
  if (text.trim() === '' || !(usd >= 0 && usd < Infinity)) {
    throw new InvalidArgumentError('It must be a price in US dollars from 0 on, such as 2.50.');
  }
  return usd;
}

/** Reads a currency code. */
export function parseCurrency(text: string): string {
  const currency = currencySchema.safeParse(text.toUpperCase());
  if (!currency.success) throw new InvalidArgumentError('It must be a currency code of three letters, such as EUR.');
  return currency.data;
}
