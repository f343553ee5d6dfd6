import type { Breakdown, PerSubject, SpendShare } from '#shared/domain/overview.ts';
import type { UsageSummary, UsageTotals } from '#shared/domain/usage-query.ts';
import { nanoUsdToUsd } from '#shared/money.ts';

/** Rows of a breakdown that are listed. */
const listedRows = 8;

/** USD of some usage's priced part. */
export function usdOf({ costNanoUsd }: Pick<UsageTotals, 'costNanoUsd'>): number {
  return nanoUsdToUsd(BigInt(costNanoUsd));
}

/**
 * True when what a period cost was spent on its days, as far as a forecast needs: usage of traces that stand for a month is
 * spent, but on no day, and then there is nothing to go on from.
 */
export function isSpentOnDays(usdOnDays: number, spentUsd: number): boolean {
  return usdOnDays >= 0.99 * spentUsd;
}

/** The dearest parts of some usage that is grouped by one dimension. */
export function breakdown(by: Breakdown['by'], { groups, totals }: UsageSummary): Breakdown {
  const totalUsd = usdOf(totals);
  const rows = groups
    .map((group): SpendShare => {
      const usd = usdOf(group);
      const { requests, totalTokens, unpricedTokens } = group;
      const share = totalUsd === 0 ? 0 : usd / totalUsd;
      return { name: group.keys[by] ?? '', usd, share, requests, totalTokens, unpricedTokens };
    })
    .sort((left, right) => right.usd - left.usd || (left.name < right.name ? -1 : 1));
  return { by, rows: rows.slice(0, listedRows), count: rows.length };
}

/** Average and concentration over the users or conversations that usage names; null when it names none. */
export function perSubject(by: 'user' | 'conversation', { groups }: UsageSummary): PerSubject | null {
  const amounts = groups
    .filter(({ keys }) => (keys[by] ?? '') !== '')
    .map(usdOf)
    .sort((left, right) => right - left);
  if (amounts.length === 0) return null;
  const total = amounts.reduce((sum, usd) => sum + usd, 0);
  const top = amounts.slice(0, Math.max(1, Math.ceil(amounts.length / 10))).reduce((sum, usd) => sum + usd, 0);
  return {
    count: amounts.length,
    averageUsd: total / amounts.length,
    topTenthShare: total === 0 ? 0 : top / total,
  };
}
