import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping, UsageQuery, UsageSelection, UsageSummary } from '#shared/domain/usage-query.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { groupBy } from './group-by.ts';
import { GroupAccumulator } from './group-accumulator.ts';
import type { ImportStore } from './imports.ts';
import type { Period } from './ledger.ts';
import { presentGroups } from './present-groups.ts';
import type { KeyNeeds } from './rollup-views.ts';
import { hasKeys, isTime } from './rollup-views.ts';
import type { RollupHead, RollupStore } from './rollups.ts';
import { segmentRows } from './segment-rows.ts';
import type { SegmentStore } from './segments.ts';
import { scanSelection } from './selected-records.ts';
import type { KeyFilter, Selection } from './usage-filter.ts';
import { matchingRows, readSelection } from './usage-filter.ts';
import type { GroupedUsage, UsageRows } from './usage-rows.ts';
import { pickUsage } from './usage-rows.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';

/** What a usage query reads. */
export interface UsageSources {
  readonly imports: ImportStore;
  readonly rollups: RollupStore;
  readonly segments: SegmentStore;
  readonly dictionary: UsageDictionary & {
    find(dimension: UsageDimension, name: string): number | undefined;
  };
}

/** Totals and groups of a query: from rollups where an import has what it takes, from its records otherwise. */
export function summariseUsage(sources: UsageSources, query: UsageQuery): UsageSummary {
  const by = [...new Set(query.by)];
  return presentGroups(groupSelection(sources, query, by), by, sources.dictionary);
}

/** Groups of the selected usage. */
function groupSelection(sources: UsageSources, query: UsageSelection, by: readonly UsageGrouping[]): GroupedUsage {
  const selection = readSelection(query, (dimension, name) => sources.dictionary.find(dimension, name));
  const groups = new GroupAccumulator(by);
  const fromRecords = addFromRollups(groups, sources, selection, by);
  addFromRecords(groups, sources, { ...selection, isImportWanted: (importId) => fromRecords.has(importId) }, by);
  return groups.result();
}

function addFromRecords(
  groups: GroupAccumulator,
  { segments }: UsageSources,
  selection: Selection,
  by: readonly UsageGrouping[],
): void {
  const dimensions = usageDimensions.filter((dimension) => by.includes(dimension));
  scanSelection(segments, selection, dimensions, (columns, { importId }) => {
    groups.add(segmentRows(columns, importId));
  });
}

/** Adds what rollups know. @returns the wanted imports whose records must be read instead. */
function addFromRollups(
  groups: GroupAccumulator,
  { imports, rollups }: UsageSources,
  selection: Selection,
  by: readonly UsageGrouping[],
): ReadonlySet<number> {
  const left = new Set<number>();
  const heads = groupBy(rollups.list(), ({ importId }) => importId);
  const keys = new Set([...by, ...selection.filters.map(({ key }) => key)]);
  for (const { id, records, firstMs, lastMs } of imports.list()) {
    if (records === 0 || !selection.isImportWanted(id)) continue;
    const period = isWithin(firstMs, lastMs, selection.period) ? {} : selection.period;
    const chosen = chooseView(heads.get(id) ?? [], keys, period);
    if (chosen === undefined) left.add(id);
    for (const head of chosen ?? []) groups.add(selectGroups(rollups.read(head), head, selection.filters, period, id));
  }
  return left;
}

/** True when an import's records all start in the period. */
function isWithin(firstMs: number | null, lastMs: number | null, { fromMs, toMs }: Period): boolean {
  return (firstMs ?? 0) >= (fromMs ?? -Infinity) && (lastMs ?? 0) < (toMs ?? Infinity);
}

/** The parts of the smallest view that can answer; undefined when none can. */
function chooseView(
  heads: readonly RollupHead[],
  keys: ReadonlySet<UsageGrouping>,
  period: Period,
): readonly RollupHead[] | undefined {
  const periodGrain = grainOf(period);
  if (periodGrain === 'none') return undefined;
  const needsHour = keys.has('hour') || periodGrain === 'hour';
  const needs: KeyNeeds = { keys, grain: needsHour ? 'hour' : [...keys].some(isTime) ? 'day' : undefined };
  const able = groupBy(
    heads.filter(({ view }) => hasKeys(view, needs)),
    ({ view }) => view,
  );
  return [...able.values()].reduce<readonly RollupHead[] | undefined>(
    (best, parts) => (best === undefined || groupCount(parts) < groupCount(best) ? parts : best),
    undefined,
  );
}

function groupCount(heads: readonly RollupHead[]): number {
  return heads.reduce((sum, { groups }) => sum + groups, 0);
}

/** The coarsest time whose bounds the period keeps. */
function grainOf({ fromMs = 0, toMs = 0 }: Period): 'day' | 'hour' | 'none' {
  if (fromMs % msPerDay === 0 && toMs % msPerDay === 0) return 'day';
  return fromMs % msPerHour === 0 && toMs % msPerHour === 0 ? 'hour' : 'none';
}

function selectGroups(
  groups: GroupedUsage,
  { view }: RollupHead,
  filters: readonly KeyFilter[],
  period: Period,
  importId: number,
): UsageRows {
  const withImport: UsageRows = {
    ...groups,
    key: (grouping) => (grouping === 'import' ? new Float64Array(groups.rows).fill(importId) : groups.key(grouping)),
  };
  const all = [...periodFilter(period, view.keys.includes('hour')), ...filters];
  const rows = matchingRows(groups.rows, all, (key) => withImport.key(key));
  return rows === undefined ? withImport : pickUsage(withImport, rows);
}

function periodFilter({ fromMs = -Infinity, toMs = Infinity }: Period, hasHours: boolean): readonly KeyFilter[] {
  if (fromMs === -Infinity && toMs === Infinity) return [];
  const lengthMs = hasHours ? msPerHour : msPerDay;
  const isWanted = (time: number): boolean => time * lengthMs >= fromMs && time * lengthMs < toMs;
  return [{ key: hasHours ? 'hour' : 'day', isWanted }];
}
