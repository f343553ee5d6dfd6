import { changeDriverLabels, type ChangeSplit } from '#shared/domain/attribution.ts';
import { formatUsd } from '#shared/money.ts';
import { textTable } from './text-table.ts';

/** Below this a sum's rounding is all there is, USD. */
export const rounding = 5e-9;

/** Where a change of cost comes from, driver by driver. */
export function driverTable({ drivers }: ChangeSplit): string {
  return textTable(
    [{ title: 'Where the change comes from' }, { title: 'USD a month', align: 'right' }, { title: '' }],
    drivers.map(({ driver, usd }) => [
      changeDriverLabels[driver].label,
      signedUsd(usd),
      changeDriverLabels[driver].help,
    ]),
  );
}

/** An amount with its sign: `+$36.00`. */
export function signedUsd(usd: number): string {
  if (Math.abs(usd) < rounding) return formatUsd(0);
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}
