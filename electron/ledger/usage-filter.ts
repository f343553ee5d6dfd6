import type { UsageFilter, UsageGrouping, UsageSelection } from '#shared/domain/usage-query.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import type { Period } from './ledger.ts';

/** A filter on the integers that the ledger holds instead of names. */
export interface KeyFilter {
  readonly key: UsageGrouping;
  readonly isWanted: (key: number) => boolean;
}

/** A selection of records, ready to be tested on columns. */
export interface Selection {
  readonly period: Period;
  /** Filters on what records are; the import is apart. */
  readonly filters: readonly KeyFilter[];
  readonly isImportWanted: (importId: number) => boolean;
}

/** Turns names into ids. @param idOf Id of a name, 0 for the empty name; undefined when the ledger has no such name. */
export function readSelection(
  { fromMs, toMs, filter = {} }: UsageSelection,
  idOf: (dimension: UsageDimension, name: string) => number | undefined,
): Selection {
  const imports = filter.import;
  return {
    period: { fromMs, toMs },
    filters: [
      ...usageDimensions.flatMap((dimension) => dimensionFilter(filter, dimension, idOf)),
      ...tierFilter(filter),
    ],
    isImportWanted: imports === undefined ? () => true : (importId) => imports.includes(importId),
  };
}

function dimensionFilter(
  filter: UsageFilter,
  dimension: UsageDimension,
  idOf: (dimension: UsageDimension, name: string) => number | undefined,
): readonly KeyFilter[] {
  const names = filter[dimension];
  if (names === undefined) return [];
  const ids = new Set(names.map((name) => (name === '' ? 0 : idOf(dimension, name))));
  return [{ key: dimension, isWanted: (id) => ids.has(id) }];
}

function tierFilter({ serviceTier }: UsageFilter): readonly KeyFilter[] {
  if (serviceTier === undefined) return [];
  const tiers = new Set(serviceTier.map((tier) => serviceTiers.indexOf(tier)));
  return [{ key: 'serviceTier', isWanted: (tier) => tiers.has(tier) }];
}

/**
 * Rows that pass every filter, ascending; undefined = all of them.
 * @param keyOf A key of every row.
 */
export function matchingRows(
  rows: number,
  filters: readonly KeyFilter[],
  keyOf: (key: UsageGrouping) => ArrayLike<number>,
): Uint32Array | undefined {
  let matching: Uint32Array | undefined;
  for (const { key, isWanted } of filters) matching = narrow(rows, matching, keyOf(key), isWanted);
  return matching;
}

function narrow(
  rows: number,
  among: Uint32Array | undefined,
  keys: ArrayLike<number>,
  isWanted: (key: number) => boolean,
): Uint32Array | undefined {
  const candidates = among?.length ?? rows;
  const matching = new Uint32Array(candidates);
  let count = 0;
  for (let index = 0; index < candidates; index++) {
    const row = among?.[index] ?? index;
    if (isWanted(keys[row] ?? 0)) matching[count++] = row;
  }
  return count === rows ? undefined : matching.subarray(0, count);
}
