import { z } from 'zod';
import type { ImportSummary } from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import type {
  UsageFilter,
  UsageGrouping,
  UsageSelection,
  UsageSummary,
  UsageTotals,
} from '#shared/domain/usage-query.ts';
import { dayOf, msPerDay, parseInstant } from '#shared/time.ts';
import { formatUsd } from '../ui/format.ts';

/** What the Ledger screen groups by, in the order of its choices. */
export const ledgerGroupings = [
  'day',
  'month',
  'model',
  'provider',
  'project',
  'user',
  'task',
  'serviceTier',
  'import',
] as const satisfies readonly UsageGrouping[];
export type LedgerGrouping = (typeof ledgerGroupings)[number];

/** Names of the groupings: choices and headings. */
export const groupingLabels: Readonly<Record<LedgerGrouping, string>> = {
  day: 'Day',
  month: 'Month',
  model: 'Model',
  provider: 'Provider',
  project: 'Project',
  user: 'User',
  task: 'Task',
  serviceTier: 'Service tier',
  import: 'Import',
};

/** The dimensions that the Ledger screen filters by. */
export const filterDimensions = ['provider', 'model', 'project', 'user', 'task'] as const;
export type FilterDimension = (typeof filterDimensions)[number];

/** Which usage a screen looks at. */
export interface UsageChoice {
  /** `YYYY-MM-DD`, UTC, both inclusive; empty = no bound. */
  readonly fromDay: string;
  readonly toDay: string;
  /** Names that count; absent = all. An empty name stands for records that give none. */
  readonly names: Partial<Readonly<Record<FilterDimension, readonly string[]>>>;
}

/** Which usage the Ledger screen shows, and how. */
export interface LedgerView extends UsageChoice {
  readonly by: LedgerGrouping;
}

/** Nothing left out. */
export const allUsage: UsageChoice = { fromDay: '', toDay: '', names: {} };

/** Everything, by day. */
export const wholeLedger: LedgerView = { fromDay: '', toDay: '', names: {}, by: 'day' };

/** True when the view leaves something out. */
export function isNarrowed({ fromDay, toDay, names }: UsageChoice): boolean {
  return fromDay !== '' || toDay !== '' || filterDimensions.some((dimension) => names[dimension] !== undefined);
}

/** The view with other names of a dimension; none = every name. */
export function withNames<View extends UsageChoice>(
  view: View,
  dimension: FilterDimension,
  chosen: readonly string[],
): View {
  const names = { ...view.names };
  if (chosen.length === 0) delete names[dimension];
  else names[dimension] = chosen;
  return { ...view, names };
}

/** What the services select by: the last day counts to its end. A bound that is no day is none. */
export function selectionOf({ fromDay, toDay, names }: UsageChoice): UsageSelection {
  const fromMs = parseInstant(fromDay);
  const lastDayMs = parseInstant(toDay);
  const filter: UsageFilter = Object.fromEntries(
    filterDimensions.flatMap((dimension) => {
      const chosen = names[dimension];
      return chosen === undefined ? [] : [[dimension, [...chosen]]];
    }),
  );
  return {
    ...(fromMs !== undefined && { fromMs }),
    ...(lastDayMs !== undefined && { toMs: lastDayMs + msPerDay }),
    ...(Object.keys(filter).length > 0 && { filter }),
  };
}

type Costs = Pick<UsageTotals, 'records' | 'costUsd' | 'unpricedRecords' | 'unpricedTokens' | 'unpricedUnits'>;

/** True when a part of the cost is unknown. */
export function hasUnknownCost({ unpricedRecords, unpricedTokens, unpricedUnits }: Costs): boolean {
  return unpricedRecords > 0 || unpricedTokens > 0 || Object.keys(unpricedUnits).length > 0;
}

/** True when nothing of the cost is known: there is no amount to show. */
export function isCostUnknown({ records, unpricedRecords }: Costs): boolean {
  return records > 0 && unpricedRecords === records;
}

/** The cost of some usage: `$12.30`, `$12.30 + unknown`, `unknown`. What has no price is never $0. */
export function costText(totals: Costs): string {
  if (isCostUnknown(totals)) return 'unknown';
  return hasUnknownCost(totals) ? `${formatUsd(totals.costUsd)} + unknown` : formatUsd(totals.costUsd);
}

