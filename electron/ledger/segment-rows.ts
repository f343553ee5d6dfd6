import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { ColumnMemory } from './column-memory.ts';
import { floatsOf } from './floats.ts';
import { monthNumbers } from './usage-key.ts';
import { measuresOf } from './usage-measures.ts';
import type { UsageRows } from './usage-rows.ts';

/** The records of a segment as rows that can be grouped. @param memory Their keys may lie in it, until it is used again. */
export function segmentRows(
  columns: UsageColumns,
  importId: number,
  memory: ColumnMemory = new ColumnMemory(),
): UsageRows {
  // Several views group the same records by the same hours and days.
  const known = new Map<UsageGrouping, Float64Array>();
  function key(grouping: UsageGrouping): Float64Array {
    const values = known.get(grouping) ?? floatsOf(recordKeys(columns, importId, grouping, memory));
    known.set(grouping, values);
    return values;
  }
  return {
    rows: columns.rows,
    key,
    measures: measuresOf(columns),
    firstMs: columns.startMs,
    lastMs: columns.endMs,
  };
}

function recordKeys(
  columns: UsageColumns,
  importId: number,
  grouping: UsageGrouping,
  memory: ColumnMemory,
): ArrayLike<number> {
  switch (grouping) {
    case 'hour':
      return periodNumbers(columns.startMs, msPerHour, memory.floats('hour', columns.rows));
    case 'day':
      return periodNumbers(columns.startMs, msPerDay, memory.floats('day', columns.rows));
    case 'month':
      return monthNumbers(periodNumbers(columns.startMs, msPerDay, memory.floats('month', columns.rows)));
    case 'import':
      return new Float64Array(columns.rows).fill(importId);
    case 'serviceTier':
      return copied(columns.serviceTier, memory.floats('serviceTier', columns.rows));
    case 'provider':
    case 'model':
    case 'project':
    case 'user':
    case 'task':
    case 'conversation':
      return columns.dimensions[grouping] ?? new Uint8Array(columns.rows);
  }
}

function copied(values: ArrayLike<number>, into: Float64Array): Float64Array {
  into.set(values);
  return into;
}

/** The hour or day that each instant falls in. @param numbers is written and given back. */
function periodNumbers(instantsMs: Float64Array, lengthMs: number, numbers: Float64Array): Float64Array {
  for (let row = 0; row < numbers.length; row++) numbers[row] = Math.floor((instantsMs[row] ?? 0) / lengthMs);
  return numbers;
}
