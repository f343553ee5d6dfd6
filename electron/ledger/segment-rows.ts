import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import { dayNumber, hourNumber, monthNumbers } from './usage-key.ts';
import { measuresOf } from './usage-measures.ts';
import type { UsageRows } from './usage-rows.ts';

/** The records of a segment as rows that can be grouped. */
export function segmentRows(columns: UsageColumns, importId: number): UsageRows {
  return {
    rows: columns.rows,
    key: (grouping) => recordKeys(columns, importId, grouping),
    measures: measuresOf(columns),
    firstMs: columns.startMs,
    lastMs: columns.endMs,
  };
}

function recordKeys(columns: UsageColumns, importId: number, grouping: UsageGrouping): ArrayLike<number> {
  switch (grouping) {
    case 'hour':
      return columns.startMs.map(hourNumber);
    case 'day':
      return columns.startMs.map(dayNumber);
    case 'month':
      return monthNumbers(columns.startMs.map(dayNumber));
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
