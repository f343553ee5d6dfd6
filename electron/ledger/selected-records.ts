import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import { cutToPeriod, pickRows } from './period.ts';
import { dimensionSegmentColumn, serviceTierSegmentColumn } from './segment-format.ts';
import type { SegmentHead, SegmentStore } from './segments.ts';
import type { KeyFilter, Selection } from './usage-filter.ts';
import { matchingRows } from './usage-filter.ts';

/**
 * Visits the selected records, segment by segment; segments without any are left out.
 * @param dimensions Those whose ids are needed.
 */
export function scanSelection(
  segments: SegmentStore,
  selection: Selection,
  dimensions: readonly UsageDimension[],
  visit: (columns: UsageColumns, segment: SegmentHead) => void,
): void {
  for (const segment of segments.list(selection.period)) {
    if (!selection.isImportWanted(segment.importId)) continue;
    const columns = selectRecords(segments, segment, selection, dimensions);
    if (columns !== undefined && columns.rows > 0) visit(columns, segment);
  }
}

/** The selected records of one segment; undefined when no row passes the filters, which saves reading the rest. */
function selectRecords(
  segments: SegmentStore,
  segment: SegmentHead,
  { filters, period }: Selection,
  dimensions: readonly UsageDimension[],
): UsageColumns | undefined {
  const rows = filteredRows(segments, segment, filters);
  if (rows?.length === 0) return undefined;
  const columns = segments.columns(segment, dimensions);
  return cutToPeriod(rows === undefined ? columns : pickRows(columns, rows), period);
}

/** Rows of a segment that pass the filters; reads the columns filtered by and no other. Undefined = all. */
export function filteredRows(
  segments: SegmentStore,
  segment: SegmentHead,
  filters: readonly KeyFilter[],
): Uint32Array | undefined {
  return matchingRows(segment.records, filters, (key) => {
    return segments.integers(segment, columnOf(key)) ?? new Uint8Array(segment.records);
  });
}

function columnOf(key: UsageGrouping): string {
  const dimension = usageDimensions.find((name) => name === key);
  return dimension === undefined ? serviceTierSegmentColumn : dimensionSegmentColumn(dimension);
}
