import { z } from 'zod';
import { monthSchema } from './calendar-text.ts';
import { boundedQuantity, quantitySchema, shareQuantitySchema } from './quantity.ts';
import { leaveRoom, noRoom, sumToOne } from './shares-of-whole.ts';

/** What fixed costs are for. */
export const fixedCostCategories = [
  'compute',
  'storage',
  'network',
  'database',
  'vector-store',
  'monitoring',
  'people',
  'seats',
  'other',
] as const;
export type FixedCostCategory = (typeof fixedCostCategories)[number];

/** A cost that comes every month whatever the traffic: a server, a database, a subscription, hours of work. */
export const fixedCostSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits or hyphens'),
    name: z.string().trim().min(1).max(200),
    category: z.enum(fixedCostCategories),
    /** How many of it: servers, seats, hours a month. */
    units: quantitySchema.default(1),
    /** USD for one of it per month. */
    usdPerUnitMonth: quantitySchema,
    /** Compound growth of the number of units per month: 0.05 = +5 % a month. */
    growthPerMonth: boundedQuantity(-1, 10).default(0),
    /** From a month on, another number of units; the growth starts anew from it. Ascending by month. */
    steps: z
      .array(
        z.strictObject({
          month: monthSchema,
          units: quantitySchema,
        }),
      )
      .max(60)
      .refine((steps) => steps.every(({ month }, index) => index === 0 || (steps[index - 1]?.month ?? '') < month), {
        message: 'must ascend by month',
      })
      .default([]),
    /** The workload it belongs to; absent = all of them, or those of `allocation`. */
    workload: z.string().optional(),
    /** Several workloads that share it, with the share of each. */
    allocation: z
      .array(z.strictObject({ workload: z.string(), share: shareQuantitySchema }))
      .min(1)
      .max(100)
      .refine((parts) => sumToOne(parts.map(({ share }) => share)), {
        message: 'shares of the workloads must sum to 1',
      })
      .refine((parts) => leaveRoom(parts.map(({ share }) => share)), { message: noRoom })
      .refine((parts) => new Set(parts.map(({ workload }) => workload)).size === parts.length, {
        message: 'workloads must differ',
      })
      .optional(),
  })
  .refine(({ workload, allocation }) => workload === undefined || allocation === undefined, {
    message: 'a cost belongs to one workload or is shared by several, not both',
    path: ['allocation'],
  });
export type FixedCost = z.infer<typeof fixedCostSchema>;
