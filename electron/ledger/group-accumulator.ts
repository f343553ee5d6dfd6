import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { SummableColumn } from './exact-column.ts';
import { concatColumns } from './exact-column.ts';
import type { GroupedUsage, UsageRows } from './usage-rows.ts';
import { groupUsage, groupedUsage, noGroups } from './usage-rows.ts';

/** Rows that may wait before they are grouped together. */
const waitingRows = 65_536;

/** Gathers groups from any number of parts. Its memory is that of the groups, not of the parts. */
export class GroupAccumulator {
  readonly #by: readonly UsageGrouping[];
  #parts: GroupedUsage[] = [];
  #rows = 0;
  #rowsAllowed = waitingRows;

  constructor(by: readonly UsageGrouping[]) {
    this.#by = by;
  }

  /** Rows gathered; equal groups may still be apart. */
  get rows(): number {
    return this.#rows;
  }

  /** Groups usage and adds it. */
  add(usage: UsageRows): void {
    this.addGroups(groupUsage(usage, this.#by));
  }

  /** Adds what is grouped by the same keys already. */
  addGroups(groups: GroupedUsage): void {
    if (groups.rows === 0) return;
    this.#parts.push(groups);
    this.#rows += groups.rows;
    if (this.#rows > this.#rowsAllowed) this.#rowsAllowed = Math.max(waitingRows, 2 * this.result().rows);
  }

  /** Every group in one row, in the order they first came. */
  result(): GroupedUsage {
    const [only = noGroups(this.#by), ...others] = this.#parts;
    if (others.length === 0) return only;
    const whole = groupUsage(concatGroups(this.#parts, this.#by), this.#by);
    this.#parts = [whole];
    this.#rows = whole.rows;
    return whole;
  }

  /** Forgets everything. */
  clear(): void {
    this.#parts = [];
    this.#rows = 0;
  }
}

function concatGroups(parts: readonly GroupedUsage[], by: readonly UsageGrouping[]): GroupedUsage {
  const names = new Set(parts.flatMap((part) => [...part.measures.keys()]));
  const measures = new Map<string, SummableColumn>();
  for (const name of names) {
    measures.set(name, concatColumns(parts.map((part) => ({ rows: part.rows, values: part.measures.get(name) }))));
  }
  return groupedUsage({
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    keys: new Map(by.map((grouping) => [grouping, concatFloats(parts.map((part) => part.keys.get(grouping)))])),
    measures,
    firstMs: concatFloats(parts.map((part) => part.firstMs)),
    lastMs: concatFloats(parts.map((part) => part.lastMs)),
  });
}

function concatFloats(parts: readonly (Float64Array | undefined)[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let offset = 0;
  for (const part of parts) {
    if (part !== undefined) whole.set(part, offset);
    offset += part?.length ?? 0;
  }
  return whole;
}
