import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { floatsOf } from './floats.ts';
import { monthNumbers } from './usage-key.ts';
import { measuresOf } from './usage-measures.ts';
import type { UsageRows } from './usage-rows.ts';

/** The records of a segment as rows that can be grouped. */
export function segmentRows(columns: UsageColumns, importId: number): UsageRows {
  // Several views group the same records by the same hours and days.
  const known = new Map<UsageGrouping, Float64Array>();
  function key(grouping: UsageGrouping): Float64Array {
    const values = known.get(grouping) ?? floatsOf(recordKeys(columns, importId, grouping));
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

function recordKeys(columns: UsageColumns, importId: number, grouping: UsageGrouping): ArrayLike<number> {
  switch (grouping) {
    case 'hour':
      return periodNumbers(columns.startMs, msPerHour);
    case 'day':
      return periodNumbers(columns.startMs, msPerDay);
    case 'month':
      return monthNumbers(periodNumbers(columns.startMs, msPerDay));
    case 'import':
      return new Float64Array(columns.rows).fill(importId);
    case 'serviceTier':
      return columns.serviceTier;
    case 'provider':
    case 'model':
    case 'project':
    case 'user':
    case 'task':
    case 'conversation':
      return columns.dimensions[grouping] ?? new Uint8Array(columns.rows);
  }
}

/** The hour or day that each instant falls in. */
function periodNumbers(instantsMs: Float64Array, lengthMs: number): Float64Array {
  const numbers = new Float64Array(instantsMs.length);
  for (let row = 0; row < numbers.length; row++) numbers[row] = Math.floor((instantsMs[row] ?? 0) / lengthMs);
  return numbers;
}
