import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { ImportWriter } from '#ledger';
import { createColumnPricer, type Catalogue, type PriceColumns } from '#pricing';
import { createCardTimelines } from '../card-timeline.ts';
import type { KeptCards } from '../kept-cards.ts';
import { tooDear } from '../price-records.ts';
import type { RecordTotals, Tally } from '../tally.ts';
import type { Batch, BatchNames } from './batch.ts';
import { billedOf, exactSum, largest, smallest, sumOf } from './column-sums.ts';
import { billingsOfRows, createVersions } from './row-billings.ts';

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
  const versions = createVersions(options.cards);
  const cardsOf = createCardTimelines(options.catalogue);
  let room = createRoom(0);
  /** What the columns of the present batch hold besides zeros. */
  const has = { unpriced: false, gaps: false, residency: false };

  /** Prices every row; rows that cost too much are rejected and taken out. */
  function priceAll(batch: Batch, names: BatchNames): void {
    const { rows, serviceTier } = batch;
    if (rows > room.rows) room = createRoom(batch.capacity);
    const { prices, priceCard, residency } = room;
    const pricer = createColumnPricer(batch);
    const { of, list } = billingsOfRows(batch, names, cardsOf, pricer, room.billingOf);
    const billings = list.map(({ billing }) => billing);
    const tierOf = Uint8Array.from(list, (billing) => billing.serviceTier);
    for (let row = 0; row < rows; row++) serviceTier[row] = tierOf[of[row] ?? 0] ?? 0;
    pricer.price(rows, of, billings, prices);
    takeOutTooDear(batch, prices, of);
    has.unpriced = false;
    has.gaps = false;
    // A card is kept with the first record that it prices.
    const isMet = new Uint8Array(list.length);
    const versionOf = new Uint32Array(list.length);
    for (let row = 0; row < batch.rows; row++) {
      const index = of[row] ?? 0;
      const isPriced = prices.isPriced[row] === 1;
      if (isPriced && isMet[index] === 0) {
        isMet[index] = 1;
        const card = billings[index]?.card;
        versionOf[index] = card === undefined ? 0 : versions.index(card);
      }
      const version = isPriced ? (versionOf[index] ?? 0) : 0;
      priceCard[row] = version;
      if (version === 0) has.unpriced = true;
      else if (prices.unpricedKinds[row] !== 0 || prices.unpricedUnits[row] !== 0) has.gaps = true;
    }
    has.residency = list.some((billing) => billing.residency !== 0);
    if (!has.residency) return;
    const residencyOf = Uint8Array.from(list, (billing) => billing.residency);
    for (let row = 0; row < batch.rows; row++) residency[row] = residencyOf[of[row] ?? 0] ?? 0;
  }

  function takeOutTooDear(batch: Batch, prices: PriceColumns, billingOf: Uint16Array): void {
    const { rows, line } = batch;
    const { costNanoUsd } = prices;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(costNanoUsd[row])) {
        tally.addRejection({ file: undefined, line: line[row] ?? 0 }, tooDear);
        continue;
      }
      if (kept < row) {
        batch.move(row, kept);
        for (const column of [...Object.values(prices), billingOf]) column[kept] = column[row] ?? 0;
      }
      kept++;
    }
    batch.rows = kept;
  }

  function columnsOf(batch: Batch): UsageColumns {
    const { rows } = batch;
    const { priceCard, residency } = room;
    const { costNanoUsd, unpricedKinds, unpricedUnits } = room.prices;
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
      costNanoUsd: exactSum(room.prices.costNanoUsd, rows, isAdded),
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
    const { unpricedKinds, unpricedUnits } = room.prices;
    let unpriced = 0;
    let partlyPriced = 0;
    for (let row = 0; row < batch.rows; row++) {
      if (isAdded?.[row] === 0) continue;
      const isUnpriced = room.priceCard[row] === 0;
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

/** Memory for what a batch's rows are priced at, used for batch after batch. */
interface Room {
  readonly rows: number;
  readonly prices: PriceColumns;
  readonly priceCard: Uint32Array;
  readonly residency: Uint8Array;
  readonly billingOf: Uint16Array;
}

function createRoom(rows: number): Room {
  return {
    rows,
    prices: {
      costNanoUsd: new Float64Array(rows),
      isPriced: new Uint8Array(rows),
      unpricedKinds: new Uint16Array(rows),
      unpricedUnits: new Float64Array(rows),
    },
    priceCard: new Uint32Array(rows),
    residency: new Uint8Array(rows),
    billingOf: new Uint16Array(rows),
  };
}

function gapNames(kindBits: number, unitBits: number): string {
  const kinds = tokenKinds.filter((_kind, bit) => ((kindBits >> bit) & 1) === 1);
  const units = billableUnits.filter((_unit, bit) => ((unitBits >> bit) & 1) === 1);
  return [...kinds, ...units].join(', ');
}
