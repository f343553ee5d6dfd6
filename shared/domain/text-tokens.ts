import { z } from 'zod';

/** Tokens of a text, for amounts that are given as the text itself. */

/** OpenAI's encodings that can be counted: that of GPT-4o and newer, and that of GPT-4 and GPT-3.5. */
export const tokenEncodings = ['o200k_base', 'cl100k_base'] as const;
export type TokenEncoding = (typeof tokenEncodings)[number];

/** Longest text that is counted, UTF-16 units: about half a million tokens of English. */
export const maxTextLength = 2_000_000;

/** What a text was counted as, kept beside it so that whoever computes costs needs no tokenizer. */
export const textCountSchema = z.strictObject({
  /** `fingerprint` of the text that was counted: another one means that the text has changed since. */
  textHash: z.string().max(32),
  encoding: z.enum(tokenEncodings),
  /** Tokens of the text in that encoding. */
  tokens: z.number().int().nonnegative(),
});
export type TextCount = z.infer<typeof textCountSchema>;

/** An amount of tokens given as the text itself. */
export const textAmountSchema = z.strictObject({
  text: z.string().max(maxTextLength),
  /** Absent = not counted yet: done when the file is read. */
  count: textCountSchema.optional(),
});
export type TextAmount = z.infer<typeof textAmountSchema>;

/** Tokens that a text takes on a model: counted exactly, or estimated with a band. */
export const modelTokensSchema = z.object({
  model: z.string(),
  /** Tokens on the model: those of the encoding times a factor, which is 1 where the encoding is the model's own. */
  tokens: z.number().nonnegative(),
  exactness: z.enum(['exact', 'estimate']),
  /** Where the true count is believed to lie; both equal `tokens` when it is exact. */
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
  /** What the figure stands on, one sentence. */
  basis: z.string(),
});
export type ModelTokens = z.infer<typeof modelTokensSchema>;
