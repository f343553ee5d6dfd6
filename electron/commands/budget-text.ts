import { count } from '#shared/count.ts';
import type { BudgetAlert, BudgetStatus, PeriodSpan } from '#shared/domain/budget.ts';
import { formatUsd } from '#shared/money.ts';
import { dayReader } from '#shared/zoned-days.ts';
import { textTable } from './text-table.ts';

/** Budgets as a table, with a line for what needs one. */
export function statusesText(statuses: readonly BudgetStatus[]): string {
  if (statuses.length === 0) return 'There is no budget yet. Add one: burnrate budget add --amount 1000.';
  const table = textTable(
    [
      { title: 'No.', align: 'right' },
      { title: 'Budget' },
      { title: 'Period' },
      { title: 'Spent', align: 'right' },
      { title: 'Amount', align: 'right' },
      { title: 'Used', align: 'right' },
      { title: 'Projected', align: 'right' },
    ],
    statuses.map(statusRow),
  );
  return [table, ...statuses.flatMap(notesOf)].join('\n');
}

function statusRow({ entry, period, spend, projection }: BudgetStatus): readonly string[] {
  const { budget } = entry;
  return [
    String(entry.id),
    spend.subject === '' ? budget.name : `${budget.name}: most by ${spend.subject}`,
    spanText(period, budget.timeZone),
    formatUsd(spend.spentUsd),
    formatUsd(budget.amountUsd),
    percent(spend.share),
    projection.usd === null ? 'unknown' : formatUsd(projection.usd),
  ];
}

function notesOf({ entry, overCount, subjectCount, refusal, unpricedTokens }: BudgetStatus): readonly string[] {
  const notes = [
    subjectCount > 0 ? `${count(overCount)} of ${count(subjectCount)} are over it` : '',
    refusal === null
      ? ''
      : `as a hard limit it would have refused ${count(refusal.requests)} requests (${formatUsd(refusal.usd)}) from ${new Date(refusal.fromMs).toISOString()} on`,
    unpricedTokens === 0 ? '' : `${count(unpricedTokens)} tokens have no price and are not in it`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? [] : [`No. ${entry.id}: ${notes.join('; ')}.`];
}

/** Alerts as a table. */
export function alertsText(alerts: readonly BudgetAlert[]): string {
  return textTable(
    [
      { title: 'Noticed (UTC)' },
      { title: 'Budget' },
      { title: 'Reached', align: 'right' },
      { title: 'Spent', align: 'right' },
      { title: 'Amount', align: 'right' },
      { title: 'Period (UTC)' },
    ],
    alerts.map(({ noticedAtMs, budgetName, subject, threshold, spentUsd, amountUsd, period }) => [
      new Date(noticedAtMs).toISOString().slice(0, 16),
      subject === '' ? budgetName : `${budgetName}: ${subject}`,
      percent(threshold),
      formatUsd(spentUsd),
      formatUsd(amountUsd),
      spanText(period, 'UTC'),
    ]),
  );
}

/** First and last day of a period: `2026-11-01 – 2026-11-30`. */
function spanText({ fromMs, toMs }: PeriodSpan, timeZone: string): string {
  const dayAt = dayReader(timeZone);
  const [first, last] = [dayAt(fromMs), dayAt(toMs - 1)];
  return first === last ? first : `${first} – ${last}`;
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`;
}
