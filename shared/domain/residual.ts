import { z } from 'zod';
import { chargeCategories } from './charge.ts';

/** What the residual can be grouped by. */
export const residualGroupings = ['day', 'month', 'provider', 'model'] as const;
export type ResidualGrouping = (typeof residualGroupings)[number];

/** Which usage and bills are compared. */
export const residualQuerySchema = z.strictObject({
  /** Inclusive start and exclusive end, UTC ms, taken to whole UTC days. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  by: z.array(z.enum(residualGroupings)).min(1).max(4).default(['day', 'model']),
  /** Only what these imports hold; absent = all. */
  imports: z.array(z.number().int().positive()).min(1).max(1000).optional(),
});
export type ResidualQuery = z.infer<typeof residualQuerySchema>;

/**
 * Billed, computed, and what is between them. Amounts in US dollars; `residualNanoUsd` is exact. Null = unknown, not
 * zero: nothing was billed for it, or no usage is held.
 */
export const residualAmountsSchema = z.object({
  /** What a bill, or where there is none the usage rows themselves, say it cost. */
  billedUsd: z.number().nullable(),
  /** What the usage that the bill covers costs by its price cards. */
  computedUsd: z.number().nullable(),
  /** Billed minus computed. */
  residualUsd: z.number().nullable(),
  residualNanoUsd: z.string().nullable(),
  /** Computed cost of usage that no bill covers; it has no part in the residual. */
  notBilledUsd: z.number(),
  /** Tokens of the covered usage whose cost is unknown: so much of the residual may be theirs. */
  unpricedTokens: z.number(),
});
export type ResidualAmounts = z.infer<typeof residualAmountsSchema>;

/**
 * How a row's two sides were brought together: `model` = both are of one catalogue model; `name` = the catalogue does
 * not know the model, so the bill's spelling and the usage's must be the same; `none` = the bill names no model.
 */
export const attributions = ['model', 'name', 'none'] as const;
export type Attribution = (typeof attributions)[number];

export const residualRowSchema = residualAmountsSchema.extend({
  keys: z.partialRecord(z.enum(residualGroupings), z.string()),
  attribution: z.enum(attributions),
  /** What the billed lines are; usage alone has a computed counterpart. */
  category: z.enum(chargeCategories),
  /** The bill's own words, where it names no model; at most five. */
  lines: z.array(z.string()),
});
export type ResidualRow = z.infer<typeof residualRowSchema>;

/** Billed against computed. The rows sum exactly to the totals. */
export const residualSchema = z.object({
  by: z.array(z.enum(residualGroupings)),
  totals: residualAmountsSchema,
  /** By time where it is grouped by, then the largest residual first. */
  rows: z.array(residualRowSchema),
  /** Sentences on what was assumed. */
  notes: z.array(z.string()),
});
export type Residual = z.infer<typeof residualSchema>;
