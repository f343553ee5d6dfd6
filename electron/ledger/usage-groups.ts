import type { UsageGrouping, UsageSummary } from '#shared/domain/usage-query.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import { msPerDay } from '#shared/time.ts';
import type { GroupVisitor } from './hour-rollups.ts';
import { groupRows } from './row-groups.ts';
import { hourNumber, keyText, monthNumber } from './usage-key.ts';
import type { UsageSums } from './usage-sums.ts';
import { addUsage, noUsage, sumGroups, toTotals } from './usage-sums.ts';

interface Group {
  readonly keys: readonly number[];
  readonly sums: UsageSums;
}

/** Groups gathered from any number of parts. */
export type UsageGroups = Map<string, Group>;

/** Adds the sums of one part to their group. */
export function addToGroups(groups: UsageGroups, keys: readonly number[], sums: UsageSums): void {
  const id = keys.join();
  const earlier = groups.get(id);
  groups.set(id, { keys, sums: earlier === undefined ? sums : addUsage(earlier.sums, sums) });
}

/** Groups the records of one segment. */
export function groupSegment(
  columns: UsageColumns,
  importId: number,
  by: readonly UsageGrouping[],
  visit: GroupVisitor,
): void {
  const keys = by.map((grouping) => keyColumn(columns, importId, grouping));
  const groups = groupRows(columns.rows, keys);
  sumGroups(columns, groups).forEach((sums, group) => {
    const row = groups.firstRow[group] ?? 0;
    visit(
      keys.map((key) => key[row] ?? 0),
      sums,
    );
  });
}

function keyColumn(columns: UsageColumns, importId: number, grouping: UsageGrouping): ArrayLike<number> {
  switch (grouping) {
    case 'hour':
      return columns.startMs.map(hourNumber);
    case 'day':
      return columns.startMs.map((startMs) => Math.floor(startMs / msPerDay));
    case 'month':
      return columns.startMs.map((startMs) => monthNumber(Math.floor(startMs / msPerDay)));
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

/** Shows groups: named, dearest first, then by keys. No groups are listed when nothing is grouped by. */
export function presentGroups(
  groups: UsageGroups,
  by: readonly UsageGrouping[],
  dictionary: UsageDictionary,
): UsageSummary {
  const gathered = [...groups.values()];
  const total = gathered.reduce((sums, group) => addUsage(sums, group.sums), noUsage);
  const named = by.length === 0 ? [] : gathered.map((group) => nameGroup(group, by, dictionary));
  return {
    by: [...by],
    totals: toTotals(total),
    groups: named
      .sort((left, right) => compareGroups(left, right, by))
      .map(({ names, sums }) => ({
        keys: Object.fromEntries(by.map((grouping, index) => [grouping, names[index] ?? ''])),
        ...toTotals(sums),
      })),
    firstMs: total.records === 0n ? null : total.firstMs,
    lastMs: total.records === 0n ? null : total.lastMs,
  };
}

interface NamedGroup extends Group {
  readonly names: readonly string[];
}

function nameGroup(group: Group, by: readonly UsageGrouping[], dictionary: UsageDictionary): NamedGroup {
  return { ...group, names: by.map((grouping, index) => keyText(grouping, group.keys[index] ?? 0, dictionary)) };
}

function compareGroups(left: NamedGroup, right: NamedGroup, by: readonly UsageGrouping[]): number {
  if (left.sums.costNanoUsd !== right.sums.costNanoUsd) {
    return left.sums.costNanoUsd > right.sums.costNanoUsd ? -1 : 1;
  }
  for (const [index, grouping] of by.entries()) {
    const [name = '', otherName = ''] = [left.names[index], right.names[index]];
    if (name === otherName) continue;
    // Ids of imports are numbers: 2 comes before 10.
    if (grouping === 'import') return Number(name) - Number(otherName);
    return name < otherName ? -1 : 1;
  }
  return 0;
}
