import { z } from 'zod';
import { billableUnitLabels, billableUnits, type BillableUnit } from './billable-units.ts';
import { residencies, serviceTiers } from './usage.ts';
import { textCacheKinds, tokenKindLabels, tokenKinds, type TokenKind } from './token-kinds.ts';

/** One step of a long-context price: for prompts above `aboveInputTokens` the kind costs `usdPerMTok`. */
export const contextTierSchema = z.object({
  /** Bound of the tier, in prompt tokens. What is counted, and whether the bound itself is in, says the card's rule. */
  aboveInputTokens: z.number().int().nonnegative(),
  /** USD per million tokens. */
  usdPerMTok: z.number().nonnegative(),
});

/** The rate of one token kind. */
export const rateSchema = z.object({
  /** USD per million tokens, below every tier. */
  usdPerMTok: z.number().nonnegative(),
  /** Long-context tiers, ascending; how they apply says the card's `contextRule`. */
  tiers: z.array(contextTierSchema),
  /** Where it comes from, when not where the card's other rates do. */
  source: z.string().optional(),
});
export type Rate = z.infer<typeof rateSchema>;

/** What a service tier does to the rates. */
export const tierModifierSchema = z.object({
  /** Multiplies every token rate: 0.5 for a 50 % batch discount. */
  multiplier: z.number().positive(),
  /** Kinds that the provider bills at the standard rate all the same: cache reads in Gemini's batch. */
  fullRateKinds: z.array(z.enum(tokenKinds)).optional(),
  /** Rates of the tier that the book gives itself, for kinds where no one multiplier tells them; they replace base and context tiers. */
  rates: z.partialRecord(z.enum(tokenKinds), rateSchema).optional(),
  /** Where the multiplier or the rates are published. */
  source: z.string(),
});
export type TierModifier = z.infer<typeof tierModifierSchema>;

/** What processing in one place does to the rates: US 1.1. Applied to every token kind. */
export const residencyModifierSchema = z.object({
  multiplier: z.number().positive(),
  /** Where the multiplier is published. */
  source: z.string(),
});
export type ResidencyModifier = z.infer<typeof residencyModifierSchema>;

/** The price of a cache kind as a multiple of the input rate, for books that give it no rate of its own. */
export const cacheMultiplierSchema = z.object({
  /** 2 for a one-hour write at twice the input rate. */
  multiplier: z.number().nonnegative(),
  /** Where the multiplier is published. */
  source: z.string(),
});
export type CacheMultiplier = z.infer<typeof cacheMultiplierSchema>;

/** A negotiated price: multiplies what is left after every other modifier. */
export const contractModifierSchema = z.object({
  /** The contract's name, as its owner wrote it. */
  name: z.string(),
  /** 0.85 for 15 % off; may be above 1 for a reseller's margin. Applies to every token kind and billable unit. */
  multiplier: z.number().nonnegative(),
  /** Token kinds and billable units with a multiplier of their own. */
  kindMultipliers: z.partialRecord(z.enum([...tokenKinds, ...billableUnits]), z.number().nonnegative()).optional(),
});
export type ContractModifier = z.infer<typeof contractModifierSchema>;

/**
 * How a provider counts long-context tiers. `cliff`: the tier reached re-prices every token of the kind; `marginal`:
 * only the share of them that lies beyond its bound. `above` / `from`: a prompt of exactly the bound is below / in the
 * tier. Basis: the whole prompt, or only its tokens that were neither read from nor written to a cache.
 */
export const contextRuleSchema = z.object({
  mode: z.enum(['cliff', 'marginal']),
  bound: z.enum(['above', 'from']),
  basis: z.enum(['prompt', 'uncached']),
  /** Where the rule is published. */
  source: z.string(),
});
export type ContextRule = z.infer<typeof contextRuleSchema>;

/** The price of a unit other than tokens. */
export const unitRateSchema = z.object({
  /** USD for one unit. */
  usdPerUnit: z.number().nonnegative(),
  /** Where it is published, when not where the card's rates are. */
  source: z.string().optional(),
});
export type UnitRate = z.infer<typeof unitRateSchema>;

/** A part of the UTC day: milliseconds since midnight UTC, start inclusive, end exclusive, start < end. */
export const dailyWindowSchema = z.object({
  /** Days of the week it holds on, 0 = Sunday … 6 = Saturday, UTC; absent = every day. */
  weekdays: z.array(z.number().int().min(0).max(6)).min(1).optional(),
  fromMs: z.number().int().nonnegative(),
  toMs: z.number().int().positive(),
});
export type DailyWindow = z.infer<typeof dailyWindowSchema>;

/** The rates of one model, tool or piece of infrastructure at one instant, each with its source and dates. */
export const priceCardSchema = z.object({
  /** What is priced; absent = a model. */
  subject: z.enum(['tool', 'infrastructure']).optional(),
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
  /** Where those hours are published, when they are not the book's own. */
  hoursSource: z.string().optional(),
  contextWindowTokens: z.number().int().positive().optional(),
  /** Rates the book gives itself. A kind that is absent bills at its parent's rate (see `parentKinds` in pricing). */
  rates: z.partialRecord(z.enum(tokenKinds), rateSchema),
  /** Absent = cliff, above, prompt. */
  contextRule: contextRuleSchema.optional(),
  /** Used for a cache kind without a rate of its own, before its parent's rate is. */
  cacheMultipliers: z.partialRecord(z.enum(textCacheKinds), cacheMultiplierSchema).optional(),
  /** Prices of what is billed besides tokens; an absent unit has no known price. */
  unitRates: z.partialRecord(z.enum(billableUnits), unitRateSchema),
  /** Modifiers of the tiers other than standard; an absent tier has no known modifier. */
  serviceTiers: z.partialRecord(z.enum(serviceTiers), tierModifierSchema),
  /** Modifiers by place of processing; an absent place has no known modifier. */
  residency: z.partialRecord(z.enum(residencies), residencyModifierSchema).optional(),
  contract: contractModifierSchema.optional(),
  /** Smallest prompt prefix that is cached; shorter ones are silently billed as plain input. */
  cacheMinimum: z.object({ tokens: z.number().int().nonnegative(), source: z.string() }).optional(),
  /** Tokens that the same text takes on this model, relative to the provider's earlier tokenizer. */
  tokenizer: z.object({ factor: z.number().positive(), relativeTo: z.string(), source: z.string() }).optional(),
  /** When the provider stops recommending and serving the model, UTC ms. */
  lifecycle: z
    .object({ deprecatedFromMs: z.number().optional(), retiredFromMs: z.number().optional(), source: z.string() })
    .optional(),
});
export type PriceCard = z.infer<typeof priceCardSchema>;

