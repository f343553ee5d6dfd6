import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';

/**
 * Whose rate bills a kind that a card gives no rate of its own, nearest first. Vendors bill what they do not list
 * separately at the rate of the kind that contains it: unlisted cache reads are plain input, reasoning is output.
 * A cached audio token is both audio and a cache read; where a card rates both but not their overlap, the audio rate
 * bills, because caching never makes a token dearer.
 * Source: the containment rule of genai-prices' unit registry ("leftover tokens are billed at the parent's price").
 */
export const parentKinds: Readonly<Record<TokenKind, readonly TokenKind[]>> = {
  input: [],
  cacheRead: ['input'],
  cacheWrite5m: ['input'],
  cacheWrite1h: ['cacheWrite5m', 'input'],
  output: [],
  reasoning: ['output'],
  inputAudio: ['input'],
  cacheReadAudio: ['inputAudio', 'cacheRead', 'input'],
  outputAudio: ['output'],
  inputImage: ['input'],
  cacheReadImage: ['inputImage', 'cacheRead', 'input'],
  outputImage: ['output'],
  cacheWrite30m: ['cacheWrite5m', 'input'],
};

/** The rate that bills a kind at one prompt size. */
export interface TokenRate {
  /** USD per million tokens, before service-tier modifiers. */
  readonly usdPerMTok: number;
  /** The kind whose rate this is, where it is not the kind's own. */
  readonly billedAs?: TokenKind;
  /** The rate holds for prompts longer than this many tokens; absent below every tier. */
  readonly aboveInputTokens?: number;
  /** Sentences that qualify the rate; empty when it is the kind's own. */
  readonly notes: readonly string[];
}

/** The kind whose rate bills a kind on a card: itself or the nearest parent with a rate; undefined = unpriced. */
export function billingKind(card: PriceCard, kind: TokenKind): TokenKind | undefined {
  if (card.rates[kind] !== undefined) return kind;
  return parentKinds[kind].find((parent) => card.rates[parent] !== undefined);
}

/** The rate that bills a kind, with the kind that it is the rate of; undefined = unpriced. */
export function billingRate(
  card: PriceCard,
  kind: TokenKind,
): { readonly billedAs: TokenKind; readonly rate: Rate } | undefined {
  const billedAs = billingKind(card, kind);
  const rate = billedAs === undefined ? undefined : card.rates[billedAs];
  return billedAs === undefined || rate === undefined ? undefined : { billedAs, rate };
}

/**
 * The step of a rate that a prompt reaches. Long-context prices are a cliff: the highest tier whose bound the prompt
 * exceeds (strictly) re-prices every token of the kind.
 * @param promptTokens tokens of the whole prompt, cached ones included.
 */
export function rateStep(
  rate: Rate,
  promptTokens: number,
): { readonly usdPerMTok: number; readonly aboveInputTokens?: number } {
  if (rate.tiers.length === 0) return rate;
  return rate.tiers.findLast((tier) => promptTokens > tier.aboveInputTokens) ?? rate;
}

/**
 * The rate that bills a kind of token: its own or its parent's, at the long-context tier that the prompt reaches.
 * @param promptTokens tokens of one request's whole prompt, cached ones included (`promptTokens` of token-kinds).
 * @returns null when neither the kind nor a parent has a rate: the tokens are unpriced, not free.
 */
export function rateFor(card: PriceCard, kind: TokenKind, promptTokens: number): TokenRate | null {
  const billing = billingRate(card, kind);
  if (billing === undefined) return null;
  const { billedAs, rate } = billing;
  const step = rateStep(rate, promptTokens);
  return {
    usdPerMTok: step.usdPerMTok,
    ...(step.aboveInputTokens === undefined ? {} : { aboveInputTokens: step.aboveInputTokens }),
    ...(billedAs === kind ? {} : { billedAs }),
    notes: billedAs === kind ? [] : describeParentRate(kind, billedAs),
  };
}

function describeParentRate(kind: TokenKind, billedAs: TokenKind): string[] {
  const notes = [`No rate for ${tokenKindLabels[kind]}: billed at the rate of ${tokenKindLabels[billedAs]}.`];
  if (kind === 'cacheWrite1h' && billedAs === 'cacheWrite5m') {
    notes.push('Providers that charge for one-hour writes charge more for them, so the true cost may be higher.');
  }
  return notes;
}
