import { z } from 'zod';
import { billableUnits } from './billable-units.ts';
import { tokenKinds } from './token-kinds.ts';
import { usageDimensions } from './usage.ts';
import { usageQuerySchema, usageSelectionSchema } from './usage-query.ts';

/** Most records of one page. */
export const largestRecordPage = 10_000;

const numbers = z.array(z.number());

/** Which records are shown: `limit` of the selected ones from the `offset`-th on. */
export const recordPageQuerySchema = usageSelectionSchema.extend({
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(largestRecordPage).default(200),
});
export type RecordPageQuery = z.infer<typeof recordPageQuerySchema>;

/**
 * Usage records as columns: index i of each is the i-th record shown. Records come in the order they were imported.
 * Columns cross between processes several times faster than objects do.
 */
export const recordPageSchema = z.object({
  /** Records that the selection has in all. */
  total: z.number().int(),
  offset: z.number().int(),
  rows: z.number().int(),
  importId: numbers,
  /** UTC ms. */
  startMs: numbers,
  endMs: numbers,
  requests: numbers,
  /** Index into `serviceTiers`. */
  serviceTier: numbers,
  /** Index into `residencies`. */
  residency: numbers,
  /** Kinds that no record of the page has are absent. */
  tokens: z.partialRecord(z.enum(tokenKinds), numbers),
  /** Amounts; units that no record of the page has are absent. */
  units: z.partialRecord(z.enum(billableUnits), numbers),
  /** Dictionary ids; 0 = not given. Dimensions that no record of the page has are absent. */
  dimensions: z.partialRecord(z.enum(usageDimensions), numbers),
  /** Names of the ids above. */
  names: z.partialRecord(z.enum(usageDimensions), z.record(z.string(), z.string())),
  /** Integer nano-dollars of what could be priced; null = unpriced. */
  costNanoUsd: z.array(z.number().nullable()),
  /** Version of the price card used, by the numbers in `priceCard`; 0 = unpriced. */
  priceCard: numbers,
  priceVersions: z.record(z.string(), z.string()),
  /** Bit k set = tokens of `tokenKinds[k]`, or amounts of `billableUnits[k]`, could not be priced. */
  unpricedKinds: numbers,
  unpricedUnits: numbers,
  /** What a record states as its own cost, integer nano-dollars; null = it does not say. */
  billedNanoUsd: z.array(z.number().nullable()),
});
export type RecordPage = z.infer<typeof recordPageSchema>;

/** What is written as CSV: the groups of a query, or the records of its selection. */
export const usageExportQuerySchema = usageQuerySchema.extend({
  what: z.enum(['groups', 'records']),
  /** First record of the part asked for. */
  offset: z.number().int().nonnegative().default(0),
});
export type UsageExportQuery = z.infer<typeof usageExportQuerySchema>;

/** A part of a CSV file; the parts one behind the other are the file. */
export const usageExportPartSchema = z.object({
  /** What the file might be called. */
  fileName: z.string(),
  /** The first part begins with the header. */
  csv: z.string(),
  /** Lines in this part, the header too. */
  rows: z.number().int(),
  /** Where the next part begins; null = this is the last. */
  nextOffset: z.number().int().nullable(),
});
export type UsageExportPart = z.infer<typeof usageExportPartSchema>;

/** Which names of a dimension are listed. */
export const namesQuerySchema = z.strictObject({
  dimension: z.enum(usageDimensions),
  /** Part of the name, in any case; absent = all. */
  search: z.string().max(300).optional(),
  limit: z.number().int().min(1).max(10_000).default(200),
});
export type NamesQuery = z.infer<typeof namesQuerySchema>;

/** Names that the ledger holds, in alphabetical order. */
export const namesSchema = z.object({ total: z.number().int(), names: z.array(z.string()) });
export type Names = z.infer<typeof namesSchema>;
