import type { BookDiff, BookRemark, ModelChange, RateChange } from '#shared/domain/price-book.ts';
import { ratePointLabel } from './rate-point.ts';
import { formatCounted } from '../../ui/format.ts';

/** One changed price of a book: a row of its table. */
export interface ChangeRow {
  readonly key: string;
  readonly modelId: string;
  /** `Output, batch`. */
  readonly price: string;
  readonly unit: string;
  readonly oldUsd: number | null;
  readonly newUsd: number | null;
  /** (new − old) ÷ old; null where one of them is missing or old is 0. */
  readonly share: number | null;
  readonly fromMs: number;
}

/** Columns that the changes can be sorted by. */
export const changeSortKeys = ['model', 'price', 'old', 'new', 'change'] as const;
export type ChangeSortKey = (typeof changeSortKeys)[number];

/** Every changed price, in the order of the preview: the model with the largest change first. */
export function changeRows(changed: readonly ModelChange[]): readonly ChangeRow[] {
  return changed.flatMap(({ modelId, fromMs, changes }) =>
    changes.map((change: RateChange) => {
      const price = ratePointLabel({ ...change, unit: 'USD/MTok' });
      return {
        key: `${modelId} ${price} ${change.unit}`,
        modelId,
        price,
        unit: change.unit,
        oldUsd: change.oldUsd,
        newUsd: change.newUsd,
        share: change.percent === null ? null : change.percent / 100,
        fromMs,
      };
    }),
  );
}

/** The rows in another order; what has no number comes last. Null = the preview's own order. */
export function sortChanges(
  rows: readonly ChangeRow[],
  sort: { readonly key: ChangeSortKey; readonly direction: 'ascending' | 'descending' } | null,
): readonly ChangeRow[] {
  if (sort === null) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [sortValue(a, sort.key), sortValue(b, sort.key)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (left === right) return 0;
    return left < right ? -sign : sign;
  });
}

function sortValue(row: ChangeRow, key: ChangeSortKey): string | number | null {
  switch (key) {
    case 'model':
      return row.modelId;
    case 'price':
      return row.price;
    case 'old':
      return row.oldUsd;
    case 'new':
      return row.newUsd;
    case 'change':
      return row.share;
  }
}

/** What applying a book would do, in one sentence. */
export function diffSentence({ added, changed, unchanged, removed, appliedAs }: BookDiff): string {
  if (appliedAs !== undefined)
    return 'This file was applied with the same start already: applying it again changes nothing.';
  const changes = changed.reduce((sum, model) => sum + model.changes.length, 0);
  if (added.length + changed.length + removed.count === 0)
    return `All ${unchanged.toLocaleString('en-US')} prices are those in use: there is nothing to change.`;
  const parts = [
    added.length === 0 ? null : `${formatCounted(added.length, 'model')} ${added.length === 1 ? 'is' : 'are'} new`,
    changed.length === 0
      ? null
      : `${formatCounted(changes, 'price')} of ${formatCounted(changed.length, 'model')} change`,
    removed.count === 0
      ? null
      : `${formatCounted(removed.count, 'model')} of the last such book are gone and keep their last price`,
  ].filter((part) => part !== null);
  const rest = unchanged === 1 ? '1 model stays as it is' : `${formatCounted(unchanged, 'model')} stay as they are`;
  return `${parts.join(', ')}; ${rest}.`;
}

/** What of a book was not read as a price: each with why. */
export function remarkRows({
  unknownKeys,
  skipped,
}: Pick<BookDiff, 'unknownKeys' | 'skipped'>): readonly (BookRemark & {
  readonly kind: string;
})[] {
  return [
    ...skipped.map((remark) => ({ ...remark, kind: 'Entry without a price that could be used' })),
    ...unknownKeys.map((remark) => ({ ...remark, kind: 'Key without a counterpart: not used' })),
  ];
}
