import { z } from 'zod';
import { timeZoneSchema } from './time-zone.ts';
import { usageFilterSchema } from './usage-query.ts';
import { usageDimensions } from './usage.ts';

/** Budgets: what may be spent on which usage in which time, and who is told when. */

/** Times that a budget is for. `rolling` = the last `rollingDays` days, today among them. */
export const budgetPeriods = ['day', 'week', 'month', 'rolling'] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

/** Sets of thresholds in common use, as shares of the amount. */
export const thresholdPresets: readonly (readonly number[])[] = [
  [0.5, 0.75, 0.9, 1],
  [0.7, 0.85, 0.95, 1],
  [0.8, 1],
  [0.8, 0.95],
];

/** Thresholds: shares of the amount, ascending, each once. */
const thresholdsSchema = z
  .array(z.number().positive().max(100))
  .min(1)
  .max(20)
  .refine((shares) => shares.every((share, index) => index === 0 || share > (shares[index - 1] ?? 0)), {
    message: 'thresholds must ascend, each once',
  });

/** What a budget says. */
export const budgetSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    /** Which usage counts: a project, user, conversation, model, task (the ledger's tag)…; absent = the organisation's. */
    scope: usageFilterSchema.optional(),
    /** The amount is for each value of this dimension by itself: every user, every conversation. Absent = for all together. */
    each: z.enum(usageDimensions).optional(),
    period: z.enum(budgetPeriods),
    /** Days of a rolling budget. */
    rollingDays: z.number().int().min(1).max(366).optional(),
    /** USD for one period. */
    amountUsd: z.number().positive().max(1e12),
    /** `hard` = one that a gateway would enforce: what it would have refused is shown. Burnrate itself refuses nothing. */
    limit: z.enum(['soft', 'hard']).default('soft'),
    thresholds: thresholdsSchema.default([0.5, 0.75, 0.9, 1]),
    /** Days, weeks (from Monday) and months are those of this time zone. */
    timeZone: timeZoneSchema.default('UTC'),
  })
  .refine(({ period, rollingDays }) => (period === 'rolling') === (rollingDays !== undefined), {
    message: 'is needed for a rolling budget, and only for one',
    path: ['rollingDays'],
  });
export type Budget = z.infer<typeof budgetSchema>;

/** A budget in the ledger. */
export const budgetEntrySchema = z.object({
  id: z.number().int(),
  /** UTC ms; periods that ended before it are not looked at. */
  createdAtMs: z.number(),
  budget: budgetSchema,
});
export type BudgetEntry = z.infer<typeof budgetEntrySchema>;

/** One period of a budget, UTC ms; the end is exclusive. */
export const periodSpanSchema = z.object({ fromMs: z.number(), toMs: z.number() });
export type PeriodSpan = z.infer<typeof periodSpanSchema>;

/** A threshold that was reached. */
export const budgetAlertSchema = z.object({
  id: z.number().int(),
  budgetId: z.number().int(),
  budgetName: z.string(),
  /** The user, conversation… of a budget for each; empty otherwise. */
  subject: z.string(),
  /** Share of the amount that was reached. */
  threshold: z.number(),
  period: periodSpanSchema,
  /** When it was noticed, UTC ms. */
  noticedAtMs: z.number(),
  /** Spent in the period and the budget's amount, when it was noticed. */
  spentUsd: z.number(),
  amountUsd: z.number(),
  /** UTC ms; null = not yet. */
  acknowledgedAtMs: z.number().nullable(),
});
export type BudgetAlert = z.infer<typeof budgetAlertSchema>;

/** Where a period will end if it goes on like this. */
export const projectionSchema = z.object({
  /** USD at the end of the period; null = cannot be told yet. */
  usd: z.number().nullable(),
  /** The 80 % band around it; null = a run rate, which knows none. */
  lowerUsd: z.number().nullable(),
  upperUsd: z.number().nullable(),
  /** The day, `YYYY-MM-DD`, on which a budget's amount is reached as forecast; null = not in this period, or not known. */
  runOutDay: z.string().nullable(),
  /** How it was worked out, or why it was not: one sentence. */
  basis: z.string(),
});
export type Projection = z.infer<typeof projectionSchema>;

/** What a hard limit would have refused in a period. */
export const refusalSchema = z.object({
  /** Start of the first hour that would have been refused, UTC ms. */
  fromMs: z.number(),
  requests: z.number(),
  usd: z.number(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** A subject's spending in a period of its budget. */
export const budgetSpendSchema = z.object({
  /** Empty = all that counts for the budget. */
  subject: z.string(),
  spentUsd: z.number(),
  /** spent ÷ amount. */
  share: z.number(),
  /** The highest threshold reached; null = none. */
  reached: z.number().nullable(),
});
export type BudgetSpend = z.infer<typeof budgetSpendSchema>;

/** A budget in its present period. */
export const budgetStatusSchema = z.object({
  entry: budgetEntrySchema,
  period: periodSpanSchema,
  /** All subjects together, or the one that spent most for a budget for each. */
  spend: budgetSpendSchema,
  /** Of a budget for each: the subjects that spent most, at most 20, and how many there are. */
  subjects: z.array(budgetSpendSchema),
  subjectCount: z.number().int(),
  /** How many subjects are over the amount. */
  overCount: z.number().int(),
  projection: projectionSchema,
  /** Null = a soft budget, or nothing would have been refused. */
  refusal: refusalSchema.nullable(),
  /** Tokens whose cost is unknown, not zero. */
  unpricedTokens: z.number(),
});
export type BudgetStatus = z.infer<typeof budgetStatusSchema>;
