import type { ChargeStore } from './charges.ts';
import { createChargeStore } from './charges.ts';
import type { Connection } from './connection.ts';
import type { CachedDictionary } from './dictionary.ts';
import { createDictionary } from './dictionary.ts';
import type { ImportStore } from './imports.ts';
import { createImportStore } from './imports.ts';
import type { PriceCardStore } from './price-cards.ts';
import { createPriceCardStore } from './price-cards.ts';
import type { PriceDocumentStore } from './price-documents.ts';
import { createPriceDocumentStore } from './price-documents.ts';
import type { RollupStore } from './rollups.ts';
import { createRollupStore } from './rollups.ts';
import type { SegmentStore } from './segments.ts';
import { createSegmentStore } from './segments.ts';

/** The parts of a ledger on one connection. */
export interface LedgerStores {
  /** The ledger's file, for failures. */
  readonly file: string;
  readonly imports: ImportStore;
  readonly segments: SegmentStore;
  readonly rollups: RollupStore;
  readonly dictionary: CachedDictionary;
  readonly priceCards: PriceCardStore;
  readonly priceDocuments: PriceDocumentStore;
  readonly charges: ChargeStore;
}

/** Prepares every part of a ledger on a connection whose schema is up to date. */
export function createStores(connection: Connection, file: string): LedgerStores {
  return {
    file,
    imports: createImportStore(connection),
    segments: createSegmentStore(connection, file),
    rollups: createRollupStore(connection, file),
    dictionary: createDictionary(connection, file),
    priceCards: createPriceCardStore(connection, file),
    priceDocuments: createPriceDocumentStore(connection, file),
    charges: createChargeStore(connection, file),
  };
}
