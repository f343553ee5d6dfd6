import type { PriceCard } from '#shared/domain/price.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { recordPrice, type Catalogue } from '#pricing';
import type { Rejection } from './presets/preset.ts';

const msPerMinute = 60_000;

/** A record's price with the card behind it. */
export interface PricedBy {
  readonly price: RecordPrice;
  /** Undefined for a model that the catalogue does not know. */
  readonly card: PriceCard | undefined;
}

/**
 * Prices records one after the other. The card found for a model is remembered for the minute it was asked for: cards
 * change on minutes (by date, or by the time of day), and the records of a file mostly stand close together.
 */
export function createRecordPricer(catalogue: Catalogue): (record: UsageRecord) => PricedBy | Rejection {
  const known = new Map<string, { readonly minute: number; readonly card: PriceCard | undefined }>();

  function cardFor(record: UsageRecord): PriceCard | undefined {
    const key = `${record.provider}\n${record.model}`;
    const minute = Math.floor(record.startMs / msPerMinute);
    const remembered = known.get(key);
    if (remembered?.minute === minute) return remembered.card;
    const match = catalogue.resolve({ provider: record.provider, model: record.model }, record.startMs);
    const card = match.ok ? match.value.card : undefined;
    known.set(key, { minute, card });
    return card;
  }

  return (record) => {
    const card = cardFor(record);
    try {
      return { price: recordPrice(card, record), card };
    } catch (error) {
      // Counts are checked before: only a cost beyond what a ledger row can hold exactly is left.
      if (!(error instanceof RangeError)) throw error;
      return { kind: 'reject', reason: 'the row costs more than $9 million, too much for one record to hold exactly' };
    }
  };
}
