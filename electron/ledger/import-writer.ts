import type { BilledCharge } from '#shared/domain/charge.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { ChargeBuffer } from './charge-buffer.ts';
import type { Connection } from './connection.ts';
import { createDictionaryWriter } from './dictionary.ts';
import { LedgerError, withLedgerErrors } from './failures.ts';
import type { AppendOutcome, ImportOutcome, ImportSource, ImportWriter } from './ledger.ts';
import { SegmentBuffer } from './segment-buffer.ts';
import type { LedgerStores } from './stores.ts';
import { addUsage, noUsage } from './usage-sums.ts';

/**
 * Begins an import: takes the ledger's one write lock and keeps it until the import ends.
 * @param onEnd Called when the import is committed or rolled back.
 * @throws LedgerError `already-imported` for content the ledger holds, `ledger-locked` while another connection writes.
 */
export function beginImport(
  connection: Connection,
  stores: LedgerStores,
  source: ImportSource,
  onEnd: () => void,
): ImportWriter {
  const { file, imports, segments, rollups, priceCards, charges } = stores;
  withLedgerErrors(file, () => connection.exec('BEGIN IMMEDIATE'));
  let isOpen = true;
  const importId = orRollBack(() => {
    const earlier = imports.findByContent(source.sha256);
    if (earlier !== undefined) throw alreadyImported(source, earlier.id);
    return imports.add(source);
  });
  const dictionary = orRollBack(() => createDictionaryWriter(connection));
  const buffer = new SegmentBuffer();
  const chargeBuffer = new ChargeBuffer();
  const cardRows = new Map<string, number>();
  let sums = noUsage;

  function append(record: UsageRecord, price: RecordPrice): AppendOutcome {
    requireOpen();
    const cardRow = price.priceVersion === null ? 0 : cardRows.get(price.priceVersion);
    if (cardRow === undefined) throw new Error(`Keep the card of ${price.priceVersion} before records priced by it.`);
    withLedgerErrors(file, () => {
      buffer.append(record, price, cardRow, (dimension) => dictionary.id(dimension, record[dimension]));
      if (buffer.isFull) flush();
    });
    return 'added';
  }

  function appendCharge(charge: BilledCharge): AppendOutcome {
    requireOpen();
    chargeBuffer.append(charge);
    if (chargeBuffer.isFull) withLedgerErrors(file, flushCharges);
    return 'added';
  }

  function flushCharges(): void {
    chargeBuffer.drain((key, chargeSums) => charges.add(importId, key, chargeSums));
  }

  function keepCard(card: PriceCard): void {
    requireOpen();
    cardRows.set(
      card.priceVersion,
      withLedgerErrors(file, () => priceCards.keep(card)),
    );
  }

  function flush(): void {
    if (buffer.rows === 0) return;
    const columns = buffer.columns();
    const rolledUp = rollups.add(importId, columns);
    segments.add(importId, columns, rolledUp.isRolledUp);
    sums = addUsage(sums, rolledUp.sums);
    buffer.clear();
  }

  function commit(outcome: ImportOutcome): ReturnType<ImportWriter['commit']> {
    requireOpen();
    const summary = orRollBack(() => {
      flush();
      flushCharges();
      imports.finish(importId, sums, outcome);
      dictionary.finish();
      const written = imports.find(importId);
      connection.exec('COMMIT');
      return written;
    });
    end();
    if (summary === undefined) throw new Error(`Import ${importId} has vanished from its own transaction.`);
    return summary;
  }

  function rollback(): void {
    if (!isOpen) return;
    abandon();
  }

  function orRollBack<T>(work: () => T): T {
    try {
      return withLedgerErrors(file, work);
    } catch (error) {
      abandon();
      throw error;
    }
  }

  function abandon(): void {
    // SQLite has already rolled back by itself after some errors, a full disk for one.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    stores.dictionary.forget();
    end();
  }

  function end(): void {
    isOpen = false;
    onEnd();
  }

  function requireOpen(): void {
    if (!isOpen) throw new Error('This import has ended.');
  }

  return { append, appendCharge, overlaps: () => [], keepCard, commit, rollback };
}

function alreadyImported(source: ImportSource, importId: number): LedgerError {
  return new LedgerError({
    code: 'already-imported',
    message: `The content of ${source.file} is in the ledger already, as import ${importId}.`,
    at: { file: source.file },
    nextStep: 'Undo that import first to import the file again.',
  });
}
