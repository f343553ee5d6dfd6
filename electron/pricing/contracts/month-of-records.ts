import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { PricedRecord } from '#shared/domain/price.ts';
import type { MonthText } from '#shared/time.ts';
import { openUsage, type ContractLine, type MonthUsage } from './contract-line.ts';
import { contractMonth, type ContractMonth } from './contract-month.ts';

/**
 * So many records like a priced one in a month, under the terms of contracts that look at a whole month; what each contract leaves
 * to be paid is what the next one sees. Parts of the record without a price are left out.
 * @param contracts in the order in which they apply; none = the usage alone.
 */
export function monthOfRecords(
  { card, lines }: Pick<PricedRecord, 'card' | 'lines'>,
  records: number,
  contracts: readonly ContractTerms[],
  month: MonthText,
): ContractMonth {
  const { provider, model } = card;
  let usage = lines.flatMap(({ kind, quantity, usd }): MonthUsage[] =>
    usd === null ? [] : [{ provider, model, kind, quantity: quantity * records, usd: usd * records }],
  );
  let all: readonly ContractLine[] | undefined;
  for (const terms of contracts) {
    const { lines: made } = contractMonth(terms, month, usage);
    all = all === undefined ? made : [...all, ...made.filter(({ step }) => step !== 'usage')];
    usage = openUsage(made).map(({ usage: thing, usd }) => ({ ...thing, usd }));
  }
  const total = all ?? [];
  const usd =
    all === undefined ? usage.reduce((sum, part) => sum + part.usd, 0) : total.reduce((sum, line) => sum + line.usd, 0);
  return { month, lines: total, usd };
}
