import type { UsageGrouping, UsageQuery, UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import { msPerHour } from '#shared/time.ts';
import type { TrackingSource } from '#tracking';

/** Something that was spent: what tracking needs of a record. */
export interface Spent {
  readonly atMs: number;
  readonly usd: number;
  readonly user?: string;
  /** Which import it came with; absent = the first. */
  readonly import?: number;
}

/**
 * A source that holds what is given, in order of time, in memory. @param traces imports that stand for a part of a month.
 */
export function spendingSource(all: readonly Spent[], traces: readonly number[] = []): TrackingSource {
  const ids = all.length === 0 ? [1] : [...new Set(all.map(importOf))];
  return {
    listImports: () =>
      ids.map((id) => {
        const own = all.filter((spent) => importOf(spent) === id);
        const last = own.at(-1);
        return {
          id,
          monthScale: traces.includes(id) ? 30 : null,
          firstMs: own[0]?.atMs ?? null,
          lastMs: last === undefined ? null : last.atMs + 1,
        };
      }),
    usage(query) {
      const { by } = query;
      const chosen = all.filter((spent) => isChosen(spent, query));
      const [first, last] = [chosen[0], chosen.at(-1)];
      return {
        by,
        totals: totalsOf(chosen),
        groups: groupsOf(chosen, by),
        firstMs: first?.atMs ?? null,
        lastMs: last === undefined ? null : last.atMs + 1,
      };
    },
  };
}

function importOf({ import: id = 1 }: Spent): number {
  return id;
}

function isChosen(spent: Spent, { fromMs = -Infinity, toMs = Infinity, filter }: UsageQuery): boolean {
  const { atMs, user = '' } = spent;
  const isOf = (filter?.user?.includes(user) ?? true) && (filter?.import?.includes(importOf(spent)) ?? true);
  return atMs >= fromMs && atMs < toMs && isOf;
}

type Group = UsageSummary['groups'][number];

function groupsOf(all: readonly Spent[], by: readonly UsageGrouping[]): UsageSummary['groups'] {
  if (by.length === 0) return [];
  const groups = new Map<string, { readonly keys: Group['keys']; readonly spent: Spent[] }>();
  for (const spent of all) {
    const values = by.map((key) => keyOf(spent, key));
    const keys = Object.fromEntries(by.map((key, index) => [key, values[index]]));
    const name = values.join('\n');
    const group = groups.get(name) ?? { keys, spent: [] as Spent[] };
    group.spent.push(spent);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ keys, spent }) => ({ ...totalsOf(spent), keys }));
}

function keyOf({ atMs, user = '' }: Spent, key: string): string {
  if (key === 'user') return user;
  if (key === 'day') return new Date(atMs).toISOString().slice(0, 10);
  if (key === 'hour') return `${new Date(Math.floor(atMs / msPerHour) * msPerHour).toISOString().slice(0, 13)}:00Z`;
  throw new Error(`The example knows no ${key}.`);
}

function totalsOf(all: readonly Spent[]): UsageTotals {
  const nano = all.reduce((sum, { usd }) => sum + BigInt(Math.round(usd * 1e9)), 0n);
  return {
    records: all.length,
    requests: all.length,
    tokens: {},
    totalTokens: 0,
    units: {},
    costNanoUsd: String(nano),
    costUsd: Number(nano) / 1e9,
    unpricedRecords: 0,
    unpricedTokens: 0,
    unpricedUnits: {},
    billedRecords: 0,
    billedNanoUsd: '0',
    computedOfBilledNanoUsd: '0',
  };
}
