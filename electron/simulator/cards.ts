import { cardAt } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf } from '#shared/time.ts';
import type { PlanMonth } from './calendar.ts';

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
    const known = index.get(card.modelId);
    if (known === undefined) index.set(card.modelId, [card]);
    else known.push(card);
  }
  return index;
}

/** The cards in force at the first instant of a month. */
export function cardsInForce(index: CardIndex, models: readonly string[], month: PlanMonth): MonthCards {
  const byModel = new Map<string, PriceCard>();
  const keys: string[] = [];
  for (const model of models) {
    const holding = cardAt(index.get(model) ?? [], month.startMs);
    if (holding !== undefined) byModel.set(model, holding);
    keys.push(holding?.priceVersion ?? '');
  }
  return { key: keys.join('\n'), byModel };
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

/** Names a card's price for people: `genai-prices 0.1.8, effective 2024-10-02`. */
export function describeSource({ source, effectiveFromMs }: PriceCard): string {
  const date = effectiveFromMs === null ? 'no start date given' : `effective ${dayOf(effectiveFromMs)}`;
  return `${source.book} ${source.bookVersion}, ${date}`;
}
