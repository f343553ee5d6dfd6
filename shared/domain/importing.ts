import { z } from 'zod';
import { currencySchema } from './exchange-rate.ts';
import { importOverlapSchema, overlapDecisions } from './overlap.ts';
import { residualRowSchema } from './residual.ts';
import { tokenCountsSchema, tokenKinds } from './token-kinds.ts';
import { serviceTiers, usageDimensions } from './usage.ts';

/**
 * How a generic CSV's columns become usage records. Column names are the file's own. Exactly one of the input
 * conventions holds: `inputIncludesCached` says whether the input column already contains cache reads and writes.
 */
export const columnMappingSchema = z.strictObject({
  format: z.literal('burnrate-mapping'),
  version: z.literal(1),
  name: z.string().max(200).optional(),
  time: z.strictObject({
    column: z.string(),
    /** `auto` reads Unix s/ms/µs/ns and ISO 8601 (no zone = UTC). */
    format: z.enum(['auto', 'unix-s', 'unix-ms', 'iso', 'mdy', 'dmy']).default('auto'),
  }),
  endTime: z.strictObject({ column: z.string() }).optional(),
  /** Columns of the token counts by kind. */
  tokens: z.partialRecord(z.enum(tokenKinds), z.string()),
  /** True when the input column contains the cached tokens (OpenAI's convention). */
  inputIncludesCached: z.boolean().default(false),
  /** True when the output column contains the reasoning tokens. */
  outputIncludesReasoning: z.boolean().default(false),
  requests: z.string().optional(),
  /** Columns of the dimensions. */
  dimensions: z.partialRecord(z.enum(usageDimensions), z.string()).default({}),
  serviceTier: z.string().optional(),
  /** What the rows say they cost, kept beside what their usage costs; the cells may name another currency. */
  cost: z.strictObject({ column: z.string(), currency: currencySchema.default('USD') }).optional(),
  /** Ids of the rows: of equal ids one counts, in this file and in those before it. */
  key: z.string().optional(),
  /** Values for what the file does not name. */
  constants: z
    .strictObject({
      provider: z.string().optional(),
      model: z.string().optional(),
      serviceTier: z.enum(serviceTiers).optional(),
    })
    .default({}),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** What the user decides about one file, or about several that are imported as one. */
export const importOptionsSchema = z.strictObject({
  /** Preset id; absent = detect. */
  preset: z.string().optional(),
  mapping: columnMappingSchema.optional(),
  /** `provider/model` for files that name none. */
  model: z.string().min(1).max(300).optional(),
  /**
   * How many such files make a month: 720 for one hour of a 30-day month. Kept with the import and used by
   * calibration; stored usage is not multiplied.
   */
  monthScale: z.number().positive().max(1e6).optional(),
  /** Absent = `ask`. */
  overlap: z.enum(overlapDecisions).optional(),
  /** Which comes first in dates such as 03/04/2026, where the file's own dates do not show it. */
  dateOrder: z.enum(['mdy', 'dmy']).optional(),
  /** What `1.250` means, where the file's other numbers do not show it: `point` = 1.25, `comma` = 1,250. */
  decimalMark: z.enum(['point', 'comma']).optional(),
  /** US dollars for one unit of a currency (ISO 4217) in which the file states costs. */
  usdPerUnit: z.record(currencySchema, z.number().positive()).optional(),
  /** True = e-mail addresses, key names, IP addresses, ARNs and prompts are kept where a dimension can hold them. */
  keepPersonalData: z.boolean().optional(),
  /** When a trace that counts time from its own start began, UTC ms; absent = Monday 2024-01-01 00:00 UTC. */
  traceStartMs: z
    .number()
    .int()
    .min(Date.UTC(2000, 0, 1))
    .max(Date.UTC(2100, 0, 1))
    .optional(),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

export const rejectedRowSchema = z.object({
  /** The file, where several were imported at once. */
  file: z.string().optional(),
  /** 1-based line in the file. */
  line: z.number().int().positive(),
  /** The column, or the path of a JSON value. */
  column: z.string().optional(),
  reason: z.string(),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** A part of an import's rejected rows, as CSV. */
export const rejectsPartSchema = z.object({
  /** What the whole file is called. */
  fileName: z.string(),
  csv: z.string(),
  /** Rejected rows in this part. */
  rows: z.number().int(),
  /** Where the next part begins; null = this is the last. */
  nextOffset: z.number().int().nullable(),
});
export type RejectsPart = z.infer<typeof rejectsPartSchema>;

export const presetMatchSchema = z.object({
  preset: z.string(),
  name: z.string(),
  /** 0…1. */
  confidence: z.number().min(0).max(1),
  /** Why: "all 24 columns of OpenAI's completions usage export". */
  reason: z.string(),
});
export type PresetMatch = z.infer<typeof presetMatchSchema>;

/** A first look at a file, before anything is imported. */
export const fileInspectionSchema = z.object({
  file: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  /** Best match first; empty = only the generic preset with a mapping can read it. */
  matches: z.array(presetMatchSchema),
  columns: z.array(z.string()),
  /** First data rows as text, at most 50. */
  previewRows: z.array(z.array(z.string())),
  /** A guess at the mapping, where the columns allow one. */
  guessedMapping: columnMappingSchema.optional(),
  /** True when the file names no model, so `model` must be given. */
  needsModel: z.boolean(),
  /** True when the preset reads a trace, for which `monthScale` makes sense. */
  isTrace: z.boolean(),
  /**
   * What the file's beginning leaves open, for the option `dateOrder` or `decimalMark`. An import without the option looks
   * through the whole file for an answer and fails where it finds none.
   */
  questions: z
    .array(
      z.object({
        question: z.enum(['date-order', 'decimal-mark']),
        column: z.string(),
        /** A value that can be read in two ways. */
        example: z.string(),
      }),
    )
    .optional(),
  /** Sentences about what is assumed of the file. */
  notes: z.array(z.string()).optional(),
});
export type FileInspection = z.infer<typeof fileInspectionSchema>;

/** An unpriced model with how much of it there is. */
export const unpricedModelSchema = z.object({
  provider: z.string(),
  model: z.string(),
  records: z.number().int().nonnegative(),
  tokens: z.number().nonnegative(),
  /** Nearest model ids of the catalogue. */
  candidates: z.array(z.string()),
});

/** What an import did. */
export const importReportSchema = z.object({
  /** Ledger id of the import; null for a dry run or when the file was imported before. */
  importId: z.number().int().nullable(),
  file: z.string(),
  sha256: z.string(),
  preset: z.string(),
  /** What people call the preset's format. */
  presetName: z.string(),
  presetReason: z.string(),
  dryRun: z.boolean(),
  /** Data rows read: imported + duplicate + rejected + empty. */
  rowsRead: z.number().int(),
  /** Rows added: as usage, as lines of a bill, or both. */
  imported: z.number().int(),
  /** Rows not added because the ledger already holds them. */
  duplicate: z.number().int(),
  /** Rows without usage, as OpenAI writes for empty buckets. */
  empty: z.number().int(),
  rejected: z.number().int(),
  /** The first 1,000 rejected rows; `import.rejects` gives all that the ledger keeps. */
  rejects: z.array(rejectedRowSchema),
  /** Records with a full price; with none; with a price for some kinds only. */
  priced: z.number().int(),
  unpriced: z.number().int(),
  partlyPriced: z.number().int(),
  unpricedModels: z.array(unpricedModelSchema),
  requests: z.number(),
  tokens: tokenCountsSchema,
  /** Exact sum, integer nano-dollars as text. */
  costNanoUsd: z.string(),
  costUsd: z.number(),
  /** Lines of a bill, and usage rows that state what they cost; kept beside the usage. */
  charges: z.number().int(),
  /** Exact sum of the charges, integer nano-dollars as text; null where the file states no cost. */
  billedNanoUsd: z.string().nullable(),
  /** Billed minus computed, where the file states a cost; null where it states none. */
  residualUsd: z.number().nullable(),
  /** The residual by UTC day and model, at most 366 rows; empty where the file states no cost. */
  residual: z.array(residualRowSchema),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  /** The earlier import of the same content. */
  duplicateOf: z.object({ importId: z.number().int(), importedAtMs: z.number() }).optional(),
  /** What earlier imports hold of the file, the earliest first. */
  overlaps: z.array(importOverlapSchema),
  /** Sentences about the file. */
  notes: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** A file that could not be imported, among several. */
export const importFailureSchema = z.object({
  file: z.string(),
  /** Code of the failure, for programs. */
  code: z.string(),
  message: z.string(),
  nextStep: z.string().optional(),
});
export type ImportFailure = z.infer<typeof importFailureSchema>;

/** What an import of several files did: a report for each import, in the order of the files. */
export const importBatchSchema = z.object({
  reports: z.array(importReportSchema),
  failures: z.array(importFailureSchema),
});
export type ImportBatch = z.infer<typeof importBatchSchema>;

/** Files that will be one import. */
export const fileGroupSchema = z.object({
  /** What the import will be called: the file, or the folder. */
  name: z.string(),
  files: z.array(z.string()),
  preset: z.string(),
  presetName: z.string(),
  /** Why that preset. */
  reason: z.string(),
});
export type FileGroup = z.infer<typeof fileGroupSchema>;

/** What several files will become, before anything is imported. */
export const filesSurveySchema = z.object({
  groups: z.array(fileGroupSchema),
  failures: z.array(importFailureSchema),
});
export type FilesSurvey = z.infer<typeof filesSurveySchema>;

/** One import as the ledger lists it. */
export const importSummarySchema = z.object({
  id: z.number().int(),
  file: z.string(),
  sha256: z.string(),
  preset: z.string(),
  importedAtMs: z.number(),
  records: z.number().int(),
  rejected: z.number().int(),
  unpriced: z.number().int(),
  requests: z.number(),
  totalTokens: z.number(),
  costUsd: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  monthScale: z.number().nullable(),
  /** Records and billed lines that were not added because the file or the ledger had them already. */
  duplicates: z.number().int(),
  /** Lines of a bill. */
  charges: z.number().int(),
  /** Exact sum of those lines and of what records state as their own cost, integer nano-dollars as text; null = no cost stated. */
  billedNanoUsd: z.string().nullable(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;
