import type { UnknownModel } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { msPerDay, weekdayOf } from '#shared/time.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The card in force at an instant. Of cards that change by the hour or weekday, the one whose hours hold it; where none
 * of the given cards has those hours (`Catalogue.cards` gives one card for each date), the one that holds that date.
 * @param atMs UTC milliseconds.
 */
export function cardAt(cards: readonly PriceCard[], atMs: number): PriceCard | undefined {
  return (
    cards.find((card) => holdsOnDate(card, atMs) && holdsAtTimeOfDay(card, atMs)) ??
    cards.find((card) => holdsOnDate(card, atMs))
  );
}

function holdsOnDate({ effectiveFromMs, effectiveToMs }: PriceCard, atMs: number): boolean {
  return (effectiveFromMs === null || effectiveFromMs <= atMs) && (effectiveToMs === null || atMs < effectiveToMs);
}

function holdsAtTimeOfDay(card: PriceCard, atMs: number): boolean {
  if (card.dailyWindows === undefined) return true;
  const dayNumber = Math.floor(atMs / msPerDay);
  const timeOfDayMs = atMs - dayNumber * msPerDay;
  // Windows count from Sunday on.
  const weekday = (weekdayOf(dayNumber) + 1) % 7;
  return card.dailyWindows.some(
    ({ weekdays, fromMs, toMs }) =>
      fromMs <= timeOfDayMs && timeOfDayMs < toMs && (weekdays === undefined || weekdays.includes(weekday)),
  );
}

/** Cards of named models, and the names that no card was found for. */
export interface NamedCards {
  readonly cards: readonly PriceCard[];
  readonly unknown: readonly UnknownModel[];
}

/**
 * Every dated card of the named models. A scenario may call a model by an alias (`anthropic/claude-sonnet-4`) that
 * the book files under another id: such cards carry the given name as `modelId`, so that the scenario's own spelling
 * finds them; `model` and `priceVersion` still name the book's entry.
 * @param names `provider/model`, or a model alone.
 */
export function cardsOfModels(catalogue: Catalogue, names: readonly string[]): NamedCards {
  const cards: PriceCard[] = [];
  const unknown: UnknownModel[] = [];
  for (const name of new Set(names)) {
    const found = catalogue.cards({ model: name });
    if (found.length === 0) unknown.push({ model: name, candidates: [...catalogue.candidates({ model: name })] });
    cards.push(...found.map((card) => (card.modelId === name ? card : { ...card, modelId: name })));
  }
  return { cards, unknown };
}
