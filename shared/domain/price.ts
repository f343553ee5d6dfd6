import { z } from 'zod';
import { serviceTiers } from './usage.ts';
import { tokenKinds } from './token-kinds.ts';

/** One step of a long-context price: from `aboveInputTokens` prompt tokens on, every token of the kind costs `usdPerMTok`. */
export const contextTierSchema = z.object({
  /** The tier holds when the prompt (cached tokens included) is longer than this: strictly greater. */
  aboveInputTokens: z.number().int().nonnegative(),
  /** USD per million tokens. */
  usdPerMTok: z.number().nonnegative(),
});

/** The rate of one token kind. */
export const rateSchema = z.object({
  /** USD per million tokens, below every tier. */
  usdPerMTok: z.number().nonnegative(),
  /** Long-context tiers, ascending; a cliff: the highest tier reached re-prices all tokens of the kind. */
  tiers: z.array(contextTierSchema),
});
export type Rate = z.infer<typeof rateSchema>;

/** What a service tier does to the rates. */
export const tierModifierSchema = z.object({
  /** Multiplies every token rate: 0.5 for a 50 % batch discount. */
  multiplier: z.number().positive(),
  /** Kinds that the provider bills at the standard rate all the same: cache reads in Gemini's batch. */
  fullRateKinds: z.array(z.enum(tokenKinds)).optional(),
  /** Where the multiplier is published. */
  source: z.string(),
});
export type TierModifier = z.infer<typeof tierModifierSchema>;

/** A part of every UTC day: milliseconds since midnight UTC, start inclusive, end exclusive, start < end. */
export const dailyWindowSchema = z.object({
  fromMs: z.number().int().nonnegative(),
  toMs: z.number().int().positive(),
});
export type DailyWindow = z.infer<typeof dailyWindowSchema>;

/** The rates of one model at one instant, each with its source and dates. */
export const priceCardSchema = z.object({
  /** `provider/model`, lower case: `openai/gpt-4o`. */
  modelId: z.string(),
  provider: z.string(),
  providerName: z.string(),
  model: z.string(),
  displayName: z.string(),
  /** Identifies this card's content for good: book, book version, model and effective date. */
  priceVersion: z.string(),
  source: z.object({
    /** Name of the price book: `genai-prices`. */
    book: z.string(),
    bookVersion: z.string(),
    /** Page of the provider that the book cites, where it does. */
    url: z.string().optional(),
  }),
  /** First instant the card holds, UTC ms; null = since ever. */
  effectiveFromMs: z.number().nullable(),
  /** First instant the card no longer holds, UTC ms; null = open. */
  effectiveToMs: z.number().nullable(),
  /** Hours in which the rates hold, for a model whose price changes by the time of day; absent = all day. */
  dailyWindows: z.array(dailyWindowSchema).min(1).optional(),
  contextWindowTokens: z.number().int().positive().optional(),
  /** Rates the book gives itself. A kind that is absent bills at its parent's rate (see `parentKinds` in pricing). */
  rates: z.partialRecord(z.enum(tokenKinds), rateSchema),
  /** USD per request, where the model has such a fee. */
  usdPerRequest: z.number().nonnegative().optional(),
  /** Modifiers of the tiers other than standard; an absent tier has no known modifier. */
  serviceTiers: z.partialRecord(z.enum(serviceTiers), tierModifierSchema),
});
export type PriceCard = z.infer<typeof priceCardSchema>;

/** One line of a priced record's explanation. The lines sum to the total. */
export const priceLineSchema = z.object({
  /** Token kind, or `request` for a per-request fee. */
  kind: z.enum([...tokenKinds, 'request']),
  /** Tokens, or requests. */
  quantity: z.number(),
  /** The rate before modifiers: USD per million tokens (USD per request for `request`); null = no rate known. */
  usdPerUnit: z.number().nullable(),
  /** `USD/MTok` or `USD/request`. */
  unit: z.enum(['USD/MTok', 'USD/request']),
  /** The kind whose rate was used, where it is not this line's own. */
  billedAs: z.enum(tokenKinds).optional(),
  /** Prompt size above which the rate used applies; absent below every tier. */
  aboveInputTokens: z.number().optional(),
  /** Service-tier multiplier applied, 1 for none. */
  multiplier: z.number(),
  /** Cost in USD; null = unpriced. */
  usd: z.number().nullable(),
  /** Sentences that qualify the line: "no rate for audio input; billed at the input rate". */
  notes: z.array(z.string()),
});
export type PriceLine = z.infer<typeof priceLineSchema>;

/** A priced record: total, lines and the card behind it. */
export const pricedRecordSchema = z.object({
  modelId: z.string(),
  /** Sum of the priced lines, USD; null when nothing could be priced. */
  usd: z.number().nullable(),
  lines: z.array(priceLineSchema),
  /** Kinds with tokens that have no rate. */
  unpricedKinds: z.array(z.enum(tokenKinds)),
  card: priceCardSchema,
  /** Why this card: "exact id", "matched by provider rule". */
  matchReason: z.string(),
});
export type PricedRecord = z.infer<typeof pricedRecordSchema>;
