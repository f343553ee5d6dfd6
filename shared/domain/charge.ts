/** What kind of thing a line of a bill is; only `usage` has a computed counterpart. */
export const chargeCategories = ['usage', 'credit', 'tax', 'commitment', 'other'] as const;
export type ChargeCategory = (typeof chargeCategories)[number];

/**
 * What a vendor says it billed for a time: one line of a cost file, or the cost that a usage row states. It is held
 * beside usage, never mixed with it: billed minus computed is the residual.
 */
export interface BilledCharge {
  /** Start of the billed time, UTC milliseconds. */
  readonly startMs: number;
  /** End of the billed time, UTC milliseconds, exclusive; equal to `startMs` for one request. */
  readonly endMs: number;
  /** Provider id in lower case; empty when the file does not say. */
  readonly provider: string;
  /** Model as the bill spells it; empty when the line names none. */
  readonly model: string;
  /** The bill's own words for what was billed: line item, SKU, token type; empty for a usage row's own cost. */
  readonly line: string;
  readonly project?: string | undefined;
  readonly category: ChargeCategory;
  /** Integer nano-dollars; negative for credits. */
  readonly billedNanoUsd: number;
  /** At list price, integer nano-dollars, where the bill says so. */
  readonly listNanoUsd?: number | undefined;
}
