import { billableUnits } from '#shared/domain/billable-units.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import type { Connection, SqlValue } from './connection.ts';
import { cutToPeriod } from './period.ts';
import type { LedgerStores } from './stores.ts';
import { tokenColumnNames } from './usage-measures.ts';

const columnNames = [
  'import_id',
  'segment_id',
  'start_ms',
  'end_ms',
  ...usageDimensions,
  'service_tier',
  'requests',
  ...tokenKinds.map((kind) => `${tokenColumnNames[kind]}_tokens`),
  'cost_nano_usd',
  'price_card_id',
  'unpriced_kinds',
  'billed_nano_usd',
  'residency',
  ...billableUnits.map((unit) => `${unitColumnName(unit)}_millionths`),
  'unpriced_units',
];

/** `generatedImage` becomes `generated_image`. */
function unitColumnName(unit: string): string {
  return unit.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Shows the segments of a ledger as the read-only SQL table `usage_record`, one row a usage record, for looking at
 * data and for checks; sums over many records are what `Ledger.usage` is for. `usage_record(from_ms, to_ms)` or
 * `usage_record WHERE to_ms = …` reads only the segments of a period. `cost_nano_usd` is NULL for unpriced
 * records, `billed_nano_usd` for those that do not state their own cost; units are in millionths.
 * @param host Connection that gets the table.
 * @param stores Parts of the ledger on another connection: a connection cannot be read while it runs a query.
 */
export function addUsageRecordTable(host: Connection, stores: LedgerStores): void {
  host.table('usage_record', {
    columns: columnNames,
    parameters: ['from_ms', 'to_ms'],
    *rows(fromMs: unknown, toMs: unknown) {
      const period = { fromMs: instant(fromMs), toMs: instant(toMs) };
      for (const segment of stores.segments.list(period)) {
        const columns = cutToPeriod(stores.segments.columns(segment), period);
        for (let row = 0; row < columns.rows; row++) {
          yield [BigInt(segment.importId), BigInt(segment.id), ...recordValues(columns, row, stores)];
        }
      }
    },
  });
}

function instant(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

/** Integers as BigInt: better-sqlite3 gives SQLite any number as a float. */
function recordValues(columns: UsageColumns, row: number, { dictionary }: LedgerStores): readonly SqlValue[] {
  const priceCard = columns.priceCard[row] ?? 0;
  const billed = columns.billedNanoUsd?.[row] ?? Number.NaN;
  return [
    BigInt(columns.startMs[row] ?? 0),
    BigInt(columns.endMs[row] ?? 0),
    ...usageDimensions.map((dimension) => dictionary.name(dimension, columns.dimensions[dimension]?.[row] ?? 0)),
    serviceTiers[columns.serviceTier[row] ?? 0] ?? '',
    BigInt(columns.requests[row] ?? 0),
    ...tokenKinds.map((kind) => BigInt(columns.tokens[kind]?.[row] ?? 0)),
    priceCard === 0 ? null : BigInt(columns.costNanoUsd[row] ?? 0),
    BigInt(priceCard),
    BigInt(columns.unpricedKinds[row] ?? 0),
    Number.isNaN(billed) ? null : BigInt(billed),
    residencies[columns.residency?.[row] ?? 0] ?? '',
    ...billableUnits.map((unit) => BigInt(columns.microUnits?.[unit]?.[row] ?? 0)),
    BigInt(columns.unpricedUnits?.[row] ?? 0),
  ];
}
