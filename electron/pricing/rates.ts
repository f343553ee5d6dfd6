import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';

/**
 * Whose rate bills a kind that a card gives no rate of its own, nearest first. Vendors bill what they do not list
 * separately at the rate of the kind that contains it: unlisted cache reads are plain input, reasoning is output.
 * A cached audio token is both audio and a cache read; where a card rates both but not their overlap, the audio rate
 * bills, because caching never makes a token dearer. A cache write whose lifetime is not listed bills as one that is.
 * Source: the containment rule of genai-prices' unit registry ("leftover tokens are billed at the parent's price").
 */
export const parentKinds: Readonly<Record<TokenKind, readonly TokenKind[]>> = {
  input: [],
  cacheRead: ['input'],
  cacheWrite5m: ['cacheWrite30m', 'input'],
  cacheWrite1h: ['cacheWrite5m', 'cacheWrite30m', 'input'],
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

/** Rates by kind; an absent kind has none of its own. */
type Rates = PriceCard['rates'];

/** The kind whose rate bills a kind: itself or the nearest parent with a rate; undefined = unpriced. */
export function billingKind({ rates }: { readonly rates: Rates }, kind: TokenKind): TokenKind | undefined {
  if (rates[kind] !== undefined) return kind;
  return parentKinds[kind].find((parent) => rates[parent] !== undefined);
}

/** The rate that bills a kind, with the kind that it is the rate of; undefined = unpriced. */
export function billingRate(
  rates: Rates,
  kind: TokenKind,
): { readonly billedAs: TokenKind; readonly rate: Rate } | undefined {
  const billedAs = billingKind({ rates }, kind);
  const rate = billedAs === undefined ? undefined : rates[billedAs];
  return billedAs === undefined || rate === undefined ? undefined : { billedAs, rate };
}

/** Sentences about a rate that stands in for one that is missing; none when the kind has its own. */
export function parentRateNotes(kind: TokenKind, billedAs: TokenKind): readonly string[] {
  if (billedAs === kind) return [];
  const notes = [`No rate for ${tokenKindLabels[kind]}: billed at the rate of ${tokenKindLabels[billedAs]}.`];
  if (kind === 'cacheWrite1h' && billedAs === 'cacheWrite5m') {
    notes.push('Providers that charge for one-hour writes charge more for them, so the true cost may be higher.');
  }
  return notes;
}
