import { rateFor, serviceTierMultiplier } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { leaf, product } from './expressions.ts';
import { contextThresholds } from './prompt-size.ts';

/** A token price with its derivation. */
export interface RateExpression {
  /** USD per million tokens, modifiers included. */
  readonly expression: Expression;
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

/**
 * The price of one kind of token of a model: the book's rate at the prompt's long-context tier, times the modifier of
 * the service tier; undefined when neither the kind nor a parent has a rate.
 * @param promptTokens mean prompt tokens per call, cached ones included.
 */
export type RateBook = (
  kind: TokenKind,
  promptTokens: number,
  serviceTier: CostLine['serviceTier'],
) => RateExpression | undefined;

/**
 * The rates of one card. Every rate is looked up once, so that all lines at a price share its expression.
 * @param source what the leaves name as their source.
 */
export function rateBook(card: PriceCard, source: string): RateBook {
  const thresholds = contextThresholds(card);
  const known = new Map<string, RateExpression | undefined>();
  return (kind, promptTokens, serviceTier) => {
    const step = thresholds.findLastIndex((threshold) => promptTokens > threshold);
    const key = `${kind}/${serviceTier}/${step}`;
    if (known.has(key)) return known.get(key);
    const rate = rateExpression(card, source, kind, promptTokens, serviceTier);
    known.set(key, rate);
    return rate;
  };
}

/** True when the card knows the provider's batch price. */
export function hasBatchPrice(card: PriceCard): boolean {
  return card.serviceTiers.batch !== undefined;
}

function rateExpression(
  card: PriceCard,
  source: string,
  kind: TokenKind,
  promptTokens: number,
  serviceTier: CostLine['serviceTier'],
): RateExpression | undefined {
  const rate = rateFor(card, kind, promptTokens);
  if (rate === null) return undefined;
  const step = rate.aboveInputTokens === undefined ? '' : ` above ${rate.aboveInputTokens} prompt tokens`;
  const label = `${tokenKindLabels[rate.billedAs ?? kind]} price of ${card.modelId}${step}`;
  const base = leaf(label, 'USD/MTok', rate.usdPerMTok, {
    source,
    ...(rate.notes.length === 0 ? {} : { notes: rate.notes }),
  });
  const notes = rate.notes.map((note) => `${card.modelId}: ${note}`);
  const multiplier = serviceTierMultiplier(card, serviceTier, kind);
  const modifier = card.serviceTiers[serviceTier];
  if (serviceTier === 'standard' || multiplier === undefined || modifier === undefined)
    return { expression: base, notes };
  const discount = leaf('Price in batches ÷ standard price', 'factor', multiplier, { source: modifier.source });
  return { expression: product(`${label} in batches`, 'USD/MTok', [base, discount]), notes };
}
