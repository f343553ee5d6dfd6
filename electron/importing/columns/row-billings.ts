import type { PriceCard } from '#shared/domain/price.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import type { CardMatch, ColumnBilling, ColumnPricer, ModelReference } from '#pricing';
import type { ModelCards } from '../card-timeline.ts';
import type { KeptCards } from '../kept-cards.ts';
import type { Batch, BatchNames } from './batch.ts';
import { largest, smallest } from './column-sums.ts';

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

/** How some of a batch's rows are billed: by one card, in one service tier. */
export interface RowBilling {
  readonly billing: ColumnBilling;
  /** Index into `serviceTiers`: the row's own, or what its model's name says. */
  readonly serviceTier: number;
  /** Index into `residencies`, as the model's name says; 0 = it does not. */
  readonly residency: number;
}

/** How the rows of a batch are billed. */
export interface RowBillings {
  /** Index into `list` by row. */
  readonly of: Uint16Array;
  readonly list: readonly RowBilling[];
}

/** Stands for a model whose card changes within the batch. */
const changes = -1;

/** Combinations of provider, model and service tier that are looked up in a table; more go by a map. */
const largestTable = 2 ** 18;

/**
 * Finds out how each row of a batch is billed. @param of memory for the answer, as long as the batch is.
 * @param cardsOf finds the cards of a model.
 */
export function billingsOfRows(
  batch: Batch,
  names: BatchNames,
  cardsOf: (reference: ModelReference) => ModelCards,
  pricer: ColumnPricer,
  of: Uint16Array,
): RowBillings {
  const { rows, startMs, serviceTier } = batch;
  const fromMs = smallest(startMs, rows, undefined);
  const toMs = largest(startMs, rows, undefined);
  const list: RowBilling[] = [];
  const tiers = serviceTiers.length;
  const width = names.model.length * tiers;
  const providers = batch.dimensions.provider;
  const models = batch.dimensions.model;

  /** Index of a card's billing, plus one; `known` holds those found before. */
  function indexOf(match: CardMatch | undefined, tier: number, known: Map<CardMatch | undefined, number>): number {
    let index = known.get(match);
    if (index === undefined) {
      index = list.push(rowBilling(match, tier, pricer));
      known.set(match, index);
    }
    return index;
  }

  /** By combination: index plus one of the billing that all its rows have, or `changes`; 0 = not known yet. */
  const indexes = names.provider.length * width <= largestTable ? new Int32Array(names.provider.length * width) : [];
  const changing = new Map<
    number,
    { readonly cards: ModelCards; readonly known: Map<CardMatch | undefined, number> }
  >();

  function find(combination: number, provider: number, model: number, tier: number): number {
    const cards = cardsOf({ provider: names.provider[provider] ?? '', model: names.model[model] ?? '' });
    if (cards.isSteady(fromMs, toMs)) return indexOf(cards.at(fromMs), tier, new Map());
    changing.set(combination, { cards, known: new Map() });
    return changes;
  }

  for (let row = 0; row < rows; row++) {
    const provider = providers?.[row] ?? 0;
    const model = models?.[row] ?? 0;
    const tier = serviceTier[row] ?? 0;
    const combination = provider * width + model * tiers + tier;
    let index = indexes[combination] ?? 0;
    if (index === 0) {
      index = find(combination, provider, model, tier);
      indexes[combination] = index;
    }
    if (index === changes) {
      const changed = changing.get(combination);
      if (changed === undefined) throw new Error('A card that changes is noted when it is first met.');
      index = indexOf(changed.cards.at(startMs[row] ?? 0), tier, changed.known);
    }
    of[row] = index - 1;
  }
  return { of, list };
}

function rowBilling(match: CardMatch | undefined, tier: number, pricer: ColumnPricer): RowBilling {
  const named = match?.serviceTier === undefined ? 0 : serviceTiers.indexOf(match.serviceTier);
  const serviceTier = tier === 0 ? named : tier;
  return {
    billing: pricer.billing(match?.card, serviceTier, match?.residency),
    serviceTier,
    residency: match?.residency === undefined ? 0 : residencies.indexOf(match.residency),
  };
}
