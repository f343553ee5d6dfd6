import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { ImportWriter } from '#ledger';
import { createColumnPricer, type Catalogue, type ColumnPrice } from '#pricing';
import { createCardTimelines } from '../card-timeline.ts';
import type { KeptCards } from '../kept-cards.ts';
import { tooDear } from '../price-records.ts';
import type { RecordTotals, Tally } from '../tally.ts';
import { rowsPerBatch, type Batch, type BatchNames } from './batch.ts';
import { createBatchCards, createVersions } from './batch-cards.ts';
import { billedOf, exactSum, largest, smallest, sumOf } from './column-sums.ts';

/** What batches are stored with. */
export interface ColumnStoreOptions {
  readonly catalogue: Catalogue;
  readonly tally: Tally;
  /** The import's writer, begun when the first batch needs it. */
  readonly openWriter: () => ImportWriter;
  readonly cards: KeptCards;
  /** True when no row names its model: the model is the user's. */
  readonly isNameless: boolean;
}

/** Prices batches, counts them and appends them to the ledger. */
export interface ColumnStore {
  /** Stores a batch and empties it. */
  add(batch: Batch, names: BatchNames): void;
}

/** The same that `createRowStore` does, for records that come as columns. */
export function createColumnStore(options: ColumnStoreOptions): ColumnStore {
  const { tally, openWriter } = options;
  const costNanoUsd = new Float64Array(rowsPerBatch);
  const priceCard = new Uint32Array(rowsPerBatch);
  const unpricedKinds = new Uint16Array(rowsPerBatch);
  const unpricedUnits = new Float64Array(rowsPerBatch);
  const residency = new Uint8Array(rowsPerBatch);
  const versions = createVersions(options.cards);
  const cardsOf = createBatchCards(createCardTimelines(options.catalogue), versions);
  const price: ColumnPrice = { costNanoUsd: 0, isPriced: false, unpricedKinds: 0, unpricedUnits: 0 };
  /** What the columns of the present batch hold besides zeros. */
  const has = { unpriced: false, gaps: false, residency: false };

  /** Prices every row; rows that cost too much are rejected and taken out. */
  function priceAll(batch: Batch, names: BatchNames): void {
    const pricer = createColumnPricer(batch);
    const { rows, startMs, serviceTier } = batch;
    const providers = batch.dimensions.provider;
    const models = batch.dimensions.model;
    has.unpriced = false;
    has.gaps = false;
    has.residency = false;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      const cards = cardsOf(names, providers?.[row] ?? 0, models?.[row] ?? 0);
      const card = cards.at(startMs[row] ?? 0, pricer);
      if (card.serviceTier > 0 && serviceTier[row] === 0) serviceTier[row] = card.serviceTier;
      pricer.price(row, card.billing(serviceTier[row] ?? 0), price);
      if (Number.isNaN(price.costNanoUsd)) {
        tally.addRejection({ file: undefined, line: batch.line[row] ?? 0 }, tooDear);
        continue;
      }
      if (kept < row) batch.move(row, kept);
      costNanoUsd[kept] = price.costNanoUsd;
      priceCard[kept] = price.isPriced ? card.version() : 0;
      unpricedKinds[kept] = price.unpricedKinds;
      unpricedUnits[kept] = price.unpricedUnits;
      residency[kept] = card.residency;
      if (priceCard[kept] === 0) has.unpriced = true;
      else if (price.unpricedKinds !== 0 || price.unpricedUnits !== 0) has.gaps = true;
      if (card.residency !== 0) has.residency = true;
      kept++;
    }
    batch.rows = kept;
  }

  function columnsOf(batch: Batch): UsageColumns {
    const { rows } = batch;
    const billed = batch.billedNanoUsd?.subarray(0, rows);
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
      ...(has.unpriced || has.gaps ? { unpricedUnits: unpricedUnits.subarray(0, rows) } : {}),
      ...(billed === undefined ? {} : { billedNanoUsd: billed }),
      ...(has.residency ? { residency: residency.subarray(0, rows) } : {}),
    };
  }

  /** Counts the rows that were added. @param isAdded by row; undefined = all. */
  function count(batch: Batch, names: BatchNames, isAdded: Uint8Array | undefined): void {
    const { rows } = batch;
    const tokens: TokenCounts = {};
    for (const kind of tokenKinds) {
      const counts = batch.tokens[kind];
      if (counts !== undefined) tokens[kind] = sumOf(counts, rows, isAdded);
    }
    const missing = has.unpriced || has.gaps ? countMissing(batch, names, isAdded) : { unpriced: 0, partlyPriced: 0 };
    const records = isAdded === undefined ? rows : sumOf(isAdded, rows, undefined);
    tally.addRecords({
      ...missing,
      records,
      requests: sumOf(batch.requests, rows, isAdded),
      tokens,
      costNanoUsd: exactSum(costNanoUsd, rows, isAdded),
      startMs: smallest(batch.startMs, rows, isAdded),
      endMs: largest(batch.endMs, rows, isAdded),
    });
    if (batch.billedNanoUsd !== undefined) tally.addCharges(billedOf(batch.billedNanoUsd, rows, isAdded));
    tally.addDuplicate(rows - records);
    if (options.isNameless) tally.addNameless(records);
  }

  /** Counts the rows without a price and those with a part without one, and tells the tally of both. */
  function countMissing(
    batch: Batch,
    names: BatchNames,
    isAdded: Uint8Array | undefined,
  ): Pick<RecordTotals, 'unpriced' | 'partlyPriced'> {
    const gaps = new Map<string, number>();
    const models = new Map<string, { provider: string; model: string; records: number; tokens: number }>();
    let unpriced = 0;
    let partlyPriced = 0;
    for (let row = 0; row < batch.rows; row++) {
      if (isAdded?.[row] === 0) continue;
      const isUnpriced = priceCard[row] === 0;
      if (!isUnpriced && unpricedKinds[row] === 0 && unpricedUnits[row] === 0) continue;
      const model = names.model[batch.dimensions.model?.[row] ?? 0] ?? '';
      if (isUnpriced) {
        unpriced++;
        const provider = names.provider[batch.dimensions.provider?.[row] ?? 0] ?? '';
        const key = `${provider}\n${model}`;
        const usage = models.get(key) ?? { provider, model, records: 0, tokens: 0 };
        usage.records++;
        for (const kind of tokenKinds) usage.tokens += batch.tokens[kind]?.[row] ?? 0;
        models.set(key, usage);
      } else {
        partlyPriced++;
        const gap = gapNames(unpricedKinds[row] ?? 0, unpricedUnits[row] ?? 0);
        const remark = `${model} has no rate for ${gap}; the cost of that part is unknown`;
        gaps.set(remark, (gaps.get(remark) ?? 0) + 1);
      }
    }
    for (const usage of models.values()) tally.addUnpriced(usage);
    for (const [remark, times] of gaps) tally.addRemark(remark, times);
    return { unpriced, partlyPriced };
  }

  return {
    add(batch, names) {
      if (batch.rows === 0) return;
      priceAll(batch, names);
      if (batch.rows > 0) {
        const records = { columns: columnsOf(batch), names, priceVersions: versions.list };
        count(batch, names, openWriter().appendColumns(records));
      }
      batch.rows = 0;
    },
  };
}

function gapNames(kindBits: number, unitBits: number): string {
  const kinds = tokenKinds.filter((_kind, bit) => ((kindBits >> bit) & 1) === 1);
  const units = billableUnits.filter((_unit, bit) => ((unitBits >> bit) & 1) === 1);
  return [...kinds, ...units].join(', ');
}
