import { z } from 'zod';
import {
  importBatchSchema,
  importOptionsSchema,
  importReportSchema,
  type ImportBatch,
  type ImportOptions,
  type ImportReport,
} from '#shared/domain/importing.ts';
import {
  calibrationRequestSchema,
  calibrationSchema,
  type Calibration,
  type CalibrationRequest,
} from '#shared/domain/calibration.ts';
import {
  spendForecastQuerySchema,
  spendForecastSchema,
  type SpendForecast,
  type SpendForecastQuery,
} from '#shared/domain/forecast.ts';
import {
  repriceReportSchema,
  repriceRequestSchema,
  type RepriceReport,
  type RepriceRequest,
} from '#shared/domain/reprice.ts';

/** What an import task is given. */
export interface ImportTaskInput {
  readonly path: string;
  /** The file's name in the ledger, in failures and on screens. */
  readonly name: string;
  readonly options: ImportOptions;
  /** Reads, checks and prices, and stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What an import of several files is given. */
export interface ImportManyTaskInput {
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** What an import of several of them is called: the folder's name. */
  readonly name: string;
  readonly options: ImportOptions;
  readonly dryRun?: boolean | undefined;
}

/** The work that can run off the main thread, by kind: what goes in and what comes out. */
export interface TaskTypes {
  readonly import: { readonly input: ImportTaskInput; readonly output: ImportReport };
  readonly 'import-many': { readonly input: ImportManyTaskInput; readonly output: ImportBatch };
  readonly reprice: { readonly input: RepriceRequest; readonly output: RepriceReport };
  readonly calibrate: { readonly input: CalibrationRequest; readonly output: Calibration };
  readonly forecast: { readonly input: SpendForecastQuery; readonly output: SpendForecast };
  /** Reads and checks the whole ledger. */
  readonly verify: { readonly input: object; readonly output: { readonly records: number } };
}

/** A kind of work. */
export type TaskKind = keyof TaskTypes;
export type TaskInput<K extends TaskKind> = TaskTypes[K]['input'];
export type TaskOutput<K extends TaskKind> = TaskTypes[K]['output'];

/** One piece of work. */
export interface Task<K extends TaskKind = TaskKind> {
  readonly kind: K;
  readonly input: TaskInput<K>;
}

/** Both ends of a task cross a thread boundary, so both have schemas. `task-runs.ts` says how each kind is done. */
export const taskSchemas: {
  readonly [K in TaskKind]: { readonly input: z.ZodType<TaskInput<K>>; readonly output: z.ZodType<TaskOutput<K>> };
} = {
  import: {
    input: z.strictObject({
      path: z.string(),
      name: z.string(),
      options: importOptionsSchema,
      dryRun: z.boolean().optional(),
    }),
    output: importReportSchema,
  },
  'import-many': {
    input: z.strictObject({
      files: z.array(z.strictObject({ path: z.string(), name: z.string() })).min(1),
      name: z.string(),
      options: importOptionsSchema,
      dryRun: z.boolean().optional(),
    }),
    output: importBatchSchema,
  },
  reprice: { input: repriceRequestSchema, output: repriceReportSchema },
  calibrate: { input: calibrationRequestSchema, output: calibrationSchema },
  forecast: { input: spendForecastQuerySchema, output: spendForecastSchema },
  verify: { input: z.strictObject({}), output: z.object({ records: z.number().int() }) },
};

/** Tasks that only read and answer a question of now: they do not wait for those that write, nor these for them. */
export const readingTasks: ReadonlySet<TaskKind> = new Set(['calibrate', 'forecast']);

/** How far a task is. */
export const taskProgressSchema = z.object({
  /** Work done; bytes of the file for imports, steps of the work for forecasts. */
  done: z.number().nonnegative(),
  /** Work in all; null = not known. */
  total: z.number().nonnegative().nullable(),
  /** Rows handled so far. */
  rows: z.number().int().nonnegative(),
});
export type TaskProgress = z.infer<typeof taskProgressSchema>;
