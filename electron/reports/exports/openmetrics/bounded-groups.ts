import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageGrouping, UsageSummary } from '#shared/domain/usage-query.ts';

/** Series that a dimension may have: a time series database pays for each of them for good. */
export const mostSeries = 200;

/** What the groups beyond that are called together. */
export const otherName = '(other)';

/** Usage under some labels. */
export interface LabelledUsage {
  readonly labels: Readonly<Record<string, string>>;
  readonly costNanoUsd: bigint;
  /** False when nothing of it has a price: its cost is unknown, not zero. */
  readonly isPriced: boolean;
  readonly requests: number;
  readonly unpricedTokens: number;
  readonly tokens: TokenCounts;
}

/** Groups by their keys, the dearest first; those beyond `mostSeries` as one, so that the number of series is bounded. */
export function boundedGroups({ groups }: UsageSummary, keys: readonly UsageGrouping[]): readonly LabelledUsage[] {
  const named = groups.map((group) => ({
    labels: Object.fromEntries(keys.map((key) => [key, group.keys[key] ?? ''])),
    costNanoUsd: BigInt(group.costNanoUsd),
    isPriced: group.unpricedRecords < group.records,
    requests: group.requests,
    unpricedTokens: group.unpricedTokens,
    tokens: group.tokens,
  }));
  if (named.length <= mostSeries) return named;
  const rest = named.slice(mostSeries - 1);
  return [...named.slice(0, mostSeries - 1), together(rest, keys)];
}

function together(usages: readonly LabelledUsage[], keys: readonly UsageGrouping[]): LabelledUsage {
  const tokens: TokenCounts = {};
  for (const kind of tokenKinds) {
    const sum = usages.reduce((count, usage) => count + (usage.tokens[kind] ?? 0), 0);
    if (sum > 0) tokens[kind] = sum;
  }
  return {
    labels: Object.fromEntries(keys.map((key) => [key, otherName])),
    costNanoUsd: usages.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n),
    isPriced: usages.some(({ isPriced }) => isPriced),
    requests: usages.reduce((sum, { requests }) => sum + requests, 0),
    unpricedTokens: usages.reduce((sum, { unpricedTokens }) => sum + unpricedTokens, 0),
    tokens,
  };
}
