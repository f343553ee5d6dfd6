import { z } from 'zod';
import { displayCurrencySchema } from '../domain/display-currency.ts';
import { currencySchema } from '../domain/exchange-rate.ts';
import { jobSnapshotSchema } from '../domain/job.ts';
import { nothing } from './common.ts';

/** The app itself: what runs, its jobs, its settings. */
export const applicationContract = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      engineVersion: z.string(),
      host: z.enum(['electron', 'browser', 'direct']),
      ledgerFile: z.string(),
      scenarioFolder: z.string(),
      catalogue: z.object({
        book: z.string(),
        bookVersion: z.string(),
        models: z.number().int(),
        /** Every book that comes with the app, the main one first. */
        books: z.array(z.object({ book: z.string(), version: z.string() })),
      }),
    }),
  },
  'jobs.cancel': { input: z.strictObject({ jobId: z.string() }), output: jobSnapshotSchema },
  'jobs.list': { input: nothing, output: z.array(jobSnapshotSchema) },
  /** Keeps the currency that screens show amounts in. */
  'settings.chooseDisplayCurrency': {
    input: z.strictObject({ currency: currencySchema }),
    output: displayCurrencySchema,
  },
  'settings.displayCurrency': { input: nothing, output: displayCurrencySchema },
} as const;
