import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import { microUnitsPerUnit } from '#shared/domain/usage-columns.ts';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { SegmentRecords } from './ledger.ts';
import type { SelectedRecords } from './record-pager.ts';

/** What numbers of a page are written out with. */
export interface PageNames {
  readonly dictionary: UsageDictionary;
  /** Version of a price card by its row. */
  priceVersion(row: number): string;
}

/** Selected records as one page that can cross between processes. */
export function recordPage({ total, parts }: SelectedRecords, offset: number, names: PageNames): RecordPage {
  function each(valueOf: (columns: UsageColumns, row: number) => number): number[] {
    return parts.flatMap(({ columns }) => Array.from({ length: columns.rows }, (_, row) => valueOf(columns, row)));
  }
  const priceCard = each(({ priceCard: cards }, row) => cards[row] ?? 0);
  const cost = each(({ costNanoUsd }, row) => costNanoUsd[row] ?? 0);
  const billed = each(({ billedNanoUsd }, row) => billedNanoUsd?.[row] ?? Number.NaN);
  const dimensions = presentColumns(parts, usageDimensions, (columns, name) => columns.dimensions[name]);
  return {
    total,
    offset,
    rows: priceCard.length,
    importId: parts.flatMap(({ importId, columns }) => Array.from({ length: columns.rows }, () => importId)),
    startMs: each(({ startMs }, row) => startMs[row] ?? 0),
    endMs: each(({ endMs }, row) => endMs[row] ?? 0),
    requests: each(({ requests }, row) => requests[row] ?? 0),
    serviceTier: each(({ serviceTier }, row) => serviceTier[row] ?? 0),
    residency: each(({ residency }, row) => residency?.[row] ?? 0),
    tokens: presentColumns(parts, tokenKinds, (columns, kind) => columns.tokens[kind]),
    units: presentColumns(parts, billableUnits, (columns, unit) => columns.microUnits?.[unit], microUnitsPerUnit),
    dimensions,
    names: Object.fromEntries(
      usageDimensions.flatMap((dimension) => {
        const ids = dimensions[dimension];
        return ids === undefined ? [] : [[dimension, textsOf(ids, (id) => names.dictionary.name(dimension, id))]];
      }),
    ),
    costNanoUsd: cost.map((nanoUsd, index) => (priceCard[index] === 0 ? null : nanoUsd)),
    priceCard,
    priceVersions: textsOf(priceCard, (row) => names.priceVersion(row)),
    unpricedKinds: each(({ unpricedKinds }, row) => unpricedKinds[row] ?? 0),
    unpricedUnits: each(({ unpricedUnits }, row) => unpricedUnits?.[row] ?? 0),
    billedNanoUsd: billed.map((nanoUsd) => (Number.isNaN(nanoUsd) ? null : nanoUsd)),
  };
}

/** Columns that hold something other than zero on the page. */
function presentColumns<Key extends string>(
  parts: readonly SegmentRecords[],
  keys: readonly Key[],
  columnOf: (columns: UsageColumns, key: Key) => ArrayLike<number> | undefined,
  perUnit = 1,
): Partial<Record<Key, number[]>> {
  const present: Partial<Record<Key, number[]>> = {};
  for (const key of keys) {
    // Most of the many units are in no segment at all.
    if (parts.every(({ columns }) => columnOf(columns, key) === undefined)) continue;
    const values = parts.flatMap(({ columns }) => {
      const column = columnOf(columns, key);
      return Array.from({ length: columns.rows }, (_, row) => (column?.[row] ?? 0) / perUnit);
    });
    if (values.some((value) => value !== 0)) present[key] = values;
  }
  return present;
}

/** The text of each number but zero, once. */
function textsOf(values: readonly number[], textOf: (value: number) => string): Record<string, string> {
  return Object.fromEntries([...new Set(values)].filter((value) => value !== 0).map((value) => [value, textOf(value)]));
}
