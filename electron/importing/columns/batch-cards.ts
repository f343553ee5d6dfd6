import type { PriceCard } from '#shared/domain/price.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import type { CardMatch, ColumnBilling, ColumnPricer, ModelReference } from '#pricing';
import type { ModelCards } from '../card-timeline.ts';
import type { KeptCards } from '../kept-cards.ts';
import type { BatchNames } from './batch.ts';

/** Price versions by index; the first stands for unpriced. */
export interface Versions {
  readonly list: string[];
  /** Keeps a card and gives its version's index. */
  index(card: PriceCard): number;
}

/** A list that holds the unpriced alone. */
export function createVersions(cards: KeptCards): Versions {
  const list = [''];
  const indexes = new Map<PriceCard, number>();
  return {
    list,
    index(card) {
      let index = indexes.get(card);
      if (index === undefined) {
        cards.keep(card);
        index = list.push(card.priceVersion) - 1;
        indexes.set(card, index);
      }
      return index;
    },
  };
}

/** The card that prices a row, or that there is none; the same object for row after row. */
export class CardInForce {
  readonly #card: PriceCard | undefined;
  readonly #match: CardMatch | undefined;
  readonly #pricer: ColumnPricer;
  readonly #versions: Versions;
  /** By service tier. */
  readonly #billings: (ColumnBilling | undefined)[] = [];
  #version = -1;
  /** Index into `residencies`, as the model's name says; 0 = it does not. */
  readonly residency: number;
  /** Index into `serviceTiers`, as the model's name says; 0 = it does not. */
  readonly serviceTier: number;

  constructor(match: CardMatch | undefined, pricer: ColumnPricer, versions: Versions) {
    this.#match = match;
    this.#card = match?.card;
    this.#pricer = pricer;
    this.#versions = versions;
    this.residency = match?.residency === undefined ? 0 : residencies.indexOf(match.residency);
    this.serviceTier = match?.serviceTier === undefined ? 0 : serviceTiers.indexOf(match.serviceTier);
  }

  /** How rows of a service tier are billed. @param serviceTier index into `serviceTiers`. */
  billing(serviceTier: number): ColumnBilling {
    return (this.#billings[serviceTier] ??= this.#pricer.billing(this.#card, serviceTier, this.#match?.residency));
  }

  /** Index of the card's version; 0 without a card. */
  version(): number {
    if (this.#version < 0) this.#version = this.#card === undefined ? 0 : this.#versions.index(this.#card);
    return this.#version;
  }
}

/** The cards of one provider and model in a batch. */
class CardsInForce {
  readonly #cards: ModelCards;
  readonly #versions: Versions;
  #match: CardMatch | undefined;
  #pricer: ColumnPricer | undefined;
  #inForce: CardInForce | undefined;

  constructor(cards: ModelCards, versions: Versions) {
    this.#cards = cards;
    this.#versions = versions;
  }

  /** The card in force at an instant, UTC ms. */
  at(atMs: number, pricer: ColumnPricer): CardInForce {
    const match = this.#cards.at(atMs);
    if (this.#inForce !== undefined && match === this.#match && pricer === this.#pricer) return this.#inForce;
    this.#match = match;
    this.#pricer = pricer;
    return (this.#inForce = new CardInForce(match, pricer, this.#versions));
  }
}

/** Ids of models for which a pair with a provider's has a place of its own. */
const tableWidth = 4096;

/** Finds the cards of a batch's provider and model ids; what was found holds as long as the lists of names do. */
export function createBatchCards(
  cardsOf: (reference: ModelReference) => ModelCards,
  versions: Versions,
): (names: BatchNames, provider: number, model: number) => CardsInForce {
  let list: BatchNames | undefined;
  let table: (CardsInForce | undefined)[] = [];
  let others = new Map<string, CardsInForce>();

  function find(names: BatchNames, provider: number, model: number): CardsInForce {
    const reference = { provider: names.provider[provider] ?? '', model: names.model[model] ?? '' };
    return new CardsInForce(cardsOf(reference), versions);
  }

  return (names, provider, model) => {
    if (names !== list) {
      list = names;
      table = [];
      others = new Map();
    }
    if (model < tableWidth && provider < 64) {
      const place = provider * tableWidth + model;
      return (table[place] ??= find(names, provider, model));
    }
    const key = `${provider} ${model}`;
    let cards = others.get(key);
    if (cards === undefined) others.set(key, (cards = find(names, provider, model)));
    return cards;
  };
}
