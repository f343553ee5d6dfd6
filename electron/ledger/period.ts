import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { Period } from './ledger.ts';

/** True when a record that starts at this instant belongs to the period. */
export function isInPeriod(startMs: number, { fromMs = -Infinity, toMs = Infinity }: Period): boolean {
  return startMs >= fromMs && startMs < toMs;
}

/** The records that start in a period: the same columns when all do, copies of the matching rows otherwise. */
export function cutToPeriod(columns: UsageColumns, period: Period): UsageColumns {
  if (period.fromMs === undefined && period.toMs === undefined) return columns;
  const matching = new Uint32Array(columns.rows);
  let rows = 0;
  for (let row = 0; row < columns.rows; row++) {
    if (isInPeriod(columns.startMs[row] ?? 0, period)) matching[rows++] = row;
  }
  return rows === columns.rows ? columns : pickRows(columns, matching.subarray(0, rows));
}

/** Some rows of the columns, ascending. */
export function pickRows(columns: UsageColumns, rows: Uint32Array): UsageColumns {
  const { microUnits, unpricedUnits, residency, billedNanoUsd } = columns;
  return {
    rows: rows.length,
    startMs: pickFloats(columns.startMs, rows),
    endMs: pickFloats(columns.endMs, rows),
    requests: pick(columns.requests, rows),
    serviceTier: Uint8Array.from(rows, (row) => columns.serviceTier[row] ?? 0),
    tokens: pickEach(columns.tokens, rows),
    dimensions: pickEach(columns.dimensions, rows),
    costNanoUsd: pick(columns.costNanoUsd, rows),
    priceCard: pick(columns.priceCard, rows),
    unpricedKinds: pick(columns.unpricedKinds, rows),
    ...(microUnits === undefined ? {} : { microUnits: pickEach(microUnits, rows) }),
    ...(unpricedUnits === undefined ? {} : { unpricedUnits: pick(unpricedUnits, rows) }),
    ...(residency === undefined ? {} : { residency: pick(residency, rows) }),
    ...(billedNanoUsd === undefined ? {} : { billedNanoUsd: pickFloats(billedNanoUsd, rows) }),
  };
}

function pickFloats(column: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index] ?? 0] ?? 0;
  return picked;
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
  for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index] ?? 0] ?? 0;
  return picked;
}
