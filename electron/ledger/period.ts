import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { Period } from './ledger.ts';

/** True when a record that starts at this instant belongs to the period. */
export function isInPeriod(startMs: number, { fromMs = -Infinity, toMs = Infinity }: Period): boolean {
  return startMs >= fromMs && startMs < toMs;
}

/** The records that start in a period: the same columns when all do, copies of the matching rows otherwise. */
export function cutToPeriod(columns: UsageColumns, period: Period): UsageColumns {
  const matching = new Uint32Array(columns.rows);
  let rows = 0;
  for (let row = 0; row < columns.rows; row++) {
    if (isInPeriod(columns.startMs[row] ?? 0, period)) matching[rows++] = row;
  }
  return rows === columns.rows ? columns : pickRows(columns, matching.subarray(0, rows));
}

function pickRows(columns: UsageColumns, rows: Uint32Array): UsageColumns {
  return {
    rows: rows.length,
    startMs: Float64Array.from(rows, (row) => columns.startMs[row] ?? 0),
    endMs: Float64Array.from(rows, (row) => columns.endMs[row] ?? 0),
    requests: pick(columns.requests, rows),
    serviceTier: Uint8Array.from(rows, (row) => columns.serviceTier[row] ?? 0),
    tokens: pickEach(columns.tokens, rows),
    dimensions: pickEach(columns.dimensions, rows),
    costNanoUsd: pick(columns.costNanoUsd, rows),
    priceCard: pick(columns.priceCard, rows),
    unpricedKinds: pick(columns.unpricedKinds, rows),
  };
}

function pickEach<Key extends string>(
  columns: Partial<Record<Key, IntegerColumn>>,
  rows: Uint32Array,
): Partial<Record<Key, IntegerColumn>> {
  const picked: Partial<Record<Key, IntegerColumn>> = {};
  for (const key in columns) {
    const column = columns[key];
    if (column !== undefined) picked[key] = pick(column, rows);
  }
  return picked;
}

function pick(column: IntegerColumn, rows: Uint32Array): IntegerColumn {
  const picked = column.slice(0, rows.length);
  rows.forEach((row, index) => {
    picked[index] = column[row] ?? 0;
  });
  return picked;
}
