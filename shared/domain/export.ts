import { z } from 'zod';
import { usageSelectionSchema } from './usage-query.ts';

/** Formats in which the ledger's usage leaves Burnrate. `electron/reports/exports` has one file for each. */
export const exportFormats = ['csv', 'json', 'focus', 'openmetrics'] as const;
export type ExportFormatId = (typeof exportFormats)[number];

/** Where the next part of an export begins; a caller hands it back as it came. */
export const exportCursorSchema = z.strictObject({
  /** A place of the format's own: a record's offset, a day's start. */
  position: z.number().int(),
  /** Records that are in the parts before. */
  done: z.number().int().nonnegative(),
  /** Records of the whole selection when the export began: another number later means that the ledger has changed. */
  total: z.number().int().nonnegative(),
});
export type ExportCursor = z.infer<typeof exportCursorSchema>;

/** A part of an export: of the selected usage, in a format. */
export const exportQuerySchema = usageSelectionSchema.extend({
  format: z.enum(exportFormats),
  /** Absent = the first part. */
  cursor: exportCursorSchema.optional(),
});
export type ExportQuery = z.infer<typeof exportQuerySchema>;

/** A part of a file; the parts one behind the other are the file. */
export const exportPartSchema = z.object({
  /** What the file might be called, and what it is. */
  fileName: z.string(),
  mediaType: z.string(),
  text: z.string(),
  /** Rows, records or samples in this part; a header is none. */
  rows: z.number().int().nonnegative(),
  /** Records of the ledger that are in the parts so far, and in all. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Null = this is the last part. */
  next: exportCursorSchema.nullable(),
  /** Sentences about what the format cannot carry; in the first part only. */
  notes: z.array(z.string()),
});
export type ExportPart = z.infer<typeof exportPartSchema>;
