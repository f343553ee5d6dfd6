import { z } from 'zod';
import { parseInstant } from '../time.ts';
import { billableUnits } from './billable-units.ts';
import { tokenKinds } from './token-kinds.ts';

/**
 * A contract file (`*.contract.json`): what a customer agreed with a provider or reseller. Terms on single prices
 * (`discounts`) become part of the price cards; terms on a whole month (`volume`, `provisioned`, `commitments`) are
 * worked out from the month's totals. Amounts are US dollars.
 */

export const contractFormat = 'burnrate-contract';
export const contractVersion = 1;

const label = z.string().trim().min(1).max(200);
const identifier = z.string().trim().min(1).max(300);
const day = z.string().refine((text) => text.length === 10 && parseInstant(text) !== undefined, {
  message: 'must be a day written YYYY-MM-DD',
});
/** Share of the list price that is taken off, in percent; negative for a reseller's margin. */
const percentOff = z.number().min(-1000).max(100);
const usd = z.number().nonnegative();

/** What a term applies to; every part that is absent is "any". */
const scopeFields = {
  /** Provider id in lower case: `anthropic`. */
  provider: identifier.optional(),
  /** Model without provider, lower case, `*` for any run of characters: `claude-*`. */
  model: identifier.optional(),
  /** Token kinds and other billable units. */
  kinds: z
    .array(z.enum([...tokenKinds, ...billableUnits]))
    .min(1)
    .optional(),
};
const scopeSchema = z.strictObject(scopeFields);
/** What a term of a contract applies to. */
export type TermScope = Readonly<z.infer<typeof scopeSchema>>;

/** A percentage off single prices. Of several discounts that fit a price the first one holds: they do not add up. */
export const discountTermSchema = z.strictObject({ ...scopeFields, percentOff });
export type DiscountTerm = z.infer<typeof discountTermSchema>;

/** One step of a volume discount: from this much in a month on, the rest of the month is cheaper. */
const volumeTierSchema = z.strictObject({ from: z.number().nonnegative(), percentOff });

/**
 * A discount that grows with the month's volume. Marginal: each step discounts only what lies beyond its bound. Of
 * several volume terms that fit a line of usage the first one holds.
 */
export const volumeTermSchema = z.strictObject({
  name: label,
  ...scopeFields,
  /** What the bounds count: US dollars at contract prices, or tokens (each at the term's mean price of a token). */
  measure: z.enum(['usd', 'tokens']),
  tiers: z
    .array(volumeTierSchema)
    .min(1)
    .max(20)
    .refine((tiers) => tiers.every(({ from }, index) => index === 0 || from > (tiers[index - 1]?.from ?? 0)), {
      message: 'must be in ascending order of "from"',
    }),
});
export type VolumeTerm = z.infer<typeof volumeTermSchema>;

/** Throughput bought by the hour. It costs the same whether it is used or not; usage it covers is not billed again. */
export const provisionedTermSchema = z.strictObject({
  name: label,
  ...scopeFields,
  /** Units bought: PTU, model units, scale units. */
  units: z.number().positive(),
  usdPerUnitHour: usd,
  /** Hours bought in a month; absent = every hour of the calendar month. */
  hoursPerMonth: z.number().positive().max(744).optional(),
  /** Share of the matching usage that runs on these units, 0…1; the rest spills over to prices by the token. */
  coveredShare: z.number().min(0).max(1),
});
export type ProvisionedTerm = z.infer<typeof provisionedTermSchema>;

/** A promise to spend at least so much in a month: the bill is the larger of promise and usage. */
export const commitmentTermSchema = z.strictObject({ name: label, ...scopeFields, usdPerMonth: usd });
export type CommitmentTerm = z.infer<typeof commitmentTermSchema>;

/** A contract as its file holds it. */
export const contractTermsSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(contractFormat),
    version: z.literal(contractVersion),
    name: label,
    note: z.string().max(5000).optional(),
    /** First day on which the terms hold, UTC; absent = since ever. */
    from: day.optional(),
    /** First day on which they no longer hold, UTC; absent = open. */
    to: day.optional(),
    discounts: z.array(discountTermSchema).max(500).default([]),
    volume: z.array(volumeTermSchema).max(100).default([]),
    provisioned: z.array(provisionedTermSchema).max(100).default([]),
    commitments: z.array(commitmentTermSchema).max(100).default([]),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: 'must be after "from"',
    path: ['to'],
  });
export type ContractTerms = z.infer<typeof contractTermsSchema>;

/** The instants between which a contract holds, UTC ms: start inclusive, end exclusive; null = open. */
export function contractPeriod({ from, to }: Pick<ContractTerms, 'from' | 'to'>): {
  readonly fromMs: number | null;
  readonly toMs: number | null;
} {
  return {
    fromMs: from === undefined ? null : (parseInstant(from) ?? null),
    toMs: to === undefined ? null : (parseInstant(to) ?? null),
  };
}
