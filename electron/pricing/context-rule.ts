import type { ContextRule, PriceCard, Rate } from '#shared/domain/price.ts';
import { promptTokenKinds, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';

/** The rule of a card that states none, as most providers count: a cliff, beyond the bound, on the whole prompt. */
export const defaultContextRule: ContextRule = {
  mode: 'cliff',
  bound: 'above',
  basis: 'prompt',
  source: 'the rule of most providers',
};

/** How a card counts its long-context tiers. */
export function contextRuleOf(card: PriceCard): ContextRule {
  return card.contextRule ?? defaultContextRule;
}

/** Prompt kinds that were neither read from nor written to a cache. */
const uncachedPromptKinds: readonly TokenKind[] = ['input', 'inputAudio', 'inputImage'];

/** The kinds that a rule counts against the bounds of its tiers. */
export const basisKinds: Readonly<Record<ContextRule['basis'], readonly TokenKind[]>> = {
  prompt: promptTokenKinds,
  uncached: uncachedPromptKinds,
};

/** The tokens that a rule counts against the bounds of its tiers. */
export function contextBasisTokens(rule: ContextRule, tokens: TokenCounts): number {
  return basisKinds[rule.basis].reduce((sum, kind) => sum + (tokens[kind] ?? 0), 0);
}

const basisIndexes: Readonly<Record<ContextRule['basis'], readonly number[]>> = {
  prompt: basisKinds.prompt.map((kind) => tokenKinds.indexOf(kind)),
  uncached: basisKinds.uncached.map((kind) => tokenKinds.indexOf(kind)),
};

/** The same of counts in the order of `tokenKinds`. */
export function contextBasisOfCounts({ basis }: ContextRule, counts: Float64Array): number {
  let sum = 0;
  for (const index of basisIndexes[basis]) sum += counts[index] ?? 0;
  return sum;
}

/** Whether a prompt is in a tier: beyond its bound, or at it where the rule counts from the bound on. */
export function reachesTier(rule: ContextRule, basisTokens: number, bound: number): boolean {
  return rule.bound === 'from' ? basisTokens >= bound : basisTokens > bound;
}

/** What some share of a kind's tokens costs. */
export interface RateSegment {
  /** USD per million tokens. */
  readonly usdPerMTok: number;
  /** The bound above (or from) which the rate holds; absent below every tier. */
  readonly aboveInputTokens?: number;
  /** The share of the kind's tokens, as part ÷ whole (tokens of the basis): division comes last, so that it is exact. */
  readonly part: number;
  readonly whole: number;
}

/**
 * The rates that bill a kind at one size of prompt. A cliff gives one: that of the highest tier reached. Under a
 * marginal rule each tier bills the share of the prompt that lies between its bound and the next; the answer's tokens
 * are shared out like the prompt's, so that one token more never makes the price jump.
 * @param basisTokens tokens of one request as `contextBasisTokens` counts them.
 */
export function rateSegments(rate: Rate, rule: ContextRule, basisTokens: number): readonly RateSegment[] {
  const reached = rate.tiers.filter(({ aboveInputTokens }) => reachesTier(rule, basisTokens, aboveInputTokens));
  const steps: readonly Omit<RateSegment, 'part' | 'whole'>[] = [{ usdPerMTok: rate.usdPerMTok }, ...reached];
  if (rule.mode === 'cliff' || reached.length === 0) return [{ ...(steps.at(-1) ?? rate), part: 1, whole: 1 }];
  return steps
    .map((step, index) => {
      const from = step.aboveInputTokens ?? 0;
      const to = steps[index + 1]?.aboveInputTokens ?? basisTokens;
      return { ...step, part: to - from, whole: basisTokens };
    })
    .filter(({ part }) => part > 0);
}
