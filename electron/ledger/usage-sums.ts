import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageTotals } from '#shared/domain/usage-query.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { rangeOf } from './column-codec.ts';
import type { RowGroups } from './row-groups.ts';

/** Exact sums over some records: BigInt, because token and money sums may exceed 2^53. */
export interface UsageSums {
  readonly records: bigint;
  readonly requests: bigint;
  /** By kind; an absent kind is zero. */
  readonly tokens: Readonly<Partial<Record<TokenKind, bigint>>>;
  readonly costNanoUsd: bigint;
  /** Records without a price card. */
  readonly unpricedRecords: bigint;
  /** Tokens whose cost is unknown: all those of unpriced records, and the unpriced kinds of the others. */
  readonly unpricedTokens: bigint;
  /** Earliest start and latest end, UTC ms; Infinity and -Infinity over no records. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Sums over no records. */
export const noUsage: UsageSums = {
  records: 0n,
  requests: 0n,
  tokens: {},
  costNanoUsd: 0n,
  unpricedRecords: 0n,
  unpricedTokens: 0n,
  firstMs: Infinity,
  lastMs: -Infinity,
};

/** Sums of two sets of records together. */
export function addUsage(left: UsageSums, right: UsageSums): UsageSums {
  const tokens: Partial<Record<TokenKind, bigint>> = {};
  for (const kind of tokenKinds) {
    const sum = (left.tokens[kind] ?? 0n) + (right.tokens[kind] ?? 0n);
    if (sum > 0n) tokens[kind] = sum;
  }
  return {
    records: left.records + right.records,
    requests: left.requests + right.requests,
    tokens,
    costNanoUsd: left.costNanoUsd + right.costNanoUsd,
    unpricedRecords: left.unpricedRecords + right.unpricedRecords,
    unpricedTokens: left.unpricedTokens + right.unpricedTokens,
    firstMs: Math.min(left.firstMs, right.firstMs),
    lastMs: Math.max(left.lastMs, right.lastMs),
  };
}

/** Sum of all token kinds. */
export function totalTokensOf(sums: UsageSums): bigint {
  return tokenKinds.reduce((total, kind) => total + (sums.tokens[kind] ?? 0n), 0n);
}

/** Sums as the contract shows them: counts as numbers, money exact as text. */
export function toTotals(sums: UsageSums): UsageTotals {
  const tokens: Partial<Record<TokenKind, number>> = {};
  for (const kind of tokenKinds) {
    const sum = sums.tokens[kind] ?? 0n;
    if (sum > 0n) tokens[kind] = Number(sum);
  }
  return {
    records: Number(sums.records),
    requests: Number(sums.requests),
    tokens,
    totalTokens: Number(totalTokensOf(sums)),
    costNanoUsd: sums.costNanoUsd.toString(),
    costUsd: nanoUsdToUsd(sums.costNanoUsd),
    unpricedRecords: Number(sums.unpricedRecords),
    unpricedTokens: Number(sums.unpricedTokens),
  };
}

/** Sums by group: the sums of group g are at index g. */
export function sumGroups(columns: UsageColumns, groups: RowGroups): readonly UsageSums[] {
  const ones = new Uint8Array(columns.rows).fill(1);
  const isUnpriced = Uint8Array.from(columns.priceCard, (card) => (card === 0 ? 1 : 0));
  const records = sumColumn(ones, groups);
  const requests = sumColumn(columns.requests, groups);
  const cost = sumColumn(columns.costNanoUsd, groups);
  const unpricedRecords = sumColumn(isUnpriced, groups);
  const tokens = sumTokens(columns, groups);
  const unpricedTokens = sumUnpricedTokens(columns, isUnpriced, groups);
  const first = new Float64Array(groups.count).fill(Infinity);
  const last = new Float64Array(groups.count).fill(-Infinity);
  groups.groupOf.forEach((group, row) => {
    first[group] = Math.min(first[group] ?? 0, columns.startMs[row] ?? 0);
    last[group] = Math.max(last[group] ?? 0, columns.endMs[row] ?? 0);
  });
  return Array.from(groups.firstRow, (_row, group) => ({
    records: sumAt(records, group),
    requests: sumAt(requests, group),
    tokens: tokensAt(tokens, group),
    costNanoUsd: sumAt(cost, group),
    unpricedRecords: sumAt(unpricedRecords, group),
    unpricedTokens: unpricedTokens.reduce((total, sums) => total + sumAt(sums, group), 0n),
    firstMs: first[group] ?? Infinity,
    lastMs: last[group] ?? -Infinity,
  }));
}

/** Sums of one column by group: floats while they are exact, BigInt beyond. */
type ColumnSums = Float64Array | readonly bigint[];

function sumColumn(values: ArrayLike<number>, groups: RowGroups): ColumnSums {
  const rows = groups.groupOf.length;
  // Every partial sum stays below rows x largest; up to 2^53 float addition of integers is exact.
  if (rows === 0 || rangeOf(values).max * rows <= Number.MAX_SAFE_INTEGER) {
    const sums = new Float64Array(groups.count);
    groups.groupOf.forEach((group, row) => {
      sums[group] = (sums[group] ?? 0) + (values[row] ?? 0);
    });
    return sums;
  }
  const sums = Array.from(groups.firstRow, () => 0n);
  groups.groupOf.forEach((group, row) => {
    sums[group] = (sums[group] ?? 0n) + BigInt(values[row] ?? 0);
  });
  return sums;
}

function sumAt(sums: ColumnSums, group: number): bigint {
  return BigInt(sums[group] ?? 0);
}

function sumTokens(columns: UsageColumns, groups: RowGroups): ReadonlyMap<TokenKind, ColumnSums> {
  const sums = new Map<TokenKind, ColumnSums>();
  for (const kind of tokenKinds) {
    const values = columns.tokens[kind];
    if (values !== undefined) sums.set(kind, sumColumn(values, groups));
  }
  return sums;
}

function tokensAt(sums: ReadonlyMap<TokenKind, ColumnSums>, group: number): Partial<Record<TokenKind, bigint>> {
  const tokens: Partial<Record<TokenKind, bigint>> = {};
  for (const [kind, kindSums] of sums) {
    const sum = sumAt(kindSums, group);
    if (sum > 0n) tokens[kind] = sum;
  }
  return tokens;
}

function sumUnpricedTokens(columns: UsageColumns, isUnpriced: Uint8Array, groups: RowGroups): readonly ColumnSums[] {
  const allPriced = !isUnpriced.includes(1) && columns.unpricedKinds.every((kinds) => kinds === 0);
  if (allPriced) return [];
  return tokenKinds.flatMap((kind, bit) => {
    const values = columns.tokens[kind];
    if (values === undefined) return [];
    const unpriced = Float64Array.from(values, (value, row) => {
      const isKindUnpriced = (((columns.unpricedKinds[row] ?? 0) >> bit) & 1) === 1;
      return isUnpriced[row] === 1 || isKindUnpriced ? value : 0;
    });
    return [sumColumn(unpriced, groups)];
  });
}
