import type { BilledCharge } from '#shared/domain/charge.ts';
import type { RejectedRow } from '#shared/domain/importing.ts';
import type { ImportOverlap } from '#shared/domain/overlap.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { dayOf } from '#shared/time.ts';
import { ChargeBuffer } from './charge-buffer.ts';
import type { Connection } from './connection.ts';
import { createColumnAppender } from './column-appender.ts';
import { createDictionaryWriter } from './dictionary.ts';
import { LedgerError, withLedgerErrors } from './failures.ts';
import { keptRejects } from './ledger.ts';
import type { AppendOutcome, ImportOutcome, ImportSource, ImportWriter, RecordColumns, RecordFacts } from './ledger.ts';
import { createOverlapTracker } from './overlap-tracker.ts';
import { replaceEarlier } from './replace.ts';
import { SegmentBuffer } from './segment-buffer.ts';
import type { LedgerStores } from './stores.ts';

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
  const { grain = 'request', overlap: decision = 'ask' } = source;
  withLedgerErrors(file, () => connection.exec('BEGIN IMMEDIATE'));
  let isOpen = true;
  const importId = orRollBack(() => {
    if (source.sha256 !== undefined) refuseHeld(source.sha256);
    return imports.add(source);
  });
  const dictionary = orRollBack(() => createDictionaryWriter(connection));
  const tracker = orRollBack(() => createOverlapTracker(stores, importId, source.preset, grain));
  const buffer = new SegmentBuffer();
  const rollup = rollups.build(importId);
  const chargeBuffer = new ChargeBuffer((key) => charges.earlierHolders(importId, key));
  const cardRows = new Map<string, number>();
  let duplicates = 0;
  let rejects = 0;

  function refuseHeld(sha256: string): void {
    const earlier = imports.findByContent(sha256);
    if (earlier !== undefined) throw alreadyImported(source, earlier.id);
  }

  /** Writes the hash of a content that was not known when the import began. */
  function setContent(sha256: string | undefined): void {
    if (sha256 === undefined) throw new Error('An import ends with the hash of its content.');
    refuseHeld(sha256);
    imports.setContent(importId, sha256);
  }

  function append(record: UsageRecord, price: RecordPrice, facts: RecordFacts = {}): AppendOutcome {
    requireOpen();
    const cardRow = price.priceVersion === null ? 0 : cardRows.get(price.priceVersion);
    if (cardRow === undefined) throw new Error(`Keep the card of ${price.priceVersion} before records priced by it.`);
    const outcome = withLedgerErrors(file, () => appendRow(record, price, cardRow, facts));
    if (outcome !== 'added') duplicates++;
    return outcome;
  }

  function appendRow(
    record: UsageRecord,
    price: RecordPrice,
    cardRow: number,
    { key, billedNanoUsd }: RecordFacts,
  ): AppendOutcome {
    const identity = key === undefined ? undefined : tracker.addKey(key, record.startMs);
    if (key !== undefined && identity === undefined) return 'duplicate';
    buffer.append(record, price, cardRow, dictionary.id);
    if (identity !== undefined) buffer.setKey(identity.high, identity.low);
    else if (tracker.addRecord(buffer.wholeColumns(), buffer.rows - 1) && decision === 'skip') {
      buffer.dropLast();
      return 'skipped';
    }
    if (billedNanoUsd !== undefined) buffer.setBilled(billedNanoUsd);
    if (buffer.isFull) flush();
    return 'added';
  }

  const appendToBuffer = createColumnAppender({
    buffer,
    dictionary,
    tracker,
    skipsHeld: decision === 'skip',
    cardRow(priceVersion) {
      const row = cardRows.get(priceVersion);
      if (row === undefined) throw new Error(`Keep the card of ${priceVersion} before records priced by it.`);
      return row;
    },
    flush,
  });

  function appendColumns(records: RecordColumns): Uint8Array | undefined {
    requireOpen();
    const isAdded = withLedgerErrors(file, () => appendToBuffer(records));
    if (isAdded !== undefined) for (const added of isAdded) if (added === 0) duplicates++;
    return isAdded;
  }

  function appendCharge(charge: BilledCharge): AppendOutcome {
    requireOpen();
    return withLedgerErrors(file, () => {
      const line = chargeBuffer.find(charge);
      if (line.holders.length > 0) tracker.addCharge(line.holders, charge.startMs, charge.endMs);
      if (line.holders.length > 0 && decision === 'skip') {
        duplicates++;
        return 'skipped';
      }
      line.add();
      if (chargeBuffer.isFull) flushCharges();
      return 'added';
    });
  }

  function reject(row: RejectedRow): void {
    requireOpen();
    if (rejects < keptRejects) withLedgerErrors(file, () => imports.reject(importId, rejects, row));
    rejects++;
  }

  function flushCharges(): void {
    chargeBuffer.drain((key, sums, holders) => {
      if (decision === 'replace') for (const holder of holders) charges.remove(holder, key);
      charges.add(importId, key, sums);
    });
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
    rollup.add(columns);
    segments.add(importId, columns, buffer.keys());
    buffer.clear();
  }

  function commit(outcome: ImportOutcome): ReturnType<ImportWriter['commit']> {
    requireOpen();
    const summary = orRollBack(() => {
      if (source.sha256 === undefined) setContent(outcome.sha256);
      flush();
      flushCharges();
      const repeats = tracker.repeats();
      if (repeats.length > 0 && decision === 'ask') throw overlappingImport(source, repeats);
      const overlaps = tracker.overlaps();
      rollup.finish();
      rollups.markBuilt(importId);
      imports.setTotals(importId, rollup.totals(), charges.totals(importId));
      imports.finish(importId, outcome, duplicates);
      dictionary.finish();
      if (overlaps.length > 0 && decision === 'replace') replaceEarlier(connection, stores, tracker, overlaps);
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

  return {
    append,
    appendColumns,
    appendCharge,
    reject,
    overlaps: () => (decision === 'ask' || decision === 'add' ? tracker.repeats() : tracker.overlaps()),
    keepCard,
    commit,
    rollback,
  };
}

function alreadyImported(source: ImportSource, importId: number): LedgerError {
  return new LedgerError({
    code: 'already-imported',
    message: `The content of ${source.file} is in the ledger already, as import ${importId}.`,
    at: { file: source.file },
    nextStep: 'Undo that import first to import the file again.',
  });
}

/** Imports that a sentence names. */
const namedImports = 3;

function overlappingImport({ file }: ImportSource, overlaps: readonly ImportOverlap[]): LedgerError {
  const named = overlaps
    .slice(0, namedImports)
    .map(({ importId, file: earlier, records, charges, firstMs, lastMs }) => {
      const what = [
        ...(records > 0 ? [`${records} ${records === 1 ? 'record' : 'records'}`] : []),
        ...(charges > 0 ? [`${charges} billed ${charges === 1 ? 'line' : 'lines'}`] : []),
      ].join(' and ');
      return `import ${importId} (${earlier}) holds ${what} of ${dayOf(firstMs)} to ${dayOf(lastMs)}`;
    });
  const more = overlaps.length > namedImports ? `, and ${overlaps.length - namedImports} more imports hold others` : '';
  return new LedgerError({
    code: 'overlapping-import',
    message: `${file} repeats usage that the ledger holds: ${named.join('; ')}${more}. Nothing was added.`,
    at: { file },
    nextStep:
      'Choose what is to happen: skip = add only what is new, replace = take the new file for it, add = count both (--overlap skip).',
  });
}
