import { contextThresholds } from '#simulator';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { CalibrationSource } from './source.ts';

/** A model as it is called in the scenario. */
export interface NamedModel {
  /** Counts up from 0 in order of first appearance. */
  readonly index: number;
  /** `provider/model` of the price card, or as recorded when there is none. */
  readonly modelId: string;
  /** Absent = unpriced. */
  readonly card: PriceCard | undefined;
  /** Prompt sizes above which its price steps, tokens, ascending. */
  readonly thresholds: readonly number[];
}

/** Dictionary ids stay far below this, so that two of them fit one exact number. */
const idRange = 2 ** 26;

/** Names the models of records, once for each combination of price card and recorded name. */
export class ModelNames {
  readonly #source: CalibrationSource;
  readonly #dictionary: UsageDictionary;
  readonly #byCard = new Map<number, Map<number, NamedModel>>();
  #count = 0;

  constructor(source: CalibrationSource) {
    this.#source = source;
    this.#dictionary = source.dictionary();
  }

  /** The model of a record, by row of the card table (0 = unpriced) and dictionary ids. */
  at(cardRow: number, provider: number, model: number): NamedModel {
    let named = this.#byCard.get(cardRow);
    if (named === undefined) {
      named = new Map();
      this.#byCard.set(cardRow, named);
    }
    const key = provider * idRange + model;
    const known = named.get(key);
    if (known !== undefined) return known;
    const created = this.#name(cardRow, provider, model);
    named.set(key, created);
    return created;
  }

  #name(cardRow: number, providerId: number, modelIdentity: number): NamedModel {
    const index = this.#count;
    this.#count += 1;
    const card = cardRow === 0 ? undefined : this.#source.priceCard(cardRow);
    if (card !== undefined) return { index, modelId: card.modelId, card, thresholds: contextThresholds(card) };
    const provider = this.#dictionary.name('provider', providerId);
    const model = this.#dictionary.name('model', modelIdentity) || 'unknown-model';
    return { index, modelId: provider === '' ? model : `${provider}/${model}`, card: undefined, thresholds: [] };
  }
}
