import { z } from 'zod';
import { projectionSchema } from './budget.ts';
import { expressionSchema } from './expression.ts';
import { tokenCountsSchema, tokenKinds } from './token-kinds.ts';

/** What the ledger's usage costs now, and by whom: the dashboard. Amounts in USD of priced usage. */

/** Spending of a time so far, beside as much of the time before it. */
export const spanSpendSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  usd: z.number(),
  requests: z.number(),
  /** The previous day, week or month up to the same point; null = nothing is recorded of it. */
  previousUsd: z.number().nullable(),
  /** Tokens whose cost is unknown, not zero. */
  unpricedTokens: z.number(),
});
export type SpanSpend = z.infer<typeof spanSpendSchema>;

/** A share of the month's spending. */
export const spendShareSchema = z.object({
  /** Empty = usage that names none. */
  name: z.string(),
  usd: z.number(),
  share: z.number(),
  requests: z.number(),
  totalTokens: z.number(),
  unpricedTokens: z.number(),
});
export type SpendShare = z.infer<typeof spendShareSchema>;

/** The month by a dimension: the dearest, and how many there are. */
export const breakdownSchema = z.object({
  by: z.enum(['model', 'provider', 'project', 'task', 'user', 'conversation']),
  rows: z.array(spendShareSchema),
  count: z.number().int(),
});
export type Breakdown = z.infer<typeof breakdownSchema>;

/** Cost per user or conversation. */
export const perSubjectSchema = z.object({
  count: z.number().int(),
  averageUsd: z.number(),
  /** Share of the spending that names one which the dearest tenth of them makes. */
  topTenthShare: z.number(),
});
export type PerSubject = z.infer<typeof perSubjectSchema>;

/** Money that a way of asking saves, against the same usage asked otherwise at the same prices. */
export const savingSchema = z.object({
  kind: z.enum(['caching', 'batch']),
  /** Already saved; negative = it cost more. */
  savedUsd: z.number(),
  /** What more could be saved, at most; null = no model here allows it. */
  possibleUsd: z.number().nullable(),
  /** How both are worked out: one sentence each. */
  savedBasis: z.string(),
  possibleBasis: z.string(),
});
export type Saving = z.infer<typeof savingSchema>;

/** The month by token kind and other units, at the price cards of the month's last day. */
export const kindSpendSchema = z.object({
  /** `other` = units besides tokens. */
  kind: z.enum([...tokenKinds, 'other']),
  quantity: z.number(),
  usd: z.number(),
});
export type KindSpend = z.infer<typeof kindSpendSchema>;

export const overviewSchema = z.object({
  /** The instant that "today" is of, UTC ms: now, or the last recorded usage where that is earlier. */
  asOfMs: z.number(),
  /** True when the ledger ends before today. */
  isPast: z.boolean(),
  timeZone: z.string(),
  today: spanSpendSchema,
  week: spanSpendSchema,
  month: spanSpendSchema,
  projection: projectionSchema,
  /** Month's cost ÷ requests; null = no request is counted. */
  perRequestUsd: z.number().nullable(),
  /** Null = usage names none. */
  perConversation: perSubjectSchema.nullable(),
  perUser: perSubjectSchema.nullable(),
  breakdowns: z.array(breakdownSchema),
  /** LLM, tools and infrastructure, by what the price cards are for. */
  buckets: z.array(z.object({ bucket: z.enum(['llm', 'tools', 'infrastructure']), usd: z.number() })),
  kinds: z.array(kindSpendSchema),
  /** Recorded cost less what the kinds sum to: prices that changed within the month, long prompts, overrides. USD. */
  kindsResidualUsd: z.number(),
  savings: z.array(savingSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

/** A record of the ledger's last hours, with what it cost and why. */
export const recentRecordSchema = z.object({
  /** UTC ms. */
  startMs: z.number(),
  provider: z.string(),
  model: z.string(),
  /** Empty = not given. */
  project: z.string(),
  user: z.string(),
  /** Requests that it stands for; 0 = it does not say. */
  requests: z.number(),
  tokens: tokenCountsSchema,
  /** Null = unpriced: unknown, not zero. */
  usd: z.number().nullable(),
  /** True when a part of it could not be priced. */
  isPartlyPriced: z.boolean(),
  /** How the price card that it was priced with makes the cost; null = unpriced. */
  expression: expressionSchema.nullable(),
});
export type RecentRecord = z.infer<typeof recentRecordSchema>;
