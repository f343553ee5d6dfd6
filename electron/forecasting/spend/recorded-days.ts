import type { UsageSelection } from '#shared/domain/usage-query.ts';
import { msPerHour } from '#shared/time.ts';
import { dayReader } from '#shared/zoned-days.ts';
import type { SpendSource } from './source.ts';

/** The days of which the ledger knows what was spent. */
export interface RecordedDays {
  /** What counts: the selection without imports that stand for a part of a month (traces): their days are no days of spend. */
  readonly selection: UsageSelection;
  /** Days within the time of some import, `YYYY-MM-DD`: one without usage has cost nothing, any other day is unknown. */
  readonly days: ReadonlySet<string>;
}

/** Finds the days of a time zone that some import of a selection tells of; undefined = no import does. */
export function recordedDays(
  source: Pick<SpendSource, 'listImports'>,
  selection: UsageSelection,
  timeZone: string,
): RecordedDays | undefined {
  const wanted = selection.filter?.import;
  const used = source
    .listImports()
    .filter(({ id, monthScale }) => monthScale === null && (wanted === undefined || wanted.includes(id)))
    .flatMap(({ id, firstMs, lastMs }) => (firstMs === null || lastMs === null ? [] : [{ id, firstMs, lastMs }]));
  if (used.length === 0) return undefined;
  const dayAt = dayReader(timeZone);
  const days = new Set<string>();
  for (const { firstMs, lastMs } of used) {
    for (let atMs = firstMs; atMs < lastMs; atMs += msPerHour) days.add(dayAt(atMs));
    days.add(dayAt(Math.max(firstMs, lastMs - 1)));
  }
  return { selection: { ...selection, filter: { ...selection.filter, import: used.map(({ id }) => id) } }, days };
}

/** Whether usage that begins at an instant begins within its day: an hour earlier would be the same day. */
export function beginsWithinDay(firstMs: number, dayAt: (atMs: number) => string): boolean {
  return dayAt(firstMs - msPerHour) === dayAt(firstMs);
}
