import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import type { UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { HourRollups } from './hour-rollups.ts';
import { canUseRollups } from './hour-rollups.ts';
import type { SegmentHead, SegmentStore } from './segments.ts';
import type { UsageGroups } from './usage-groups.ts';
import { addToGroups, groupSegment, presentGroups } from './usage-groups.ts';

/** What a usage query reads. */
export interface UsageSources {
  readonly rollups: HourRollups;
  readonly segments: SegmentStore;
  readonly dictionary: UsageDictionary;
}

/** Totals and groups of a query: from rollups what they hold, from segments the rest. */
export function summariseUsage(sources: UsageSources, query: UsageQuery): UsageSummary {
  if (!canUseRollups(query.by, query)) return summariseSegments(sources, query);
  const by = [...new Set(query.by)];
  const groups: UsageGroups = new Map();
  sources.rollups.read(by, query, (keys, sums) => addToGroups(groups, keys, sums));
  addSegments(groups, sources, { ...query, by }, (segment) => !segment.isRolledUp);
  return presentGroups(groups, by, sources.dictionary);
}

/** Answers from the records alone: every query, slower, with the same result. */
export function summariseSegments(sources: UsageSources, query: UsageQuery): UsageSummary {
  const by = [...new Set(query.by)];
  const groups: UsageGroups = new Map();
  addSegments(groups, sources, { ...query, by });
  return presentGroups(groups, by, sources.dictionary);
}

/** Groups the records of segments. @param isWanted which ones; all when absent. */
export function addSegments(
  groups: UsageGroups,
  { segments }: Pick<UsageSources, 'segments'>,
  query: UsageQuery,
  isWanted?: (segment: SegmentHead) => boolean,
): void {
  segments.scan(
    query,
    (columns, importId) => groupSegment(columns, importId, query.by, (keys, sums) => addToGroups(groups, keys, sums)),
    isWanted,
  );
}