/** A group as the grid shows it. */
export interface GroupRow extends UsageTotals {
  /** The key as the services write it. */
  readonly key: string;
  /** The key for people: `2 · trace.csv` for an import, `not given` for an empty name. */
  readonly name: string;
  /** Share of the known cost of all groups, 0…1; null when this group's cost, or every cost, is unknown or zero. */
  readonly share: number | null;
}

/** The groups of a summary, in the services' order. @param imports for the names of imports. */
export function groupRows(
  { groups, totals }: UsageSummary,
  by: LedgerGrouping,
  imports: readonly ImportSummary[],
): readonly GroupRow[] {
  const files = new Map(imports.map(({ id, file }) => [String(id), file]));
  return groups.map(({ keys, ...amounts }) => {
    const key = keys[by] ?? '';
    const file = by === 'import' ? files.get(key) : undefined;
    return {
      ...amounts,
      key,
      name: key === '' ? 'not given' : file === undefined ? key : `${key} · ${file}`,
      share: isCostUnknown(amounts) || totals.costUsd <= 0 ? null : amounts.costUsd / totals.costUsd,
    };
  });
}

/** What groups can be ordered by. */
export const groupSortKeys = ['name', 'records', 'requests', 'tokens', 'cost'] as const;
export type GroupSortKey = (typeof groupSortKeys)[number];

/** The order of the groups. */
export interface GroupSort {
  readonly key: GroupSortKey;
  readonly direction: 'ascending' | 'descending';
}

/** The order that a grouping starts in: time as it passes, everything else by what it costs. */
export function startSort(by: LedgerGrouping): GroupSort {
  return by === 'day' || by === 'month'
    ? { key: 'name', direction: 'ascending' }
    : { key: 'cost', direction: 'descending' };
}

/** The order after a press on a heading: figures begin with the largest, names with A; a second press turns it round. */
export function nextGroupSort(sort: GroupSort, key: GroupSortKey): GroupSort {
  if (sort.key === key) return { key, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
  return { key, direction: key === 'name' ? 'ascending' : 'descending' };
}

/** Groups in an order; equal ones by name. Groups whose cost is unknown come last by cost, either way. */
export function sortGroups(rows: readonly GroupRow[], { key, direction }: GroupSort): readonly GroupRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    if (key === 'name') return sign * byName(a, b);
    if (key === 'cost' && isCostUnknown(a) !== isCostUnknown(b)) return isCostUnknown(a) ? 1 : -1;
    return sign * (figureOf(a, key) - figureOf(b, key)) || byName(a, b);
  });
}

function figureOf(row: GroupRow, key: Exclude<GroupSortKey, 'name'>): number {
  switch (key) {
    case 'records':
      return row.records;
    case 'requests':
      return row.requests;
    case 'tokens':
      return row.totalTokens;
    case 'cost':
      return row.costUsd;
  }
}

const names = new Intl.Collator('en', { numeric: true });

function byName(a: GroupRow, b: GroupRow): number {
  return names.compare(a.name, b.name);
}

/** What a day's usage cost. */
export interface DailyCost {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** Known part of the cost; null when all of it is unknown. Zero on a day without usage. */
  readonly usd: number | null;
  /** True when a part of the cost is unknown. */
  readonly isPartial: boolean;
  readonly requests: number;
  readonly tokens: number;
}

/** Most days between the first and the last that are drawn with their gaps: a stray date must not make a million bars. */
const filledDays = 1100;

/** The days of a summary by day in order, days without usage among them. */
export function dailyCosts({ groups }: UsageSummary): readonly DailyCost[] {
  const days = groups
    .map(({ keys, ...totals }) => ({
      day: keys.day ?? '',
      usd: isCostUnknown(totals) ? null : totals.costUsd,
      isPartial: hasUnknownCost(totals),
      requests: totals.requests,
      tokens: totals.totalTokens,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const firstMs = parseInstant(days[0]?.day ?? '');
  const lastMs = parseInstant(days.at(-1)?.day ?? '');
  if (firstMs === undefined || lastMs === undefined) return days;
  const span = Math.round((lastMs - firstMs) / msPerDay) + 1;
  if (span > filledDays) return days;
  const byDay = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: span }, (_, index) => {
    const day = dayOf(firstMs + index * msPerDay);
    return byDay.get(day) ?? { day, usd: 0, isPartial: false, requests: 0, tokens: 0 };
  });
}

const verified = z.object({ records: z.number() });

/** Records that a finished check has read; undefined for any other job. */
export function verifiedRecords(job: JobSnapshot): number | undefined {
  const result = verified.safeParse(job.result);
  return result.success ? result.data.records : undefined;
}
