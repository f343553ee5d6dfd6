import { z } from 'zod';
import { quantitySchema, quantityWithin } from './quantity.ts';

const share = z.number().min(0).max(1);
const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens');

function sharesOf(length: number): z.ZodType<number[]> {
  return z
    .array(share)
    .length(length)
    .refine((shares) => Math.abs(shares.reduce((sum, value) => sum + value, 0) - 1) < 1e-6, {
      message: 'must sum to 1',
    });
}

/** A group of users with what they may use and pay: free, pro, enterprise. */
export const userTierSchema = z.strictObject({
  id: identifier,
  name: z.string().trim().min(1).max(200),
  users: quantitySchema,
  /** What a user would ask for in a day, before the limit. */
  requestsPerUserPerDay: quantitySchema,
  /** Requests that a user is served in a day; what goes beyond is refused. Absent = no limit. */
  dailyLimit: quantityWithin(z.number().nonnegative().max(1e9), 0, 1e9).optional(),
  /** Longest answer of this tier, output tokens per call; absent = no limit. */
  maxOutputTokens: quantityWithin(z.number().int().positive().max(1e9), 0, 1e9).optional(),
  /** The model that serves every call of this tier; absent = each call's own. */
  model: z.string().min(1).max(300).optional(),
  /** What a user pays you per month, USD: gives the tier's gross margin. */
  usdPerUserMonth: quantitySchema.optional(),
});
export type UserTier = z.infer<typeof userTierSchema>;

/** How many requests come, and when. Either a number a day, or users by tier. */
export const trafficSchema = z
  .strictObject({
    requestsPerDay: quantitySchema.optional(),
    tiers: z.array(userTierSchema).min(1).max(20).optional(),
    /** Share of a day's requests by UTC hour: 24 shares that sum to 1. Absent = flat or not known. */
    hourShares: sharesOf(24).optional(),
    /** Share of a week's requests by day, Monday first: 7 shares that sum to 1. Absent = flat or not known. */
    weekdayShares: sharesOf(7).optional(),
  })
  .refine(({ requestsPerDay, tiers }) => (requestsPerDay === undefined) !== (tiers === undefined), {
    message: 'needs either requestsPerDay or tiers, and not both',
  })
  .refine(({ tiers = [] }) => new Set(tiers.map(({ id }) => id)).size === tiers.length, {
    message: 'tier ids must differ',
    path: ['tiers'],
  });
export type Traffic = z.infer<typeof trafficSchema>;
