import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';
import type { UsageFilter } from '#shared/domain/usage-query.ts';
import { serviceTiers, usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';

/** Tells which rows of a segment count. */
export type RowFilter = (columns: UsageColumns, row: number) => boolean;

/** Rows that have one of the values of every key of a filter; the import is apart. Names are matched whole. */
export function rowFilter(filter: UsageFilter, dictionary: UsageDictionary): RowFilter {
  const tests = [
    ...usageDimensions.flatMap((dimension) => nameTest(filter, dimension, dictionary)),
    ...tierTest(filter),
  ];
  return (columns, row) => tests.every((test) => test(columns, row));
}

function nameTest(filter: UsageFilter, dimension: UsageDimension, dictionary: UsageDictionary): readonly RowFilter[] {
  const names = filter[dimension];
  if (names === undefined) return [];
  const wanted = new Map<number, boolean>();
  return [
    (columns, row) => {
      const id = columns.dimensions[dimension]?.[row] ?? 0;
      let isWanted = wanted.get(id);
      if (isWanted === undefined) {
        isWanted = names.includes(dictionary.name(dimension, id));
        wanted.set(id, isWanted);
      }
      return isWanted;
    },
  ];
}

function tierTest({ serviceTier }: UsageFilter): readonly RowFilter[] {
  if (serviceTier === undefined) return [];
  const wanted = new Set<number>(serviceTier.map((tier) => serviceTiers.indexOf(tier)));
  return [(columns, row) => wanted.has(columns.serviceTier[row] ?? 0)];
}
