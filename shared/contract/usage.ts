import { z } from 'zod';
import { exportPartSchema, exportQuerySchema } from '../domain/export.ts';
import { repriceRequestSchema } from '../domain/reprice.ts';
import { residualQuerySchema, residualSchema } from '../domain/residual.ts';
import { usageQuerySchema, usageSummarySchema } from '../domain/usage-query.ts';
import {
  namesQuerySchema,
  namesSchema,
  recordPageQuerySchema,
  recordPageSchema,
  usageExportPartSchema,
  usageExportQuerySchema,
} from '../domain/usage-records.ts';

/** What the ledger holds. */
export const usageContract = {
  /**
   * A part of the selected usage in a format of others; fails `ledger-changed` when the ledger is no longer what it was
   * when the export began.
   */
  'export.part': { input: exportQuerySchema, output: exportPartSchema },
  /** A part of what is shown, as CSV for the user to save. */
  'usage.export': { input: usageExportQuerySchema, output: usageExportPartSchema },
  /** Names to choose from in a filter. */
  'usage.names': { input: namesQuerySchema, output: namesSchema },
  'usage.records': { input: recordPageQuerySchema, output: recordPageSchema },
  /** Starts a job whose result is a `RepriceReport`. */
  'usage.reprice': { input: repriceRequestSchema, output: z.object({ jobId: z.string() }) },
  'usage.residual': { input: residualQuerySchema, output: residualSchema },
  'usage.summary': { input: usageQuerySchema, output: usageSummarySchema },
} as const;
