import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { CalibrationSource } from './source.ts';
import type { Steps } from './steps.ts';

/** Records read between two steps, about. */
const recordsAStep = 400_000;
const mostSteps = 60;

/** A period, UTC ms: start inclusive, end exclusive; absent = unbounded. */
export interface ScanPeriod {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/**
 * Visits every record of a period once, as `CalibrationSource.scan` does; a large ledger in slices of time, so that the
 * work can be followed and stopped.
 * @yields how far it is.
 */
export function* scanInSteps(
  source: CalibrationSource,
  period: ScanPeriod,
  visit: (columns: UsageColumns, importId: number) => void,
): Steps<void> {
  const bounds = sliceBounds(source, period);
  for (const [index, fromMs] of bounds.entries()) {
    source.scan({ fromMs: index === 0 ? period.fromMs : fromMs, toMs: bounds[index + 1] ?? period.toMs }, visit);
    yield { done: index + 1, total: bounds.length };
  }
}

/** Starts of the slices, ascending; the first stands for the period's own start. */
function sliceBounds(
  source: CalibrationSource,
  { fromMs = -Infinity, toMs = Infinity }: ScanPeriod,
): readonly number[] {
  const imports = source.listImports();
  const records = imports.reduce((sum, { records: count = 0 }) => sum + count, 0);
  const starts = imports.flatMap(({ firstMs }) => firstMs ?? []);
  const ends = imports.flatMap(({ lastMs }) => lastMs ?? []);
  const first = Math.max(fromMs, Math.min(...starts));
  const last = Math.min(toMs, Math.max(...ends));
  const slices = Math.min(mostSteps, Math.ceil(records / recordsAStep));
  if (slices <= 1 || !Number.isFinite(first) || !Number.isFinite(last) || last <= first) return [first];
  return Array.from({ length: slices }, (_none, index) => Math.floor(first + ((last - first) * index) / slices));
}
