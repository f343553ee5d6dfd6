import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import { ColumnMemory } from './column-memory.ts';
import { GroupAccumulator } from './group-accumulator.ts';
import type { RollupView } from './rollup-views.ts';
import { hasKeys, recordsPerGroup, rollupViews } from './rollup-views.ts';
import { segmentRows } from './segment-rows.ts';
import type { GroupedUsage, UsageRows } from './usage-rows.ts';
import { groupUsage } from './usage-rows.ts';

/** Groups of a view that are kept in memory; a larger view is written in parts. */
const largestPart = 200_000;

/** Where groups go. */
export interface RollupSink {
  /** Writes groups of a view; a view may come in several parts. @returns false when they cannot be written. */
  write(view: RollupView, groups: GroupedUsage): boolean;
  /** Takes back what was written of a view. */
  drop(view: RollupView): void;
}

interface ViewInProgress {
  readonly view: RollupView;
  readonly groups: GroupAccumulator;
  writtenGroups: number;
}

/** Groups an import's records, segment by segment, for every view that is worth it. */
export class RollupBuilder {
  readonly #importId: number;
  readonly #sink: RollupSink;
  readonly #totals = new GroupAccumulator([]);
  #views: readonly ViewInProgress[] = rollupViews.map((view) => ({
    view,
    groups: new GroupAccumulator(view.keys),
    writtenGroups: 0,
  }));
  #records = 0;
  readonly #memory = new ColumnMemory();

  constructor(importId: number, sink: RollupSink) {
    this.#importId = importId;
    this.#sink = sink;
  }

  /** Adds the records of a segment. */
  add(columns: UsageColumns): void {
    const records = segmentRows(columns, this.#importId, this.#memory);
    this.#records += columns.rows;
    const grouped: { readonly view: RollupView; readonly groups: GroupedUsage }[] = [];
    for (const { view, groups } of this.#views) {
      const finer = grouped.findLast(
        (other) => other.groups.rows * 2 <= columns.rows && canSupply(other.view, view, columns),
      );
      const ofView = groupUsage(finer === undefined ? records : withAbsentKeys(finer.groups), view.keys, this.#memory);
      grouped.push({ view, groups: ofView });
      groups.addGroups(ofView);
    }
    this.#totals.add(smallest(records, grouped));
    this.#views = this.#views.filter((one) => this.#keep(one));
  }

  /** Totals over everything added: one row, none without records. */
  totals(): GroupedUsage {
    return this.#totals.result();
  }

  /** Writes what was gathered of the views that are worth it. */
  finish(): void {
    for (const one of this.#views) {
      const isWritten = one.groups.rows === 0 || this.#write(one);
      if (!isWritten) this.#sink.drop(one.view);
    }
    this.#views = [];
  }

  /** A view that proves too sparse is given up at once; one that grows large is written as far as it is. */
  #keep(one: ViewInProgress): boolean {
    const isKept = this.#isDense(one) && (one.groups.rows <= largestPart || this.#write(one));
    if (!isKept) this.#sink.drop(one.view);
    return isKept;
  }

  #isDense({ groups, writtenGroups }: ViewInProgress): boolean {
    const allowed = this.#records / recordsPerGroup - writtenGroups;
    // The groups of two segments may be the same; counting them exactly is worth it only near the limit.
    return groups.rows <= allowed || groups.result().rows <= allowed;
  }

  #write(one: ViewInProgress): boolean {
    const groups = one.groups.result();
    one.groups.clear();
    one.writtenGroups += groups.rows;
    return this.#sink.write(one.view, groups);
  }
}

/** True when the groups of one view of a segment can be grouped further into those of another. */
function canSupply(finer: RollupView, view: RollupView, { dimensions }: UsageColumns): boolean {
  const grain = view.keys.includes('hour') ? 'hour' : 'day';
  // What no record of the segment has need not be kept apart.
  const present = view.keys.filter((key) => !isDimension(key) || dimensions[key] !== undefined);
  return hasKeys(finer, { keys: new Set(present), grain });
}

/** Groups that answer for dimensions which no record has: all are 0, not given. */
function withAbsentKeys(groups: GroupedUsage): UsageRows {
  return {
    ...groups,
    key: (grouping) =>
      isDimension(grouping) && !groups.keys.has(grouping) ? new Float64Array(groups.rows) : groups.key(grouping),
  };
}

function isDimension(grouping: UsageGrouping): grouping is UsageDimension {
  return usageDimensions.some((dimension) => dimension === grouping);
}

function smallest(records: UsageRows, grouped: readonly { readonly groups: GroupedUsage }[]): UsageRows {
  return grouped.reduce<UsageRows>((least, { groups }) => (groups.rows < least.rows ? groups : least), records);
}
