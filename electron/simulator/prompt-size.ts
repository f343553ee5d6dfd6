import { contextRuleOf, reachesTier } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CallPlan } from './plan.ts';

/** A card with its `contextThresholds`. */
interface PricedCard {
  readonly card: PriceCard;
  readonly thresholds: readonly number[];
}

/**
 * Sentences about calls whose usual spread of prompt sizes crosses a long-context price tier that their mean does not:
 * the closed form prices every call at its mean.
 */
export function tierNotes(call: CallPlan, promptTokens: number, { card, thresholds }: PricedCard): readonly string[] {
  if (thresholds.length === 0) return [];
  const low = promptTokens * call.promptSpread.low;
  const high = promptTokens * call.promptSpread.high;
  const rule = contextRuleOf(card);
  return thresholds.flatMap((threshold) => {
    const isReached = reachesTier(rule, promptTokens, threshold);
    if (!isReached && reachesTier(rule, high, threshold)) {
      return [
        `${call.name}: long prompts (P95 ${count(high)} tokens) pass the price step of ${card.modelId} at ${count(threshold)}; priced at the mean of ${count(promptTokens)}.`,
      ];
    }
    if (isReached && !reachesTier(rule, low, threshold)) {
      return [
        `${call.name}: short prompts (P5 ${count(low)} tokens) stay below the price step of ${card.modelId} at ${count(threshold)}; priced at the mean of ${count(promptTokens)}.`,
      ];
    }
    return [];
  });
}

/** A sentence about a call whose mean prompt and answer do not fit the model. */
export function windowNotes(call: CallPlan, promptTokens: number, card: PriceCard): readonly string[] {
  const needed = call.answer.reduce((total, { tokens }) => total + tokens.value, promptTokens);
  if (card.contextWindowTokens === undefined || needed <= card.contextWindowTokens) return [];
  return [
    `${call.name}: a mean call of ${count(needed)} tokens does not fit the context window of ${card.modelId} (${count(card.contextWindowTokens)}).`,
  ];
}

/** Prompt sizes above (or from) which some rate of the card changes, tokens, ascending. */
export function contextThresholds(card: PriceCard): readonly number[] {
  const thresholds = new Set<number>();
  for (const rate of Object.values(card.rates)) {
    for (const { aboveInputTokens } of rate?.tiers ?? []) thresholds.add(aboveInputTokens);
  }
  return [...thresholds].sort((left, right) => left - right);
}

function count(tokens: number): string {
  return Math.round(tokens).toLocaleString('en-US');
}
