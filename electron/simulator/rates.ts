import { rateFor, serviceTierMultiplier } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { describeSource } from './cards.ts';
import { leaf, product } from './expressions.ts';

/** A token price with its derivation. */
export interface RateExpression {
  /** USD per million tokens, modifiers included. */
  readonly expression: Expression;
  /** What a person should know of it, once for each model. */
  readonly notes: readonly string[];
}

/**
 * The price of one kind of token on a card: the book's rate at the prompt's long-context tier, times the modifier of
 * the service tier.
 * @param promptTokens mean prompt tokens per call, cached ones included.
 * @returns undefined when neither the kind nor a parent has a rate.
 */
export function rateExpression(
  card: PriceCard,
  kind: TokenKind,
  promptTokens: number,
  serviceTier: CostLine['serviceTier'],
): RateExpression | undefined {
  const rate = rateFor(card, kind, promptTokens);
  if (rate === null) return undefined;
  const step = rate.aboveInputTokens === undefined ? '' : ` above ${rate.aboveInputTokens} prompt tokens`;
  const base = leaf(
    `${tokenKindLabels[rate.billedAs ?? kind]} price of ${card.modelId}${step}`,
    'USD/MTok',
    rate.usdPerMTok,
    {
      source: describeSource(card),
      ...(rate.notes.length === 0 ? {} : { notes: rate.notes }),
    },
  );
  const notes = rate.notes.map((note) => `${card.modelId}: ${note}`);
  const multiplier = serviceTierMultiplier(card, serviceTier, kind);
  const modifier = card.serviceTiers[serviceTier];
  if (serviceTier === 'standard' || multiplier === undefined || modifier === undefined)
    return { expression: base, notes };
  const discount = leaf(`Price in batches ÷ standard price`, 'factor', multiplier, { source: modifier.source });
  return { expression: product(`${base.label} in batches`, 'USD/MTok', [base, discount]), notes };
}

/** True when the card knows the provider's batch price. */
export function hasBatchPrice(card: PriceCard): boolean {
  return card.serviceTiers.batch !== undefined;
}
