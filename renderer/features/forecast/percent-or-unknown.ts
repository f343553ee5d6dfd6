import { formatPercent } from '../../ui/format.ts';

/** A share of a backtest in per cent; null = it cannot be told. */
export function percentOrUnknown(share: number | null): string {
  return share === null ? 'unknown' : formatPercent(share);
}
