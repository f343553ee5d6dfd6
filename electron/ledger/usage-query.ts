import type { UsageQuery, UsageSummary } from '#shared/domain/importing.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { HourRollups } from './hour-rollups.ts';
import { canUseRollups } from './hour-rollups.ts';
import type { SegmentStore } from './segments.ts';
import type { UsageGroups } from './usage-groups.ts';
import { addToGroups, groupSegment, presentGroups } from './usage-groups.ts';

/** What a usage query reads. */
export interface UsageSources {
  readonly rollups: HourRollups;
  readonly segments: SegmentStore;
  readonly dictionary: UsageDictionary;
}

/** Totals and groups of a query, from rollups where they hold the answer and from segments otherwise. */
export function summariseUsage(sources: UsageSources, query: UsageQuery): UsageSummary {
  return canUseRollups(query.by, query) ? summariseRollups(sources, query) : summariseSegments(sources, query);
}

/** Answers from the rollups alone. @throws RangeError where they cannot (see `canUseRollups`). */
export function summariseRollups({ rollups, dictionary }: UsageSources, query: UsageQuery): UsageSummary {
  const by = [...new Set(query.by)];
  const groups: UsageGroups = new Map();
  rollups.read(by, query, (keys, sums) => addToGroups(groups, keys, sums));
  return presentGroups(groups, by, dictionary);
}

/** Answers from the records themselves: every query, slower, with the same result. */
export function summariseSegments({ segments, dictionary }: UsageSources, query: UsageQuery): UsageSummary {
  const by = [...new Set(query.by)];
  const groups: UsageGroups = new Map();
  segments.scan(query, (columns, importId) =>
    groupSegment(columns, importId, by, (keys, sums) => addToGroups(groups, keys, sums)),
  );
  return presentGroups(groups, by, dictionary);
}
