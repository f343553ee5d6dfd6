import type { Anomalies } from '#shared/domain/anomaly.ts';
import { formatUsd } from '#shared/money.ts';
import { percent, signedPercent } from './text-table.ts';

type Anomaly = Anomalies['anomalies'][number];

/** Days that are out of line for people, with what explains them and what was said of them. */
export function anomaliesText({ from, to, days, anomalies, notes, anomalousShare }: Anomalies): string {
  const share = anomalousShare === null ? '' : `, ${percent(anomalousShare)} of the spend`;
  return [
    `${days} days, ${from} to ${to}: ${anomalies.length} out of line${share}`,
    ...anomalies.flatMap((anomaly) => [headOf(anomaly), ...causesOf(anomaly), ...markOf(anomaly)]),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

function headOf({ day, actualUsd, expectedUsd, impactUsd, impactShare }: Anomaly): string {
  const impact = `${impactUsd < 0 ? '' : '+'}${formatUsd(impactUsd)}`;
  const share = impactShare === null ? '' : ` (${signedPercent(impactShare)})`;
  return `${day}  ${formatUsd(actualUsd)}, expected ${formatUsd(expectedUsd)}: ${impact}${share}`;
}

function causesOf({ causes }: Anomaly): readonly string[] {
  return Object.entries(causes).map(([part, list]) => {
    const top = list
      .slice(0, 3)
      .map(({ name, impactUsd: usd }) => `${name === '' ? '(none)' : name} ${formatUsd(usd)}`);
    return `  by ${part}: ${top.join(', ')}${list.length > 3 ? `, ${list.length - 3} more` : ''}`;
  });
}

function markOf({ mark }: Anomaly): readonly string[] {
  if (mark === null) return [];
  const { acknowledgedAtMs, note } = mark;
  return [
    ...(acknowledgedAtMs === null ? [] : [`  acknowledged ${new Date(acknowledgedAtMs).toISOString().slice(0, 10)}`]),
    ...(note === '' ? [] : [`  note: ${note}`]),
  ];
}