/**
 * The steps of a rate in the order in which they are applied. `contextTier` chooses the rate, the others multiply it; a
 * service tier that the book rates itself also chooses it.
 */
export const modifierSteps = ['contextTier', 'serviceTier', 'cache', 'residency', 'contract'] as const;
export type ModifierStep = (typeof modifierSteps)[number];

/** One step between the published rate and the price. */
export const priceModifierSchema = z.object({
  step: z.enum(modifierSteps),
  /** `batch`, `us`, `above 200,000 prompt tokens`, the contract's name. */
  name: z.string(),
  /** What the rate is multiplied by; 1 where the step chose the rate itself. */
  multiplier: z.number(),
  /** Where it is published. */
  source: z.string(),
});
export type PriceModifier = z.infer<typeof priceModifierSchema>;

/** One line of a priced record's explanation. The lines sum to the total. */
export const priceLineSchema = z.object({
  /** Token kind, or the unit of a fee. */
  kind: z.enum([...tokenKinds, ...billableUnits]),
  /** Tokens, or units. */
  quantity: z.number(),
  /** The published rate at the tier reached, before multipliers: USD per million tokens, or per unit; null = none known. */
  usdPerUnit: z.number().nullable(),
  /** `USD/MTok`, `USD/request`, `USD/page`… */
  unit: z.string(),
  /** The kind whose rate was used, where it is not this line's own. */
  billedAs: z.enum(tokenKinds).optional(),
  /** Prompt size above which the rate used applies; absent below every tier. */
  aboveInputTokens: z.number().optional(),
  /** Service tier whose price was used: `standard` where the card knows none for the tier asked for. */
  serviceTier: z.enum(serviceTiers),
  /** Every step from the published rate to the price, in the fixed order of `modifierSteps`. Empty for none. */
  modifiers: z.array(priceModifierSchema),
  /** Product of the modifiers, 1 for none. */
  multiplier: z.number(),
  /** Where the rate comes from: `genai-prices 0.1.8`, with a page where the book cites one. */
  source: z.string(),
  /** First instant the rate holds, UTC ms; null = since ever. */
  effectiveFromMs: z.number().nullable(),
  /** Cost in USD; null = unpriced. */
  usd: z.number().nullable(),
  /** Cost in whole nano-dollars, rounded so that the lines sum exactly to the record's; null = unpriced. */
  nanoUsd: z.number().int().nullable(),
  /** Sentences that qualify the line: "no rate for audio input; billed at the input rate". */
  notes: z.array(z.string()),
});
export type PriceLine = z.infer<typeof priceLineSchema>;

/** What a month of records costs under the terms of contracts that look at a whole month, line by line. */
export const contractedMonthSchema = z.object({
  /** `2026-11`: its hours are what provisioned capacity is paid for. */
  month: z.string(),
  lines: z.array(
    z.object({
      step: z.enum(['usage', 'provisioned', 'covered', 'volume', 'commitment']),
      /** The model, or the name of the term. */
      name: z.string(),
      /** USD; negative for what is taken off. */
      usd: z.number(),
      /** How the amount comes about, in one sentence. */
      formula: z.string(),
    }),
  ),
  /** Sum of the lines, USD. */
  usd: z.number(),
});
export type ContractedMonth = z.infer<typeof contractedMonthSchema>;

/** A priced record: total, lines and the card behind it. */
export const pricedRecordSchema = z.object({
  modelId: z.string(),
  /** Sum of the priced lines, USD; null when nothing could be priced. */
  usd: z.number().nullable(),
  lines: z.array(priceLineSchema),
  /** Kinds with tokens that have no rate. */
  unpricedKinds: z.array(z.enum(tokenKinds)),
  /** Units other than tokens that have no rate. */
  unpricedUnits: z.array(z.enum(billableUnits)),
  card: priceCardSchema,
  /** Why this card: "exact id", "matched by provider rule". */
  matchReason: z.string(),
  /** As the record says, or else as the model's name does (`us.anthropic…`). */
  serviceTier: z.enum(serviceTiers),
  residency: z.enum(residencies),
  /** What the tokens were multiplied by, where they were counted on another model. */
  tokenizer: z.object({ countedOn: z.string(), factor: z.number(), source: z.string() }).optional(),
  /** A month of such records, where one was asked for and a contract has terms for it. */
  month: contractedMonthSchema.optional(),
});
export type PricedRecord = z.infer<typeof pricedRecordSchema>;

/** What the quantity of a price line is called. */
export function priceLineLabel(kind: PriceLine['kind']): string {
  return kind in tokenKindLabels ? tokenKindLabels[kind as TokenKind] : billableUnitLabels[kind as BillableUnit].label;
}
