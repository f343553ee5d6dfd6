import { z } from 'zod';

/** Formats of reports. `electron/reports/formats` has one file for each. */
export const reportFormats = ['md', 'html', 'csv', 'json', 'pdf'] as const;
export type ReportFormatId = (typeof reportFormats)[number];

/** A report as a file to keep. */
export const reportFileSchema = z.object({
  /** What the file might be called, and what it is. */
  fileName: z.string(),
  mediaType: z.string(),
  /** `base64` for binary formats. */
  encoding: z.enum(['text', 'base64']),
  content: z.string(),
});
export type ReportFile = z.infer<typeof reportFileSchema>;
