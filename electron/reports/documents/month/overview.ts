import { formatUsd, nanoUsdToUsd } from '#shared/money.ts';
import { percent } from '#shared/percent.ts';
import { dayOf } from '#shared/time.ts';
import type { UsageTotals } from '#shared/domain/usage-query.ts';
import { amount, monthName, usd, usdChange } from '../cells.ts';
import type { Block, Facts, Section } from '../report-document.ts';
import type { MonthFacts } from './month-facts.ts';

/** USD of what has a price; null where nothing has one. */
export function spentUsd({ records, unpricedRecords, costNanoUsd }: UsageTotals): number | null {
  return records > 0 && unpricedRecords === records ? null : nanoUsdToUsd(BigInt(costNanoUsd));
}

/** What the month cost, against the one before, and how much of it is recorded. */
export function monthOverview({ month, review, projection }: MonthFacts): Section {
  const { usage, before, span } = review;
  const { totals } = usage;
  const spent = spentUsd(totals);
  const facts: Facts['facts'] = [
    { label: 'Spent, USD', cell: usd(spent), hint: changeHint(spent, review) },
    { label: 'Requests', cell: amount(totals.requests, 0) },
    {
      label: 'USD a request',
      cell: spent === null || totals.requests === 0 ? { text: 'not known', value: null } : usd(spent / totals.requests),
    },
    { label: 'Tokens', cell: amount(totals.totalTokens, 0) },
    ...(projection === null
      ? []
      : [{ label: 'Month end as it looks, USD', cell: usd(projection.usd), hint: projection.basis }]),
  ];
  return {
    title: 'In short',
    blocks: [
      { kind: 'paragraph', text: sentence(month, spent, before.totals.records > 0 ? spentUsd(before.totals) : null) },
      { kind: 'facts', facts },
      ...unpricedWarning(totals),
      ...(usage.lastMs !== null && projection !== null
        ? [
            {
              kind: 'paragraph' as const,
              text: `Usage is recorded to ${dayOf(usage.lastMs)}; the month ends on ${dayOf(span.toMs - 1)}.`,
            },
          ]
        : []),
    ],
  };
}

function sentence(month: string, spent: number | null, before: number | null): string {
  const name = monthName(month);
  if (spent === null) return `No usage of ${name} has a known price.`;
  if (before === null) return `${name} cost ${formatUsd(spent)}. There is no usage of the month before.`;
  const change = spent - before;
  const share = before === 0 ? '' : ` (${percent(Math.abs(change) / before)})`;
  return `${name} cost ${formatUsd(spent)}, ${formatUsd(Math.abs(change))}${share} ${change < 0 ? 'less' : 'more'} than the month before.`;
}

function changeHint(spent: number | null, { before }: MonthFacts['review']): string | undefined {
  const earlier = before.totals.records === 0 ? null : spentUsd(before.totals);
  return spent === null || earlier === null ? undefined : `${usdChange(spent - earlier).text} against the month before`;
}

function unpricedWarning({ unpricedTokens, unpricedUnits }: UsageTotals): readonly Block[] {
  const units = Object.keys(unpricedUnits).length;
  if (unpricedTokens === 0 && units === 0) return [];
  const what = [
    ...(unpricedTokens === 0 ? [] : [`${unpricedTokens.toLocaleString('en-US')} tokens`]),
    ...(units === 0 ? [] : ['some other units']),
  ].join(' and ');
  return [
    { kind: 'paragraph', isWarning: true, text: `${what} have no known price: their cost is in no figure here.` },
  ];
}
