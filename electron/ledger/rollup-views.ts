import type { UsageGrouping } from '#shared/domain/usage-query.ts';

/** Totals that are kept beside the records of an import: what they keep apart beside the import itself. */
export interface RollupView {
  /** Kept in the file. */
  readonly id: string;
  readonly keys: readonly UsageGrouping[];
}

const model = ['provider', 'model', 'serviceTier'] as const;
const names = ['project', 'user', 'task'] as const;

/** Every view, from the finest to the coarsest. A new one is a line here and a higher `rollupVersion`. */
export const rollupViews: readonly RollupView[] = [
  { id: 'hour-names', keys: ['hour', ...model, ...names] },
  { id: 'day-names', keys: ['day', ...model, ...names] },
  { id: 'hour', keys: ['hour', ...model] },
  { id: 'day-user', keys: ['day', ...model, 'user'] },
  { id: 'day-task', keys: ['day', ...model, 'task'] },
  { id: 'day-project', keys: ['day', ...model, 'project'] },
  { id: 'day', keys: ['day', ...model] },
];

/** Raised whenever the views or what they hold change: rollups of an earlier version are made anew on opening. */
export const rollupVersion = 1;

/**
 * Records that one row of a rollup must stand for at least. Below that the rollup would hardly be smaller than the
 * records, which answer every query.
 */
export const recordsPerGroup = 8;

/** What keys a view must have to answer a question. */
export interface KeyNeeds {
  readonly keys: ReadonlySet<UsageGrouping>;
  /** The finest time that must be told apart; undefined = none. */
  readonly grain: 'hour' | 'day' | undefined;
}

/** True when a view keeps apart all that is needed. */
export function hasKeys({ keys }: RollupView, needs: KeyNeeds): boolean {
  const isFineEnough = needs.grain !== 'hour' || keys.includes('hour');
  return isFineEnough && [...needs.keys].every((key) => isTime(key) || key === 'import' || keys.includes(key));
}

/** True for groupings by time: every view has days, some have hours. */
export function isTime(grouping: UsageGrouping): grouping is 'hour' | 'day' | 'month' {
  return grouping === 'hour' || grouping === 'day' || grouping === 'month';
}
