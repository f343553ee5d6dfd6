import { z } from 'zod';

/**
 * What to do with usage that earlier imports hold already: `ask` = refuse the import and say what overlaps, `add` =
 * count both, `skip` = add only what is not there yet, `replace` = the new file's usage takes the place of the old.
 */
export const overlapDecisions = ['ask', 'add', 'skip', 'replace'] as const;
export type OverlapDecision = (typeof overlapDecisions)[number];

/** What an earlier import holds of the usage in a file. */
export const importOverlapSchema = z.object({
  importId: z.number().int(),
  /** The earlier import's file. */
  file: z.string(),
  /** Records of the new file whose bucket, or whose every value, that import holds. */
  records: z.number().int().nonnegative(),
  /** Billed lines of the new file, by day, that it holds. */
  charges: z.number().int().nonnegative(),
  /** Earliest start and latest end of what is in both, UTC ms. */
  firstMs: z.number(),
  lastMs: z.number(),
});
export type ImportOverlap = z.infer<typeof importOverlapSchema>;
