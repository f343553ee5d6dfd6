import { z } from 'zod';
import { expressionSchema } from './expression.ts';

/** A number that would have to be known: of which model, for which workload and class. */
export const missingNumberSchema = z.object({
  workloadId: z.string(),
  modelId: z.string(),
  /** Absent = every class. */
  classId: z.string().optional(),
  number: z.enum(['quality', 'latency']),
});
export type MissingNumber = z.infer<typeof missingNumberSchema>;

/** How good and how fast a plan's answers to one workload, or one tier of it, are expected to be. */
export const workloadPerformanceSchema = z.object({
  workloadId: z.string(),
  tierId: z.string().optional(),
  name: z.string(),
  /** Share of good answers, 0…1; absent = not known, see `missing`. */
  quality: expressionSchema.optional(),
  /** Mean seconds that a request waits, its calls one after another; absent = not known. */
  latency: expressionSchema.optional(),
  missing: z.array(missingNumberSchema).readonly(),
});
export type WorkloadPerformance = z.infer<typeof workloadPerformanceSchema>;

/** Both sides of a comparison. */
export const performanceComparisonSchema = z.object({
  baseline: z.array(workloadPerformanceSchema).readonly(),
  optimized: z.array(workloadPerformanceSchema).readonly(),
});
