import type { Cells, Rejection } from './preset.ts';
import { cellText, isRejection, isTime, readTime, type Column } from './row-cells.ts';

/** The columns in which OpenAI's exports say when a bucket begins and ends: Unix seconds, and the same as ISO 8601. */
export interface BucketTimeColumns {
  readonly start: Column;
  readonly startIso: Column | undefined;
  readonly end: Column | undefined;
  readonly endIso: Column | undefined;
}

/** When a bucket begins and ends, UTC ms. */
export interface BucketTimes {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Reads a bucket's times. The Unix pair is the exact one; a spreadsheet may have rounded it to `1.76E+09`, and then the
 * ISO pair says the same. A bucket without an end ends where it begins.
 */
export function readBucketTimes(cells: Cells, columns: BucketTimeColumns): BucketTimes | Rejection {
  const start = readTime(cells, readable(cells, columns.start, columns.startIso));
  if (isRejection(start)) return start;
  const endColumn = columns.end ?? columns.endIso;
  if (endColumn === undefined) return { startMs: start.ms, endMs: start.ms };
  const end = readTime(cells, readable(cells, endColumn, columns.endIso));
  return isRejection(end) ? end : { startMs: start.ms, endMs: end.ms };
}

/** True when a row says when its bucket begins. */
export function hasStart(cells: Cells, start: Column | undefined, startIso: Column | undefined): boolean {
  return isTime(cells, start) || isTime(cells, startIso);
}

function readable(cells: Cells, unix: Column, iso: Column | undefined): Column {
  return iso !== undefined && cellText(cells, iso).trim() !== '' && !isTime(cells, unix) ? iso : unix;
}
