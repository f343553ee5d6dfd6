import { atOnce, type Steps } from '#forecasting';
import type { Catalogue } from '#pricing';
import type { Projection } from '#shared/domain/budget.ts';
import type { Breakdown, Overview, SpanSpend } from '#shared/domain/overview.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import { periodAt } from './budget-period.ts';
import { kindSpend } from './kind-spend.ts';
import { pricedGroups, type PricedGroup } from './priced-groups.ts';
import { projectInSteps } from './forecast-period.ts';
import { savingsOf } from './savings.ts';
import { breakdown, perSubject, usdOf } from './spend-shares.ts';
import { asOfMs, recordedSpan, type Recorded, type TrackingSource } from './tracking-source.ts';

const dimensions: readonly Breakdown['by'][] = ['model', 'provider', 'project', 'task', 'user', 'conversation'];

/** What an overview is made from. */
export interface OverviewRequest {
  /** Days, weeks and months are those of this time zone. */
  readonly timeZone: string;
  /** UTC ms. */
  readonly nowMs: number;
}

/** As `overviewInSteps`, all at once. */
export function overview(source: TrackingSource, catalogue: Catalogue, request: OverviewRequest): Overview {
  return atOnce(overviewInSteps(source, catalogue, request));
}

/**
 * The dashboard of a ledger: what is spent today, this week and this month, by whom, and what was saved.
 * @yields how far it is.
 */
export function* overviewInSteps(
  source: TrackingSource,
  catalogue: Catalogue,
  request: OverviewRequest,
): Steps<Overview> {
  const { timeZone, nowMs } = request;
  const recorded = recordedSpan(source);
  const atMs = asOfMs(recorded, nowMs);
  const month = periodAt({ period: 'month', timeZone }, atMs);
  function monthBy(by: UsageGrouping[]): ReturnType<TrackingSource['usage']> {
    return source.usage({ fromMs: month.fromMs, toMs: Math.min(month.toMs, nowMs + 1), by });
  }
  const grouped = new Map(dimensions.map((by) => [by, monthBy([by])]));
  const groups = pricedGroups(catalogue, monthBy(['provider', 'model', 'serviceTier']), atMs);
  const spend = spanSpend(source, 'month', timeZone, atMs, recorded);
  const kinds = kindSpend(groups);
  const [users, conversations] = [grouped.get('user'), grouped.get('conversation')];
  return {
    asOfMs: atMs,
    isPast: atMs < periodAt({ period: 'day', timeZone }, nowMs).fromMs,
    timeZone,
    today: spanSpend(source, 'day', timeZone, atMs, recorded),
    week: spanSpend(source, 'week', timeZone, atMs, recorded),
    month: spend,
    projection: yield* projectInSteps(
      source,
      { time: { period: 'month', timeZone }, span: month, spentUsd: spend.usd },
      recorded,
      nowMs,
    ),
    perRequestUsd: spend.requests === 0 ? null : spend.usd / spend.requests,
    perConversation: conversations === undefined ? null : perSubject('conversation', conversations),
    perUser: users === undefined ? null : perSubject('user', users),
    breakdowns: [...grouped].map(([by, usage]) => breakdown(by, usage)),
    buckets: bucketsOf(groups),
    kinds: [...kinds],
    kindsResidualUsd: spend.usd - kinds.reduce((sum, { usd }) => sum + usd, 0),
    savings: [...savingsOf(groups)],
  };
}

/** Where the month that tracking looks from ends, without the rest of its overview. @param recorded of the whole ledger. */
export function monthProjection(
  source: TrackingSource,
  timeZone: string,
  recorded: Recorded,
  nowMs: number,
): Projection {
  const time = { period: 'month', timeZone } as const;
  const span = periodAt(time, asOfMs(recorded, nowMs));
  const spentUsd = usdOf(source.usage({ ...span, by: [] }).totals);
  return atOnce(projectInSteps(source, { time, span, spentUsd }, recorded, nowMs));
}

function spanSpend(
  source: TrackingSource,
  period: 'day' | 'week' | 'month',
  timeZone: string,
  atMs: number,
  { firstMs }: Recorded,
): SpanSpend {
  const span = periodAt({ period, timeZone }, atMs);
  const { totals } = source.usage({ ...span, by: [] });
  const before = periodAt({ period, timeZone }, span.fromMs - 1);
  // A shorter month before ends where it ends: the 31st has no counterpart in February.
  const untilMs = Math.min(before.toMs, before.fromMs + (atMs + 1 - span.fromMs));
  const isRecorded = firstMs !== null && firstMs < before.toMs;
  return {
    ...span,
    usd: usdOf(totals),
    requests: totals.requests,
    unpricedTokens: totals.unpricedTokens,
    previousUsd: isRecorded ? usdOf(source.usage({ fromMs: before.fromMs, toMs: untilMs, by: [] }).totals) : null,
  };
}

function bucketsOf(groups: readonly PricedGroup[]): Overview['buckets'] {
  const sums = { llm: 0, tools: 0, infrastructure: 0 };
  for (const { card, usd } of groups) {
    if (card.subject === undefined) sums.llm += usd;
    else if (card.subject === 'tool') sums.tools += usd;
    else sums.infrastructure += usd;
  }
  return [
    { bucket: 'llm', usd: sums.llm },
    { bucket: 'tools', usd: sums.tools },
    { bucket: 'infrastructure', usd: sums.infrastructure },
  ];
}
