import type { BilledCharge } from '#shared/domain/charge.ts';
import type { ImportOptions } from '#shared/domain/importing.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import type { ImportWriter } from '#ledger';
import type { Catalogue, ModelReference } from '#pricing';
import { chargeOfUsage, normaliseCharge, type ExchangeRates } from './charges.ts';
import type { PlacedRow } from './row-streams.ts';
import { createInterner } from './intern.ts';
import type { KeptCards } from './kept-cards.ts';
import { normalise } from './normalise.ts';
import { withKeptNames } from './personal-data.ts';
import type { ChargeDraft, Rejection, RowOutcome, UsageDraft } from './presets/preset.ts';
import { isRejection } from './presets/row-cells.ts';
import { createRecordPricer } from './price-records.ts';
import type { Tally } from './tally.ts';

/** What rows are stored with. */
export interface RowStoreOptions {
  readonly options: ImportOptions;
  readonly catalogue: Catalogue;
  readonly rates: ExchangeRates;
  /** The model of rows that name none. */
  readonly fallback: ModelReference | undefined;
  readonly tally: Tally;
  /** The import's writer, begun when the first row needs it. */
  readonly openWriter: () => ImportWriter;
  readonly cards: KeptCards;
}

/** Takes understood rows into the ledger. */
export interface RowStore {
  /** @param file named in rejected rows, where several files are imported as one. */
  add(row: PlacedRow, file: string | undefined): void;
  /** Stores what was held back: of rows with equal keys, the one with the highest rank. */
  finish(): void;
}

/** A usage row, checked and priced, before it is stored. */
interface PricedRow {
  readonly record: UsageRecord;
  readonly price: RecordPrice;
  readonly draft: UsageDraft;
  readonly billedNanoUsd: number | undefined;
}

/** Takes each row through `normalise`, pricing, the tally and the writer. */
export function createRowStore(store: RowStoreOptions): RowStore {
  const { options, catalogue, rates, fallback, tally, openWriter, cards } = store;
  const priceRecord = createRecordPricer(catalogue);
  const withOwnNames = createInterner();
  /** Rows with a rank, by key: which one counts is known only at the end. */
  const ranked = new Map<string, PricedRow>();

  function prepare(draft: UsageDraft): PricedRow | Rejection {
    const known = normalise(withKeptNames(draft, options.keepPersonalData === true, tally), fallback);
    if (isRejection(known)) return known;
    const priced = priceRecord(withOwnNames(known));
    if (isRejection(priced)) return priced;
    const { record, price, card } = priced;
    if (card !== undefined && price.priceVersion !== null) cards.keep(card);
    const charge = chargeOfUsage(draft, record, rates);
    if (isRejection(charge)) tally.addRemark(`${charge.column ?? 'the cost'} was not kept: ${charge.reason}`);
    const billedNanoUsd = charge === undefined || isRejection(charge) ? undefined : charge.billedNanoUsd;
    return { record, price, draft, billedNanoUsd };
  }

  /** Stores a row. @returns false when it is held already. */
  function storeUsage({ record, price, draft, billedNanoUsd }: PricedRow): boolean {
    if (openWriter().append(record, price, { key: draft.key, billedNanoUsd }) !== 'added') return false;
    tally.addRecord(record, price);
    if (billedNanoUsd !== undefined) tally.addCharge({ ...record, billedNanoUsd });
    for (const remark of draft.remarks) tally.addRemark(remark);
    if (draft.model === '') tally.addNameless();
    const unpriced = [...price.unpricedKinds, ...(price.unpricedUnits ?? [])];
    if (price.priceVersion !== null && unpriced.length > 0) {
      tally.addRemark(`${record.model} has no rate for ${unpriced.join(', ')}; the cost of that part is unknown`);
    }
    return true;
  }

  function storeCharge(charge: BilledCharge, draft: ChargeDraft): boolean {
    if (openWriter().appendCharge(charge) !== 'added') return false;
    tally.addCharge(charge);
    for (const remark of draft.remarks) tally.addRemark(remark);
    return true;
  }

  function count(wasAdded: boolean): void {
    if (wasAdded) tally.addImported();
    else tally.addDuplicate();
  }

  /** @returns why the row is refused, undefined when it was taken. */
  function addUsage(draft: UsageDraft): Rejection | undefined {
    const row = prepare(draft);
    if (isRejection(row)) return row;
    const { key, rank } = draft;
    if (key === undefined || rank === undefined) {
      count(storeUsage(row));
      return undefined;
    }
    const best = ranked.get(key);
    if (best !== undefined) tally.addDuplicate();
    if (best === undefined || rank > (best.draft.rank ?? 0)) ranked.set(key, row);
    return undefined;
  }

  function addCharge(charge: ChargeDraft, draft: UsageDraft | undefined): Rejection | undefined {
    const billed = normaliseCharge(charge, rates);
    if (isRejection(billed)) return billed;
    const row = draft === undefined ? undefined : prepare(draft);
    if (isRejection(row)) return row;
    const wasCharged = storeCharge(billed, charge);
    const wasUsed = row !== undefined && storeUsage(row);
    count(wasCharged || wasUsed);
    return undefined;
  }

  function take(outcome: Exclude<RowOutcome, Rejection>): Rejection | undefined {
    switch (outcome.kind) {
      case 'empty':
        tally.addEmpty();
        if (outcome.remark !== undefined) tally.addRemark(outcome.remark);
        return undefined;
      case 'usage':
        return addUsage(outcome.draft);
      case 'charge':
        return addCharge(outcome.charge, outcome.draft);
    }
  }

  return {
    add({ line, path, outcome }, file) {
      const rejection = isRejection(outcome) ? outcome : take(outcome);
      if (rejection === undefined) return;
      const column = [path, rejection.column].filter((part) => part !== undefined && part !== '').join('.');
      tally.addRejection({ file, line }, { ...rejection, ...(column === '' ? {} : { column }) });
    },
    finish() {
      for (const row of ranked.values()) count(storeUsage(row));
      ranked.clear();
    },
  };
}
