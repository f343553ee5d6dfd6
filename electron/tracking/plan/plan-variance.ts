import type { Catalogue } from '#pricing';
import { simulate } from '#simulator';
import type {
  MonthVariance,
  PlanAccuracy,
  PlanDocument,
  PlanEntry,
  PlanVariance,
} from '#shared/domain/plan-variance.ts';
import type { MonthResult } from '#shared/domain/simulation.ts';
import { success, type Result } from '#shared/result.ts';
import { monthSpan } from '../budget-period.ts';
import { recordedSpan, type Recorded, type TrackingSource } from '../tracking-source.ts';
import { actualPeriod } from './actual-period.ts';
import { varianceOf } from './month-variance.ts';
import { plannedPeriod } from './planned-period.ts';
import { matchPurposes } from './purposes.ts';

/** A pinned plan as it is used. */
export interface PinnedPlan {
  readonly entry: PlanEntry;
  readonly document: PlanDocument;
}

export interface VarianceRequest {
  /** Months are those of this time zone. */
  readonly timeZone: string;
  /** UTC ms. */
  readonly nowMs: number;
}

/** Parts of a month below this are too small to be compared. */
const leastShare = 1 / 62;
/** Recorded this far, a month counts as whole: the last request of a month is seldom in its last minute. */
const wholeShare = 0.99;

/**
 * A plan beside what the ledger says of each of its months that has begun, at the prices that the plan was pinned with. Of a
 * month that is recorded in part, the plan is taken in the same part. Fails as `simulate` does.
 */
export function planVariance(
  source: TrackingSource,
  catalogue: Catalogue,
  { entry, document }: PinnedPlan,
  { timeZone, nowMs }: VarianceRequest,
): Result<PlanVariance> {
  const { scenario, cards } = document;
  const simulated = simulate(scenario, cards);
  if (!simulated.ok) return simulated;
  const imports = source.listImports().filter(({ firstMs }) => firstMs !== null);
  const days = imports.filter(({ monthScale }) => monthScale === null);
  const recorded = recordedSpan(source);
  const months = simulated.value.months.flatMap((month) => {
    const span = recordedPart(month.month, timeZone, recorded, nowMs);
    if (span === undefined || days.length === 0) return [];
    return [
      monthVariance(source, catalogue, scenario.workloads, month, { ...span, imports: days.map(({ id }) => id) }),
    ];
  });
  return success({
    entry,
    timeZone,
    months,
    accuracy: accuracyOf(months),
    notes: [
      ...(days.length < imports.length
        ? ['Imports that stand for a part of a month (traces) are left out: their days are no days of spend.']
        : []),
      ...(months.length === 0 ? ['No month of the plan has recorded usage yet.'] : []),
    ],
  });
}

interface RecordedPart {
  readonly fromMs: number;
  readonly toMs: number;
  readonly share: number;
}

/** The part of a month that usage is recorded of; undefined = too little of it, or none. */
function recordedPart(
  month: string,
  timeZone: string,
  { firstMs, lastMs }: Recorded,
  nowMs: number,
): RecordedPart | undefined {
  if (firstMs === null || lastMs === null) return undefined;
  const whole = monthSpan(month, timeZone);
  const fromMs = Math.max(whole.fromMs, firstMs);
  const toMs = Math.min(whole.toMs, lastMs, nowMs);
  const share = (toMs - fromMs) / (whole.toMs - whole.fromMs);
  if (share < leastShare) return undefined;
  return share >= wholeShare ? { ...whole, share: 1 } : { fromMs, toMs, share };
}

function monthVariance(
  source: TrackingSource,
  catalogue: Catalogue,
  workloads: PlanDocument['scenario']['workloads'],
  { month, optimized }: MonthResult,
  { fromMs, toMs, share, imports }: RecordedPart & { readonly imports: readonly number[] },
): MonthVariance {
  const { groups } = source.usage({
    fromMs,
    toMs,
    filter: { import: [...imports] },
    by: ['provider', 'model', 'serviceTier', 'project'],
  });
  const purposes = matchPurposes(workloads, [...new Set(groups.map(({ keys }) => keys.project ?? ''))]);
  const canonical = (modelId: string): string => catalogue.cards({ model: modelId })[0]?.modelId ?? modelId;
  const planned = plannedPeriod(optimized.lines, purposes, share, canonical);
  const actual = actualPeriod(groups, planned.cost, purposes, catalogue, toMs - 1);
  const variance = varianceOf(planned, actual);
  return {
    month,
    recordedShare: share,
    ...variance,
    notes: notesOf(purposes.note, share, variance, actual.hasUncounted),
  };
}

function notesOf(
  matching: string,
  share: number,
  { fixedUsd, unpricedTokens }: Pick<MonthVariance, 'fixedUsd' | 'unpricedTokens'>,
  hasUncounted: boolean,
): string[] {
  return [
    matching,
    ...(share < 1
      ? [`Usage is recorded of ${(100 * share).toFixed(0)} % of the month: the plan is taken in the same part.`]
      : []),
    ...(fixedUsd > 0 ? ['Fixed costs of the plan are in neither amount: no ledger of usage records them.'] : []),
    ...(unpricedTokens > 0
      ? [
          'Tokens without a price are valued as the plan pays for their model to tell the drivers apart; Unpriced takes that out again.',
        ]
      : []),
    ...(hasUncounted
      ? [
          'Some usage does not say how many calls it was: it is taken to be calls as long as planned, so its change is volume.',
        ]
      : []),
  ];
}

function accuracyOf(months: readonly MonthVariance[]): PlanAccuracy | null {
  const whole = months.filter(({ recordedShare }) => recordedShare === 1);
  if (whole.length === 0) return null;
  const planUsd = whole.reduce((sum, month) => sum + month.planUsd, 0);
  const actualUsd = whole.reduce((sum, month) => sum + month.actualUsd, 0);
  const errors = whole.reduce((sum, month) => sum + Math.abs(month.planUsd - month.actualUsd), 0);
  return {
    months: whole.length,
    planUsd,
    actualUsd,
    wape: actualUsd === 0 ? null : errors / actualUsd,
    bias: actualUsd === 0 ? null : (planUsd - actualUsd) / actualUsd,
  };
}
