import type { LedgerMeasure } from '#shared/domain/ledger-binding.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { textPromptKinds } from '../call-usage.ts';

/** What a record adds to a measure: a ratio, or why it says nothing. */
export type RecordReading = { readonly dividend: number; readonly divisor: number } | { readonly leftOut: LeftOut };

/** Why a record says nothing of a measure. */
export type LeftOut = 'no-requests' | 'no-prompt' | 'no-price' | 'no-conversation' | 'several-days';

/** Reads one measure off a record. */
export type RecordMeasure = (columns: UsageColumns, row: number) => RecordReading;

/** How a measure is read off records one at a time. Those of days and conversations are counted elsewhere. */
export function recordMeasure(
  measure: Exclude<LedgerMeasure, 'requestsPerDay' | 'requestsPerConversation'>,
): RecordMeasure {
  switch (measure) {
    case 'promptTokens':
      return perRequest((columns, row) => tokensAt(columns, row, textPromptKinds));
    case 'cachedShare':
      return cachedShare;
    case 'usdPerRequest':
      return usdPerRequest;
    default:
      return perRequest((columns, row) => tokensAt(columns, row, [measure]));
  }
}

function perRequest(amountOf: (columns: UsageColumns, row: number) => number): RecordMeasure {
  return (columns, row) => {
    const requests = columns.requests[row] ?? 0;
    return requests === 0 ? { leftOut: 'no-requests' } : { dividend: amountOf(columns, row), divisor: requests };
  };
}

function tokensAt({ tokens }: UsageColumns, row: number, kinds: readonly TokenKind[]): number {
  let sum = 0;
  for (const kind of kinds) sum += tokens[kind]?.[row] ?? 0;
  return sum;
}

function cachedShare(columns: UsageColumns, row: number): RecordReading {
  const prompt = tokensAt(columns, row, textPromptKinds);
  return prompt === 0 ? { leftOut: 'no-prompt' } : { dividend: tokensAt(columns, row, ['cacheRead']), divisor: prompt };
}

/** A cost that is not known, or only in part, is no cost of $0: the record is left out. */
function usdPerRequest(columns: UsageColumns, row: number): RecordReading {
  const requests = columns.requests[row] ?? 0;
  if (requests === 0) return { leftOut: 'no-requests' };
  const isPriced =
    (columns.priceCard[row] ?? 0) !== 0 &&
    (columns.unpricedKinds[row] ?? 0) === 0 &&
    (columns.unpricedUnits?.[row] ?? 0) === 0;
  return isPriced
    ? { dividend: nanoUsdToUsd(columns.costNanoUsd[row] ?? 0), divisor: requests }
    : { leftOut: 'no-price' };
}
