import { z } from 'zod';

/**
 * How well and how fast a model answers the requests of a workload. Each number is the user's own, or unknown: nothing
 * here has a default.
 */

/** Longest time that is taken for one call, seconds: a day. */
const longestSeconds = 86_400;
const seconds = z.number().positive().max(longestSeconds);

/** Time of one call, as a stream is measured: time to the first token, then tokens per second. */
const streamLatencySchema = z.strictObject({
  firstTokenSeconds: z.number().nonnegative().max(longestSeconds),
  tokensPerSecond: z.number().positive().max(1e6),
});

/** Time of one call from its start to its last token, as a dashboard shows it: median and 95th percentile. */
const callLatencySchema = z
  .strictObject({ p50Seconds: seconds, p95Seconds: seconds })
  .refine(({ p50Seconds, p95Seconds }) => p50Seconds <= p95Seconds, {
    message: 'p50Seconds must not be above p95Seconds',
    path: ['p95Seconds'],
  });

export const modelLatencySchema = z.union([streamLatencySchema, callLatencySchema]);

export const modelPerformanceSchema = z.strictObject({
  model: z.string().min(1).max(300),
  /** The class of requests that the numbers hold for; absent = every class without numbers of its own. */
  class: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens')
    .optional(),
  /** Share of its answers that are good, 0…1, by whatever test the user applies; absent = not known. */
  quality: z.number().min(0).max(1).optional(),
  /** Absent = not known. */
  latency: modelLatencySchema.optional(),
  /** Where the numbers come from: an evaluation, a dashboard, a publication. Absent = the user did not say. */
  source: z.string().max(500).optional(),
});

export type ModelLatency = z.infer<typeof modelLatencySchema>;
export type ModelPerformance = z.infer<typeof modelPerformanceSchema>;

/** Numbers of a workload's models: each model once for each class, and once for all others. */
export const performanceListSchema = z
  .array(modelPerformanceSchema)
  .max(1000)
  .refine((list) => new Set(list.map((one) => `${one.model}\n${one.class ?? ''}`)).size === list.length, {
    message: 'a model has two entries for the same class',
  });
