import type { PriceCard } from '#shared/domain/price.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { recordPrice, type CardMatch, type Catalogue } from '#pricing';
import { createCardTimelines } from './card-timeline.ts';
import type { Rejection } from './presets/preset.ts';

/** A record with its price and the card behind it. */
export interface PricedRecord {
  /** The record with what only its model's name says: where and how it was served. */
  readonly record: UsageRecord;
  readonly price: RecordPrice;
  /** Undefined for a model that the catalogue does not know. */
  readonly card: PriceCard | undefined;
}

/** Why a record is refused that costs more than a ledger row can hold exactly. */
export const tooDear: Rejection = {
  kind: 'reject',
  reason: 'the row costs more than $9 million, too much for one record to hold exactly',
};

/** Prices records one after the other, each at the card in force when it starts. */
export function createRecordPricer(catalogue: Catalogue): (record: UsageRecord) => PricedRecord | Rejection {
  const cardsOf = createCardTimelines(catalogue);
  return (record) => {
    const match = cardsOf(record).at(record.startMs);
    const served = match === undefined ? record : asServed(record, match);
    try {
      return { record: served, price: recordPrice(match?.card, served), card: match?.card };
    } catch (error) {
      // Counts are checked before: only a cost beyond what a ledger row can hold exactly is left.
      if (!(error instanceof RangeError)) throw error;
      return tooDear;
    }
  };
}

/** A record with the residency and service tier that its model's name tells, where the row does not say itself. */
function asServed(record: UsageRecord, { residency, serviceTier }: CardMatch): UsageRecord {
  const isPlaced = residency === undefined || record.residency !== undefined;
  const isTiered = serviceTier === undefined || record.serviceTier !== 'standard';
  if (isPlaced && isTiered) return record;
  return { ...record, ...(isPlaced ? {} : { residency }), ...(isTiered ? {} : { serviceTier }) };
}
