import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PriceCard } from '#shared/domain/price.ts';
import { priceCardSchema } from '#shared/domain/price.ts';
import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';

/** Ledgers of version 1 hold cards with one fee a request instead of rates by unit. */
const storedCardSchema = z
  .object({ usdPerRequest: z.number().optional(), unitRates: z.unknown().optional() })
  .loose()
  .transform(({ usdPerRequest, unitRates, ...card }) => ({
    ...card,
    unitRates: unitRates ?? (usdPerRequest === undefined ? {} : { request: { usdPerUnit: usdPerRequest } }),
  }))
  .pipe(priceCardSchema);

/** Keeps price cards as they were when records were priced by them. */
export interface PriceCardStore {
  /** Row of a card, new where the ledger does not hold this content yet. */
  keep(card: PriceCard): number;
  /** Row of a card; undefined when the ledger does not hold this content. */
  find(card: PriceCard): number | undefined;
  /** The card of a row; undefined when there is none. @throws LedgerError `ledger-corrupt` when it cannot be read. */
  read(row: number): PriceCard | undefined;
}

/** The price cards of a ledger. A version whose content differs from the kept one gets a row of its own. */
export function createPriceCardStore(connection: Connection, file: string): PriceCardStore {
  const selectRow = connection
    .prepare<[string, string], number>('SELECT id FROM price_card WHERE price_version = ? AND checksum = ?')
    .pluck();
  const insert = connection.prepare('INSERT INTO price_card (price_version, checksum, card) VALUES (?, ?, ?)');
  const selectCard = connection.prepare<[number], string>('SELECT card FROM price_card WHERE id = ?').pluck();

  function keep(card: PriceCard): number {
    const text = JSON.stringify(card);
    return find(card) ?? Number(insert.run(card.priceVersion, checksumOf(text), text).lastInsertRowid);
  }

  function find(card: PriceCard): number | undefined {
    return selectRow.get(card.priceVersion, checksumOf(JSON.stringify(card)));
  }

  function read(row: number): PriceCard | undefined {
    const text = selectCard.get(row);
    if (text === undefined) return undefined;
    const card = storedCardSchema.safeParse(parsedJson(text));
    if (!card.success) throw new LedgerError(corruptLedger(file, `price card ${row} cannot be read`));
    return card.data;
  }

  return { keep, find, read };
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Parses JSON; undefined for text that is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
