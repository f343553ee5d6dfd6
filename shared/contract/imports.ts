import { z } from 'zod';
import {
  columnMappingSchema,
  fileInspectionSchema,
  filesSurveySchema,
  importOptionsSchema,
  importSummarySchema,
  rejectsPartSchema,
} from '../domain/importing.ts';
import { nothing, fileId } from './common.ts';

/** Files of usage: what they are, reading them in, taking an import back. */
export const importsContract = {
  'import.inspect': { input: z.strictObject({ fileId }), output: fileInspectionSchema },
  'import.list': { input: nothing, output: z.array(importSummarySchema) },
  /** Reads a mapping file that the user picked. */
  'import.mapping': { input: z.strictObject({ fileId }), output: columnMappingSchema },
  /**
   * A part of the rejected rows kept with an import, as CSV (file, line, column, reason) for the user to save. The first
   * part has the header; the last says how many more there were, where an import rejected over a million.
   */
  'import.rejects': {
    input: z.strictObject({ importId: z.number().int().positive(), offset: z.number().int().nonnegative().optional() }),
    output: rejectsPartSchema,
  },
  /** Starts a job whose result is an `ImportReport`. */
  'import.start': {
    input: z.strictObject({ fileId, options: importOptionsSchema }),
    output: z.object({ jobId: z.string() }),
  },
  /** Starts a job over several files, or folders with all that they hold, whose result is an `ImportBatch`. */
  'import.startMany': {
    input: z.strictObject({ fileIds: z.array(fileId).min(1).max(100_000), options: importOptionsSchema }),
    output: z.object({ jobId: z.string() }),
  },
  /** What several files, or folders with all that they hold, would become. */
  'import.survey': {
    input: z.strictObject({ fileIds: z.array(fileId).min(1).max(100_000), options: importOptionsSchema.default({}) }),
    output: filesSurveySchema,
  },
  'import.undo': {
    input: z.strictObject({ importId: z.number().int().positive() }),
    output: z.object({ records: z.number().int() }),
  },
} as const;
