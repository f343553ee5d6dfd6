import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import type { ImportWriter } from '#ledger';
import { createColumnPricer, type Catalogue, type ColumnPrice } from '#pricing';
import { createCardTimelines, type ModelCards } from '../card-timeline.ts';
import type { KeptCards } from '../kept-cards.ts';
import { tooDear } from '../price-records.ts';
import type { Tally } from '../tally.ts';
import { rowsPerBatch, type Batch, type BatchNames } from './batch.ts';

/** What batches are stored with. */
export interface ColumnStoreOptions {
  readonly catalogue: Catalogue;
  readonly tally: Tally;
  /** Undefined for a dry run. */
  readonly openWriter: (() => ImportWriter) | undefined;
  readonly cards: KeptCards;
  /** True when no row names its model: the model is the user's. */
  readonly isNameless: boolean;
}

/** Prices batches, counts them and appends them to the ledger. */
export interface ColumnStore {
  /** Stores a batch and empties it. */
  add(batch: Batch, names: BatchNames): void;
}

/** Model ids of one list of names, beyond which a key for provider and model would not be exact. */
const largestId = 2 ** 26;

/** The same that `createRowStore` does, for records that come as columns. */
export function createColumnStore(options: ColumnStoreOptions): ColumnStore {
  const { tally, openWriter } = options;
  const costNanoUsd = new Float64Array(rowsPerBatch);
  const priceCard = new Uint32Array(rowsPerBatch);
  const unpricedKinds = new Uint16Array(rowsPerBatch);
  const unpricedUnits = new Float64Array(rowsPerBatch);
  const residency = new Uint8Array(rowsPerBatch);
  const versions = createVersions(options.cards);
  const cardsOf = createBatchCards(options.catalogue);
  const price: ColumnPrice = { costNanoUsd: 0, isPriced: false, unpricedKinds: 0, unpricedUnits: 0 };
  let priced: { readonly batch: Batch; readonly priceRow: ReturnType<typeof createColumnPricer> } | undefined;

  /** Prices every row; rows that cost too much are rejected and taken out. */
  function priceAll(batch: Batch, names: BatchNames): void {
    if (priced?.batch !== batch) priced = { batch, priceRow: createColumnPricer(batch) };
    const { priceRow } = priced;
    const { provider, model } = batch.dimensions;
    const { rows } = batch;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      const match = cardsOf(names, provider?.[row] ?? 0, model?.[row] ?? 0).at(batch.startMs[row] ?? 0);
      if (match?.serviceTier !== undefined && batch.serviceTier[row] === 0) {
        batch.serviceTier[row] = serviceTiers.indexOf(match.serviceTier);
      }
      priceRow(row, match?.card, match?.residency, price);
      if (Number.isNaN(price.costNanoUsd)) {
        tally.addRejection({ file: undefined, line: batch.line[row] ?? 0 }, tooDear);
        continue;
      }
      if (kept < row) batch.move(row, kept);
      costNanoUsd[kept] = price.costNanoUsd;
      priceCard[kept] = match === undefined || !price.isPriced ? 0 : versions.index(match.card);
      unpricedKinds[kept] = price.unpricedKinds;
      unpricedUnits[kept] = price.unpricedUnits;
      residency[kept] = match?.residency === undefined ? 0 : residencies.indexOf(match.residency);
      kept++;
    }
    batch.rows = kept;
  }

  function columnsOf(batch: Batch): UsageColumns {
    const { rows } = batch;
    return {
      rows,
      startMs: batch.startMs.subarray(0, rows),
      endMs: batch.endMs.subarray(0, rows),
      requests: batch.requests.subarray(0, rows),
      serviceTier: batch.serviceTier.subarray(0, rows),
      tokens: batch.tokens,
      dimensions: batch.dimensions,
      costNanoUsd: costNanoUsd.subarray(0, rows),
      priceCard: priceCard.subarray(0, rows),
      unpricedKinds: unpricedKinds.subarray(0, rows),
      unpricedUnits: unpricedUnits.subarray(0, rows),
      residency: residency.subarray(0, rows),
    };
  }

  /** Counts the rows that were added. @param isAdded by row; undefined = all. */
  function count(batch: Batch, names: BatchNames, isAdded: Uint8Array | undefined): void {
    const { rows, startMs, endMs, requests } = batch;
    const tokens: TokenCounts = {};
    for (const kind of tokenKinds) {
      const counts = batch.tokens[kind];
      if (counts === undefined) continue;
      let sum = 0;
      for (let row = 0; row < rows; row++) if (isAdded?.[row] !== 0) sum += counts[row] ?? 0;
      tokens[kind] = sum;
    }
    const gaps = new Map<string, number>();
    const unpriced = new Map<string, { provider: string; model: string; records: number; tokens: number }>();
    const sums = { records: 0, requests: 0, unpriced: 0, partlyPriced: 0, startMs: Infinity, endMs: -Infinity };
    // The cost of a batch can exceed what a float64 holds exactly: its halves cannot.
    let [costHigh, costLow] = [0, 0];
    for (let row = 0; row < rows; row++) {
      if (isAdded?.[row] === 0) continue;
      sums.records++;
      sums.requests += requests[row] ?? 0;
      const cost = costNanoUsd[row] ?? 0;
      const high = Math.floor(cost / costUnit);
      costHigh += high;
      costLow += cost - high * costUnit;
      sums.startMs = Math.min(sums.startMs, startMs[row] ?? 0);
      sums.endMs = Math.max(sums.endMs, endMs[row] ?? 0);
      const model = names.model[batch.dimensions.model?.[row] ?? 0] ?? '';
      if (priceCard[row] === 0) {
        sums.unpriced++;
        const provider = names.provider[batch.dimensions.provider?.[row] ?? 0] ?? '';
        const key = `${provider}\n${model}`;
        const usage = unpriced.get(key) ?? { provider, model, records: 0, tokens: 0 };
        usage.records++;
        for (const kind of tokenKinds) usage.tokens += batch.tokens[kind]?.[row] ?? 0;
        unpriced.set(key, usage);
      } else if (unpricedKinds[row] !== 0 || unpricedUnits[row] !== 0) {
        sums.partlyPriced++;
        const remark = `${model} has no rate for ${gapNames(unpricedKinds[row] ?? 0, unpricedUnits[row] ?? 0)}; the cost of that part is unknown`;
        gaps.set(remark, (gaps.get(remark) ?? 0) + 1);
      }
    }
    tally.addRecords({ ...sums, tokens, costNanoUsd: BigInt(costHigh) * BigInt(costUnit) + BigInt(costLow) });
    tally.addDuplicate(rows - sums.records);
    if (options.isNameless) tally.addNameless(sums.records);
    for (const usage of unpriced.values()) tally.addUnpriced(usage);
    for (const [remark, times] of gaps) tally.addRemark(remark, times);
  }

  return {
    add(batch, names) {
      if (batch.rows === 0) return;
      priceAll(batch, names);
      if (batch.rows > 0) {
        const records = { columns: columnsOf(batch), names, priceVersions: versions.list };
        count(batch, names, openWriter?.().appendColumns(records));
      }
      batch.rows = 0;
    },
  };
}

