import type { Budget, PeriodSpan } from '#shared/domain/budget.ts';

/** An alert that was given: as much of it as tells whether it is given again. */
export interface GivenAlert {
  readonly subject: string;
  readonly threshold: number;
  readonly period: PeriodSpan;
}

/** A threshold that is reached and was not told yet. */
export interface DueAlert extends GivenAlert {
  readonly spentUsd: number;
}

/**
 * Which thresholds of a budget are to be told now. Each is told once a period: one that was told for a time which
 * overlaps this one is not told again, so a rolling budget tells it at most once in its days.
 * @param spent USD in the period by subject; the subject is empty where the budget is for all together.
 */
export function dueAlerts(
  { amountUsd, thresholds }: Pick<Budget, 'amountUsd' | 'thresholds'>,
  period: PeriodSpan,
  spent: ReadonlyMap<string, number>,
  given: readonly GivenAlert[],
): readonly DueAlert[] {
  const told = new Set(
    given
      .filter(({ period: earlier }) => earlier.fromMs < period.toMs && period.fromMs < earlier.toMs)
      .map(({ subject, threshold }) => `${threshold}\n${subject}`),
  );
  return [...spent].flatMap(([subject, spentUsd]) =>
    thresholds
      .filter((threshold) => spentUsd >= threshold * amountUsd && !told.has(`${threshold}\n${subject}`))
      .map((threshold) => ({ subject, threshold, period, spentUsd })),
  );
}

/** The highest threshold that a spending has reached; null = none. */
export function reachedThreshold(
  { amountUsd, thresholds }: Pick<Budget, 'amountUsd' | 'thresholds'>,
  spentUsd: number,
): number | null {
  return thresholds.findLast((threshold) => spentUsd >= threshold * amountUsd) ?? null;
}
