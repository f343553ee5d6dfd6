import { cardAt } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf } from '#shared/time.ts';
import type { PlanMonth } from './calendar.ts';
import { contextThresholds } from './prompt-size.ts';
import { rateBook, type RateBook } from './rates.ts';

/** A card with what is said of it on every line that it prices. */
export interface ModelPrice {
  readonly card: PriceCard;
  /** `genai-prices 0.1.8, effective 2024-10-02`. */
  readonly source: string;
  /** Prompt sizes at which a rate changes, as `contextThresholds` gives them. */
  readonly thresholds: readonly number[];
  readonly rate: RateBook;
  /** What a person should know of the card. */
  readonly notes: readonly string[];
}

/** The prices that hold at one time, by model id; a model without a card is absent. */
export type ModelPrices = ReadonlyMap<string, ModelPrice>;

/** The cards that hold in one month, by model id; a model without a card is absent. */
export interface MonthCards {
  /** Equal for months with the same cards. */
  readonly key: string;
  readonly byModel: ReadonlyMap<string, PriceCard>;
}

/** Dated cards by model id. */
export type CardIndex = ReadonlyMap<string, readonly PriceCard[]>;

/** Groups cards by model. The order of cards does not matter. */
export function indexCards(cards: readonly PriceCard[]): CardIndex {
  const index = new Map<string, PriceCard[]>();
  for (const card of cards) {
    const same = index.get(card.modelId);
    if (same === undefined) index.set(card.modelId, [card]);
    else same.push(card);
  }
  return index;
}

/**
 * The cards in force at the first instant of a month.
 * @param before those of an earlier month: given back when they still hold.
 */
export function cardsInForce(
  index: CardIndex,
  models: readonly string[],
  { startMs }: PlanMonth,
  before?: MonthCards,
): MonthCards {
  const cardOf = (model: string): PriceCard | undefined => cardAt(index.get(model) ?? noCards, startMs);
  if (before !== undefined && models.every((model) => before.byModel.get(model) === cardOf(model))) return before;
  const byModel = new Map<string, PriceCard>();
  const keys: string[] = [];
  for (const model of models) {
    const card = cardOf(model);
    if (card !== undefined) byModel.set(model, card);
    keys.push(card?.priceVersion ?? '');
  }
  return { key: keys.join('\n'), byModel };
}

const noCards: readonly PriceCard[] = [];

/** Makes cards ready to price lines. */
export function modelPrices(cards: MonthCards): ModelPrices {
  const prices = new Map<string, ModelPrice>();
  for (const [model, card] of cards.byModel) prices.set(model, modelPrice(card));
  return prices;
}

/** What was worked out of each card; a slider asks for the same cards in every frame. */
const known = new WeakMap<PriceCard, ModelPrice>();

function modelPrice(card: PriceCard): ModelPrice {
  const earlier = known.get(card);
  if (earlier !== undefined) return earlier;
  const source = describeSource(card);
  const thresholds = contextThresholds(card);
  const price = { card, source, thresholds, rate: rateBook(card, source, thresholds), notes: windowNotes(card) };
  known.set(card, price);
  return price;
}

/** Sentences about prices that change inside a month, after its first instant. */
export function priceChangeNotes(index: CardIndex, models: Iterable<string>, month: PlanMonth): readonly string[] {
  const notes: string[] = [];
  for (const model of models) {
    for (const { effectiveFromMs } of index.get(model) ?? []) {
      if (effectiveFromMs === null || effectiveFromMs <= month.startMs || effectiveFromMs >= month.endMs) continue;
      notes.push(
        `The price of ${model} changes on ${dayOf(effectiveFromMs)}: all of ${month.month} is priced at the rates of its first day.`,
      );
    }
  }
  return notes;
}

function describeSource({ source, effectiveFromMs }: PriceCard): string {
  const date = effectiveFromMs === null ? 'no start date given' : `effective ${dayOf(effectiveFromMs)}`;
  return `${source.book} ${source.bookVersion}, ${date}`;
}

function windowNotes({ modelId, dailyWindows }: PriceCard): readonly string[] {
  if (dailyWindows === undefined) return [];
  return [`The price of ${modelId} depends on the hour of the day: all traffic is priced at the rate of 00:00 UTC.`];
}
