import { contextRuleOf, reachesTier, tokenRate } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard, PriceModifier } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { leaf, product } from './expressions.ts';

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
 * The rates of one card. Every rate is looked up once, so that all lines at a price share its expression; under a marginal
 * rule every size of prompt has a rate of its own.
 * @param source what the leaves name as their source. @param thresholds of the card, as `contextThresholds` gives them.
 */
export function rateBook(card: PriceCard, source: string, thresholds: readonly number[]): RateBook {
  const rule = contextRuleOf(card);
  if (rule.mode === 'marginal' && thresholds.length > 0) {
    return (kind, promptTokens, serviceTier) => rateExpression(card, source, kind, promptTokens, serviceTier);
  }
  const known: { readonly rate: RateExpression | undefined }[] = [];
  return (kind, promptTokens, serviceTier) => {
    let step = 0;
    for (const threshold of thresholds) if (reachesTier(rule, promptTokens, threshold)) step += 1;
    const place = (step * tokenKinds.length + tokenKinds.indexOf(kind)) * serviceTiers.length;
    const index = place + serviceTiers.indexOf(serviceTier);
    known[index] ??= { rate: rateExpression(card, source, kind, promptTokens, serviceTier) };
    return known[index].rate;
  };
}

/** True when the card knows the provider's price in a service tier. */
export function hasTierPrice(card: PriceCard, serviceTier: ServiceTier): boolean {
  return serviceTier === 'standard' || card.serviceTiers[serviceTier] !== undefined;
}

function rateExpression(
  card: PriceCard,
  source: string,
  kind: TokenKind,
  promptTokens: number,
  serviceTier: CostLine['serviceTier'],
): RateExpression | undefined {
  const rate = tokenRate(card, kind, promptTokens, serviceTier);
  if (rate === undefined) return undefined;
  const step =
    rate.aboveInputTokens === undefined ? '' : ` ${contextRuleOf(card).bound} ${rate.aboveInputTokens} prompt tokens`;
  const label = `${tokenKindLabels[rate.billedAs ?? kind]} price of ${card.modelId}${step}`;
  const base = leaf(label, 'USD/MTok', rate.usdPerMTok, {
    source,
    ...(rate.notes.length === 0 ? {} : { notes: rate.notes }),
  });
  const notes = rate.notes.map((note) => `${card.modelId}: ${note}`);
  const multipliers = rate.modifiers
    .filter(({ multiplier }) => multiplier !== 1)
    .map((modifier) => leaf(modifierLabel(modifier), 'factor', modifier.multiplier, { source: modifier.source }));
  if (multipliers.length === 0) return { expression: base, notes };
  const billed = serviceTier === 'batch' ? `${label} in batches` : `${label}, as billed`;
  return { expression: product(billed, 'USD/MTok', [base, ...multipliers]), notes };
}

function modifierLabel({ step, name }: PriceModifier): string {
  switch (step) {
    case 'serviceTier':
      return name === 'batch' ? 'Price in batches ÷ standard price' : `Price in ${name} ÷ standard price`;
    case 'cache':
      return `Price of ${name} price`;
    case 'residency':
      return `Surcharge for processing in one place (${name})`;
    case 'contract':
      return `Contract ${name}`;
    case 'contextTier':
      return name;
  }
}
