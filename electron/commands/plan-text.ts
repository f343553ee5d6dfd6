import type { MethodOutput } from '#shared/contract.ts';
import { count } from '#shared/count.ts';
import {
  varianceDriverLabels,
  type MonthVariance,
  type PlanAccuracy,
  type PlanVariance,
} from '#shared/domain/plan-variance.ts';
import { formatUsd } from '#shared/money.ts';
import { percent, signedPercent, textTable } from './text-table.ts';

/** The pinned plans for people. */
export function plansText(plans: MethodOutput<'plan.list'>): string {
  if (plans.length === 0) return 'No plan is pinned yet.';
  return textTable(
    [
      { title: 'Plan', align: 'right' },
      { title: 'Name' },
      { title: 'Pinned' },
      { title: 'Months' },
      { title: 'Accuracy' },
    ],
    plans.map(({ id, name, pinnedAtMs, startMonth, months, accuracy }) => [
      String(id),
      name,
      new Date(pinnedAtMs).toISOString().slice(0, 10),
      `${months} from ${startMonth}`,
      accuracyText(accuracy),
    ]),
  );
}

/** A plan against actual for people. */
export function varianceText({ entry, months, accuracy, notes }: PlanVariance): string {
  return [
    `Plan ${entry.id}: ${entry.name}, pinned ${new Date(entry.pinnedAtMs).toISOString().slice(0, 10)}`,
    ...months.map(monthText),
    `Accuracy: ${accuracyText(accuracy)}`,
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

function monthText({
  month,
  recordedShare,
  planUsd,
  actualUsd,
  drivers,
  planCalls,
  actualCalls,
  notes,
}: MonthVariance): string {
  const change = actualUsd - planUsd;
  const part = recordedShare < 1 ? ` (${percent(recordedShare)} of the month)` : '';
  return [
    `${month}${part}: planned ${formatUsd(planUsd)}, actual ${formatUsd(actualUsd)}: ${signed(change)}${planUsd === 0 ? '' : ` (${signedPercent(change / planUsd)})`}`,
    `  calls: planned ${count(Math.round(planCalls))}, actual ${count(Math.round(actualCalls))}`,
    ...drivers.map(
      ({ driver, usd }) => `  ${varianceDriverLabels[driver].label.padEnd(16)}${signed(usd).padStart(16)}`,
    ),
    ...notes.map((note) => `  Note: ${note}`),
  ].join('\n');
}

function accuracyText(accuracy: PlanAccuracy | null): string {
  if (accuracy === null) return 'no month is recorded whole yet';
  const { months, wape, bias } = accuracy;
  if (wape === null || bias === null) return 'nothing was spent';
  const side = bias > 0 ? 'planned too much' : 'planned too little';
  return `${percent(wape)} off over ${months} ${months === 1 ? 'month' : 'months'}, ${percent(Math.abs(bias))} ${side}`;
}

function signed(usd: number): string {
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}