const costUnit = 2 ** 20;

function gapNames(kindBits: number, unitBits: number): string {
  const kinds = tokenKinds.filter((_kind, bit) => ((kindBits >> bit) & 1) === 1);
  const units = billableUnits.filter((_unit, bit) => ((unitBits >> bit) & 1) === 1);
  return [...kinds, ...units].join(', ');
}

/** Price versions by index; the first stands for unpriced. */
function createVersions(cards: KeptCards): { readonly list: string[]; index(card: PriceCard): number } {
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

/** Finds the cards of a batch's provider and model ids; what was found holds as long as the lists of names do. */
function createBatchCards(catalogue: Catalogue): (names: BatchNames, provider: number, model: number) => ModelCards {
  const cardsOf = createCardTimelines(catalogue);
  let list: BatchNames | undefined;
  let known = new Map<number, ModelCards>();
  let lastKey = -1;
  let last: ModelCards | undefined;
  return (names, provider, model) => {
    if (names !== list) {
      list = names;
      known = new Map();
      lastKey = -1;
    }
    const key = provider * largestId + model;
    if (key === lastKey && last !== undefined) return last;
    let cards = known.get(key);
    if (cards === undefined) {
      cards = cardsOf({ provider: names.provider[provider] ?? '', model: names.model[model] ?? '' });
      known.set(key, cards);
    }
    lastKey = key;
    last = cards;
    return cards;
  };
}
