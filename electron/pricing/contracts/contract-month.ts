import { contractPeriod, type ContractTerms } from '#shared/domain/contract-terms.ts';
import { priceLineLabel } from '#shared/domain/price.ts';
import { addMonths, monthStartMs, msPerHour, type MonthText } from '#shared/time.ts';
import { overlapOf } from '../period.ts';
import { commitmentLines } from './commitments.ts';
import type { ContractLine, MonthUsage } from './contract-line.ts';
import { provisionedLines } from './provisioned.ts';
import { volumeLines } from './volume-discounts.ts';

/** What a month costs under a contract. */
export interface ContractMonth {
  readonly month: MonthText;
  /** How it comes to the total, in the order of the terms: usage, provisioned, volume, commitments. */
  readonly lines: readonly ContractLine[];
  /** Sum of the lines, USD. */
  readonly usd: number;
}

/**
 * Applies the terms of a contract that look at a whole month to the month's usage, which is priced already (with the
 * contract's discounts, see `underContract`). The order is fixed, and each step sees what the ones before it left:
 * 1. usage at its prices; 2. provisioned throughput is charged, and the usage that it covers taken off; 3. volume
 * discounts on the rest; 4. commitments are topped up to what was promised.
 * A contract that does not hold on the first day of the month leaves its usage as it is.
 * @param month `YYYY-MM`, UTC.
 */
export function contractMonth(terms: ContractTerms, month: MonthText, usage: readonly MonthUsage[]): ContractMonth {
  const startMs = monthStartMs(month);
  const endMs = monthStartMs(addMonths(month, 1));
  const hours = (endMs - startMs) / msPerHour;
  let lines: readonly ContractLine[] = usage.map(usageLine);
  if (overlapOf(contractPeriod(terms), { fromMs: startMs, toMs: startMs + 1 }) !== undefined) {
    lines = [...lines, ...provisionedLines(terms.provisioned, hours, lines)];
    lines = [...lines, ...volumeLines(terms.volume, lines)];
    lines = [...lines, ...commitmentLines(terms.commitments, lines)];
  }
  return { month, lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
}

function usageLine(usage: MonthUsage): ContractLine {
  const { provider, model, kind, quantity, usd } = usage;
  const amount = quantity.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return {
    step: 'usage',
    name: provider === '' ? model : `${provider}/${model}`,
    usd,
    formula: `${priceLineLabel(kind)}: ${amount} at card prices.`,
    parts: [{ usage, usd }],
  };
}
