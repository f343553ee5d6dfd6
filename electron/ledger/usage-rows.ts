import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { ColumnMemory } from './column-memory.ts';
import type { SummableColumn } from './exact-column.ts';
import { pickExact, sumByGroup } from './exact-column.ts';
import { floatsOf } from './floats.ts';
import type { RowGroups } from './row-groups.ts';
import { groupRows } from './row-groups.ts';
import { derivedKey } from './usage-key.ts';

/** Usage in rows that can be grouped and summed: the records of a segment, or groups of records. */
export interface UsageRows {
  readonly rows: number;
  /** A key of every row, as `usage-key.ts` says. @throws RangeError for a key that the rows do not have. */
  key(grouping: UsageGrouping): ArrayLike<number>;
  /** What can be summed, by the names of `usage-measures.ts`; an absent measure is zero. */
  readonly measures: ReadonlyMap<string, SummableColumn>;
  /** Earliest start and latest end of the records behind each row, UTC ms. */
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
}

/** Groups of records. A group may come in several rows until it is grouped again. */
export interface GroupedUsage extends UsageRows {
  readonly keys: ReadonlyMap<UsageGrouping, Float64Array>;
}

/** Groups from their columns. */
export function groupedUsage(parts: Omit<GroupedUsage, 'key'>): GroupedUsage {
  return { ...parts, key: (grouping) => parts.keys.get(grouping) ?? derivedKey(parts.keys, grouping) };
}

/** No groups at all. */
export function noGroups(by: readonly UsageGrouping[]): GroupedUsage {
  const keys = new Map(by.map((grouping) => [grouping, new Float64Array(0)]));
  return groupedUsage({
    rows: 0,
    keys,
    measures: new Map(),
    firstMs: new Float64Array(0),
    lastMs: new Float64Array(0),
  });
}

/** Puts rows together whose keys are equal, and sums their measures. @param memory for what is needed on the way. */
export function groupUsage(usage: UsageRows, by: readonly UsageGrouping[], memory?: ColumnMemory): GroupedUsage {
  const keys = by.map((grouping) => usage.key(grouping));
  const groups = groupRows(usage.rows, keys, memory);
  const measures = new Map<string, SummableColumn>();
  for (const [name, values] of usage.measures) measures.set(name, sumByGroup(values, groups));
  return groupedUsage({
    rows: groups.count,
    keys: new Map(by.map((grouping, index) => [grouping, pickKeys(keys[index] ?? [], groups.firstRow)])),
    measures,
    firstMs: earliest(usage.firstMs, groups),
    lastMs: latest(usage.lastMs, groups),
  });
}

/** Some rows of usage, ascending. */
export function pickUsage(usage: UsageRows, rows: Uint32Array): UsageRows {
  return {
    rows: rows.length,
    key: (grouping) => pickKeys(usage.key(grouping), rows),
    measures: new Map([...usage.measures].map(([name, values]) => [name, pickExact(values, rows)])),
    firstMs: pickKeys(usage.firstMs, rows),
    lastMs: pickKeys(usage.lastMs, rows),
  };
}

function pickKeys(values: ArrayLike<number>, rows: Uint32Array): Float64Array {
  const floats = floatsOf(values);
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = floats[rows[index] ?? 0] ?? 0;
  return picked;
}

function earliest(values: Float64Array, { groupOf, count }: RowGroups): Float64Array {
  const first = new Float64Array(count).fill(Infinity);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row] ?? 0;
    const value = values[row] ?? 0;
    if (value < (first[group] ?? 0)) first[group] = value;
  }
  return first;
}

function latest(values: Float64Array, { groupOf, count }: RowGroups): Float64Array {
  const last = new Float64Array(count).fill(-Infinity);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row] ?? 0;
    const value = values[row] ?? 0;
    if (value > (last[group] ?? 0)) last[group] = value;
  }
  return last;
}
