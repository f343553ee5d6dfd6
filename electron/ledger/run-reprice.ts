import { setImmediate } from 'node:timers/promises';
import type { PriceCard } from '#shared/domain/price.ts';
import type { RepriceReport, RepriceRequest } from '#shared/domain/reprice.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import type { RecordPricer, RepriceControl } from './ledger.ts';
import { rebuildTotals } from './rebuild.ts';
import { repriceSegment } from './reprice.ts';
import { RepriceTally } from './reprice-tally.ts';
import type { LedgerStores } from './stores.ts';
import { removeUnused } from './undo.ts';
import { readSelection } from './usage-filter.ts';

/**
 * Prices records again, in one transaction: all of the new prices are written, or none. Other work of the thread gets
 * its turn between two segments. Fails `cancelled`, and as writes do.
 */
export async function runReprice(
  connection: Connection,
  stores: LedgerStores,
  request: RepriceRequest,
  priceRecord: RecordPricer,
  { signal, onProgress }: RepriceControl,
): Promise<Result<RepriceReport>> {
  const { fromMs, toMs, models, apply } = request;
  const filter = models === undefined ? undefined : { model: models };
  try {
    connection.exec(apply ? 'BEGIN IMMEDIATE' : 'BEGIN');
    const selection = readSelection({ fromMs, toMs, filter }, (dimension, name) =>
      stores.dictionary.find(dimension, name),
    );
    const tally = new RepriceTally(stores);
    const repricing = { stores, selection, priceRecord, tally, apply, cardRow: cardRows(stores, apply) };
    const segments = stores.segments.list(selection.period);
    const total = segments.reduce((sum, { records }) => sum + records, 0);
    const changedImports = new Set<number>();
    let done = 0;
    for (const head of segments) {
      if (repriceSegment(repricing, head)) changedImports.add(head.importId);
      done += head.records;
      onProgress?.({ done, total, rows: done });
      // oxlint-disable-next-line no-await-in-loop -- one segment after the other; the pause lets a cancel through.
      await setImmediate();
      if (signal?.aborted === true || !connection.open) return cancelled(connection);
    }
    for (const importId of changedImports) rebuildTotals(stores, importId);
    const report = tally.report(apply);
    if (changedImports.size > 0) removeUnused(connection, stores);
    connection.exec('COMMIT');
    return success(report);
  } catch (error) {
    rollBack(connection);
    const known = failureOf(error, stores.file);
    if (known === undefined) throw error;
    return { ok: false, error: known };
  }
}

function cancelled(connection: Connection): Result<never> {
  rollBack(connection);
  return failure('cancelled', 'Repricing was cancelled; no price was changed.');
}

function rollBack(connection: Connection): void {
  if (connection.open && connection.inTransaction) connection.exec('ROLLBACK');
}

/**
 * Rows of cards in the ledger, each looked up once: 0 without a card, -1 for one that the ledger does not hold.
 * @param isKept True = cards that it does not hold are added.
 */
function cardRows({ priceCards }: LedgerStores, isKept: boolean): (card: PriceCard | undefined) => number {
  const known = new Map<PriceCard, number>();
  return (card) => {
    if (card === undefined) return 0;
    const row = known.get(card) ?? (isKept ? priceCards.keep(card) : (priceCards.find(card) ?? -1));
    known.set(card, row);
    return row;
  };
}
