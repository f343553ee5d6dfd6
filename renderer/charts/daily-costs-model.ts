import type { DailyCost } from '../store/ledger-view.ts';
import { formatCounted, formatUsd } from '../ui/format.ts';
import { timeLabel } from './time-axis.ts';

/** The days in one sentence: how many, what they cost, which cost most, and of how many a part is unknown. */
export function dailyCostsSentence(days: readonly DailyCost[]): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return 'No usage.';
  const span =
    days.length === 1
      ? timeLabel(first.day)
      : `${formatCounted(days.length, 'day')}, ${timeLabel(first.day)} to ${timeLabel(last.day)}`;
  const unknown = days.filter(({ isPartial }) => isPartial).length;
  const known = days.filter(({ usd }) => usd !== null);
  const remark =
    unknown === 0
      ? ''
      : ` ${unknown === 1 ? 'On 1 day' : `On ${formatCounted(unknown, 'day')}`} a part of the cost is unknown.`;
  if (known.length === 0) return `${span}: the cost is unknown.`;
  const sum = known.reduce((usd, day) => usd + (day.usd ?? 0), 0);
  const most = known.reduce((a, b) => ((b.usd ?? 0) > (a.usd ?? 0) ? b : a));
  const peak =
    known.length > 1 && (most.usd ?? 0) > 0 ? `, most on ${timeLabel(most.day)} (${formatUsd(most.usd ?? 0)})` : '';
  return `${span}: ${formatUsd(sum)}${unknown === 0 ? ' in all' : ' known'}${peak}.${remark}`;
}
