import { z } from 'zod';
import { monthSchema } from './calendar-text.ts';
import { boundedQuantity, quantitySchema, quantityWithin } from './quantity.ts';

/**
 * How traffic grows over the horizon, as a multiple of the first month's, with m months since the start:
 * - compound: (1 + perMonth)^m;
 * - linear: 1 + perMonth · m, not below 0;
 * - s-curve: from 1 to `ceiling` along a logistic curve whose middle is at `midpointMonth`;
 * - table: one multiple for each month; the last one holds on.
 */
export const growthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('compound'), perMonth: boundedQuantity(-1, 10) }),
  z.strictObject({ kind: z.literal('linear'), perMonth: boundedQuantity(-1, 10) }),
  z.strictObject({
    kind: z.literal('s-curve'),
    /** Multiple of the first month's traffic that is approached in the end. */
    ceiling: quantityWithin(z.number().positive().max(1e6), 0, 1e6),
    /** Months from the start to the middle of the rise. */
    midpointMonth: quantityWithin(z.number().positive().max(120), 0, 120),
    /** Steepness per month: 1 goes from 12 % to 88 % of the rise in four months. */
    steepness: quantityWithin(z.number().positive().max(10), 0, 10),
  }),
  z.strictObject({
    kind: z.literal('table'),
    factors: z
      .array(quantityWithin(z.number().min(0).max(1e6), 0, 1e6))
      .min(1)
      .max(60),
  }),
]);
export type Growth = z.infer<typeof growthSchema>;

/** A planned launch: from its month on, traffic is multiplied. */
export const launchSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  month: monthSchema,
  /** Multiple of the traffic before it: 1.5 = half as much again; 0 = a shutdown. */
  factor: quantitySchema,
  /** The workload it changes; absent = all. */
  workload: z.string().optional(),
});
export type Launch = z.infer<typeof launchSchema>;

/** Which months are planned, how long they are and how traffic grows over them. */
export const calendarSchema = z.strictObject({
  /** First month, `YYYY-MM`: decides which dated prices hold. */
  startMonth: monthSchema,
  /** Horizon in months. */
  months: z.number().int().min(1).max(60),
  /** Days in a month: a fixed number, or the calendar's own. */
  daysPerMonth: z.union([z.literal(30), z.literal(30.4375), z.literal('calendar')]),
  growth: growthSchema.default({ kind: 'compound', perMonth: 0 }),
  launches: z.array(launchSchema).max(50).default([]),
});
export type Calendar = z.infer<typeof calendarSchema>;
