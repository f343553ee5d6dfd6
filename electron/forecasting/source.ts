import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';

/** What calibration reads of a ledger; the ledger itself fits. */
export interface CalibrationSource {
  /** Imports with the number of such files in a month, null where the user gave none. */
  listImports(): readonly {
    readonly id: number;
    readonly monthScale: number | null;
    /** How much there is and when, so that a large ledger is read in slices; absent = it is read at once. */
    readonly records?: number | undefined;
    readonly firstMs?: number | null | undefined;
    readonly lastMs?: number | null | undefined;
  }[];
  /** Visits the records of a period, segment by segment. Called more than once. */
  scan(
    period: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
    visit: (columns: UsageColumns, importId: number) => void,
  ): void;
  dictionary(): UsageDictionary;
  /** The card behind a `priceCard` column's row number. */
  priceCard(row: number): PriceCard | undefined;
}
