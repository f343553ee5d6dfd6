import type { UsageColumns, UsageDictionary } from '#shared/domain/usage-columns.ts';

/** An import with the time of its usage, UTC ms; null where it holds none. */
export interface ObservedImport {
  readonly id: number;
  /** How many such files make a month, for traces; null = its days are real days. */
  readonly monthScale: number | null;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** What bindings read of a ledger; the ledger itself fits. */
export interface BindingSource {
  listImports(): readonly ObservedImport[];
  /** Visits the records that start in a period, segment by segment. */
  scan(
    period: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
    visit: (columns: UsageColumns, importId: number) => void,
  ): void;
  dictionary(): UsageDictionary;
}
