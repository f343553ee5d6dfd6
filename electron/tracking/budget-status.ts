import { atOnce, type Steps } from '#forecasting';
import type { Budget, BudgetEntry, BudgetSpend, BudgetStatus, PeriodSpan, Refusal } from '#shared/domain/budget.ts';
import type { UsageFilter, UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import { parseInstant } from '#shared/time.ts';
import { periodAt } from './budget-period.ts';
import { reachedThreshold } from './due-alerts.ts';
import { refusedByHardLimit, type HourSpend } from './hard-limit.ts';
import { projectInSteps } from './forecast-period.ts';
import { usdOf } from './spend-shares.ts';
import { asOfMs, type Recorded, type TrackingSource } from './tracking-source.ts';

/** Subjects of a budget for each that are listed. */
const listedSubjects = 20;

/** As `budgetStatusInSteps`, all at once. */
export function budgetStatus(
  source: TrackingSource,
  entry: BudgetEntry,
  recorded: Recorded,
  nowMs: number,
): BudgetStatus {
  return atOnce(budgetStatusInSteps(source, entry, recorded, nowMs));
}

/**
 * A budget in the period that tracking looks from. @param recorded of the whole ledger.
 * @yields how far it is.
 */
export function* budgetStatusInSteps(
  source: TrackingSource,
  entry: BudgetEntry,
  recorded: Recorded,
  nowMs: number,
): Steps<BudgetStatus> {
  const { budget } = entry;
  const spending = budgetSpending(source, entry, recorded, nowMs);
  const { period, spend } = spending;
  const projected = {
    time: budget,
    span: period,
    filter: filterOf(budget, spend.subject),
    spentUsd: spend.spentUsd,
    amountUsd: budget.amountUsd,
  };
  return { ...spending, projection: yield* projectInSteps(source, projected, recorded, nowMs) };
}

/** A budget without where its period ends, which takes a forecast. */
export type BudgetSpending = Omit<BudgetStatus, 'projection'>;

/** What is spent of a budget in the period that tracking looks from. @param recorded of the whole ledger. */
export function budgetSpending(
  source: TrackingSource,
  entry: BudgetEntry,
  recorded: Recorded,
  nowMs: number,
): BudgetSpending {
  const { budget } = entry;
  const period = periodAt(budget, asOfMs(recorded, nowMs));
  const usage = source.usage(queryOf(budget, period, budget.each === undefined ? [] : [budget.each]));
  const subjects = [...spentBySubject(budget, usage)]
    .map(([subject, spentUsd]) => spendOf(budget, subject, spentUsd))
    .sort((left, right) => right.spentUsd - left.spentUsd || (left.subject < right.subject ? -1 : 1));
  const spend = subjects[0] ?? spendOf(budget, '', 0);
  return {
    entry,
    period,
    spend,
    subjects: budget.each === undefined ? [] : subjects.slice(0, listedSubjects),
    subjectCount: budget.each === undefined ? 0 : subjects.length,
    overCount: subjects.filter(({ share }) => share >= 1).length,
    refusal: budget.limit === 'hard' && spend.share >= 1 ? refusalOf(source, budget, period, subjects) : null,
    unpricedTokens: usage.totals.unpricedTokens,
  };
}

/** USD spent in some usage by subject; one entry with an empty subject for a budget for all together. */
export function spentBySubject({ each }: Budget, { totals, groups }: UsageSummary): ReadonlyMap<string, number> {
  if (each === undefined) return new Map([['', usdOf(totals)]]);
  return new Map(
    // Usage that names no user is nobody's: it counts for budgets of all together alone.
    groups.filter(({ keys }) => (keys[each] ?? '') !== '').map((group) => [group.keys[each] ?? '', usdOf(group)]),
  );
}

/** What counts for a budget in a period. */
export function queryOf({ scope }: Budget, { fromMs, toMs }: PeriodSpan, by: UsageQuery['by']): UsageQuery {
  return { fromMs, toMs, by, ...(scope === undefined ? {} : { filter: scope }) };
}

/** What a subject's spending is of. */
function filterOf({ scope, each }: Budget, subject: string): UsageFilter | undefined {
  return each === undefined || subject === '' ? scope : { ...scope, [each]: [subject] };
}

function spendOf(budget: Budget, subject: string, spentUsd: number): BudgetSpend {
  return { subject, spentUsd, share: spentUsd / budget.amountUsd, reached: reachedThreshold(budget, spentUsd) };
}

/** What a hard limit would have refused: of every subject that is over it, together. */
function refusalOf(
  source: TrackingSource,
  budget: Budget,
  period: PeriodSpan,
  subjects: readonly BudgetSpend[],
): Refusal | null {
  const { each } = budget;
  if (each === undefined)
    return refusedByHardLimit(hoursOf(source.usage(queryOf(budget, period, ['hour']))), budget.amountUsd);
  const over = new Set(subjects.filter(({ share }) => share >= 1).map(({ subject }) => subject));
  const bySubject = new Map<string, UsageSummary['groups'][number][]>();
  for (const group of source.usage(queryOf(budget, period, ['hour', each])).groups) {
    const subject = group.keys[each] ?? '';
    if (over.has(subject)) bySubject.set(subject, [...(bySubject.get(subject) ?? []), group]);
  }
  const refusals = [...bySubject.values()].flatMap(
    (groups) => refusedByHardLimit(hoursOf({ groups }), budget.amountUsd) ?? [],
  );
  if (refusals.length === 0) return null;
  return {
    fromMs: Math.min(...refusals.map(({ fromMs }) => fromMs)),
    requests: refusals.reduce((sum, { requests }) => sum + requests, 0),
    usd: refusals.reduce((sum, { usd }) => sum + usd, 0),
  };
}

function hoursOf({ groups }: Pick<UsageSummary, 'groups'>): readonly HourSpend[] {
  return groups.map((group) => ({
    startMs: hourStartMs(group.keys.hour),
    usd: usdOf(group),
    requests: group.requests,
  }));
}

/** @throws Error for a group that has no hour: a bug. */
function hourStartMs(hour: string | undefined): number {
  const startMs = parseInstant(hour ?? '');
  if (startMs === undefined) throw new Error(`Not an hour of a group: ${hour}`);
  return startMs;
}
