import { z } from 'zod';
import type { Result } from '#shared/result.ts';
import { taskProgressSchema, taskSchemas } from './tasks.ts';

/** What a worker that does a task is started with: where the ledger is, and the one task it is for. */
export const workerDataSchema = z.object({
  ledgerFile: z.string(),
  /** The worker entry, from which further threads are started. */
  workerFile: z.string(),
  task: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('import'), input: taskSchemas.import.input }),
    z.object({ kind: z.literal('import-many'), input: taskSchemas['import-many'].input }),
    z.object({ kind: z.literal('reprice'), input: taskSchemas.reprice.input }),
    z.object({ kind: z.literal('calibrate'), input: taskSchemas.calibrate.input }),
    z.object({ kind: z.literal('forecast'), input: taskSchemas.forecast.input }),
    z.object({ kind: z.literal('verify'), input: taskSchemas.verify.input }),
  ]),
});

const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  at: z
    .object({
      file: z.string().optional(),
      line: z.number().optional(),
      column: z.string().optional(),
      path: z.string().optional(),
    })
    .optional(),
  nextStep: z.string().optional(),
});

/** From the worker: progress, any number of times, then one end. The task's own schema reads `value`. */
export const workerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: taskProgressSchema }),
  z.object({ type: z.literal('succeeded'), value: z.unknown() }),
  z.object({ type: z.literal('failed'), error: failureSchema }),
]);
export type WorkerMessage = z.infer<typeof workerMessageSchema>;

/** The message that ends a task. */
export function endMessage(result: Result<unknown>): WorkerMessage {
  return result.ok ? { type: 'succeeded', value: result.value } : { type: 'failed', error: result.error };
}

/** To the worker: stop. */
export const cancelMessage = 'cancel';
