import type { ContextRule, PriceCard, Rate } from '#shared/domain/price.ts';
import { cacheMinimumRules, cacheMultiplierRules } from './caching.ts';
import { contextRules } from './context-rules.ts';
import { lifecycleRules } from './lifecycles.ts';
import { ruleFor, ruleName, rulesFor } from './model-rule.ts';
import { residencyRules } from './residency.ts';
import { serviceTierRules } from './service-tiers.ts';
import { tokenizerRules } from './tokenizers.ts';
import { unitPriceRules } from './unit-prices.ts';

/** Providers that any rule is about: a catalogue asks for thousands of models of others. */
const ruledProviders: ReadonlySet<string> = new Set(
  [
    cacheMinimumRules,
    cacheMultiplierRules,
    contextRules,
    lifecycleRules,
    residencyRules,
    serviceTierRules,
    tokenizerRules,
    unitPriceRules,
  ].flatMap((rules) => rules.map(({ provider }) => provider)),
);

/** What rules add to a card. */
export type RuledParts = Pick<
  PriceCard,
  | 'rates'
  | 'unitRates'
  | 'serviceTiers'
  | 'contextRule'
  | 'cacheMultipliers'
  | 'residency'
  | 'cacheMinimum'
  | 'tokenizer'
  | 'lifecycle'
>;

/**
 * Adds to the rates of a model what price books do not carry: service tiers, surcharges by place, how long-context tiers
 * count, cache minimums and multiples, prices of units, tokenizer and lifecycle, each with its source. What is given already
 * stays as it is.
 * @param provider provider id, lower case.
 * @param model model id as the provider spells it.
 * @param effectiveFromMs since when the rates hold, UTC ms: decides between rules that changed; null = since ever.
 */
export function withProviderRules<Parts extends Partial<RuledParts> & Pick<RuledParts, 'rates' | 'unitRates'>>(
  provider: string,
  model: string,
  effectiveFromMs: number | null,
  parts: Parts,
): Parts & Partial<RuledParts> & Pick<RuledParts, 'serviceTiers'> {
  if (!ruledProviders.has(provider)) return { ...parts, serviceTiers: parts.serviceTiers ?? {} };
  const name = ruleName(model);
  const ruled: Partial<RuledParts> = {};
  addAttributes(ruled, provider, name, parts.rates);
  const completed = {
    ...ruled,
    ...parts,
    unitRates: { ...unitPrices(provider, name, effectiveFromMs), ...parts.unitRates },
    serviceTiers: { ...tiersOf(provider, name), ...parts.serviceTiers },
  };
  const contextRule = parts.contextRule ?? contextRuleFor(provider, name, parts.rates);
  return contextRule === undefined
    ? completed
    : { ...completed, contextRule, rates: withBounds(parts.rates, contextRule) };
}

/** The known prices of a model's service tiers; a tier that is absent has none that a source confirms. */
export function serviceTiersOf(provider: string, model: string): PriceCard['serviceTiers'] {
  return tiersOf(provider, ruleName(model));
}

function tiersOf(provider: string, name: string): PriceCard['serviceTiers'] {
  const tiers: PriceCard['serviceTiers'] = {};
  for (const { serviceTiers, modifier } of rulesFor(serviceTierRules, provider, name)) {
    for (const tier of serviceTiers) tiers[tier] ??= modifier;
  }
  return tiers;
}

/** Writes what is known; spreading nothing into thousands of cards would take longer than looking it up. */
function addAttributes(into: Partial<RuledParts>, provider: string, name: string, rates: PriceCard['rates']): void {
  const residency = ruleFor(residencyRules, provider, name);
  const tokenizer = ruleFor(tokenizerRules, provider, name);
  const lifecycle = ruleFor(lifecycleRules, provider, name);
  const cacheMinimum = rates.cacheRead === undefined ? undefined : ruleFor(cacheMinimumRules, provider, name);
  const cacheMultipliers = rates.input === undefined ? undefined : ruleFor(cacheMultiplierRules, provider, name);
  if (residency !== undefined) into.residency = residency;
  if (tokenizer !== undefined) into.tokenizer = tokenizer;
  if (lifecycle !== undefined) into.lifecycle = lifecycle;
  if (cacheMinimum !== undefined) into.cacheMinimum = cacheMinimum;
  if (cacheMultipliers !== undefined) into.cacheMultipliers = cacheMultipliers;
}

/** A rule of context tiers is of use only where there are some. */
function contextRuleFor(provider: string, name: string, rates: PriceCard['rates']): ContextRule | undefined {
  const hasTiers = Object.values(rates).some(({ tiers }) => tiers.length > 0);
  return hasTiers ? ruleFor(contextRules, provider, name) : undefined;
}

/**
 * Books that can only say "above" write a bound that is itself in the tier one lower: 199,999 for "from 200,000 on".
 * Where the rule says "from", such bounds are what the provider's page says again.
 */
function withBounds(rates: PriceCard['rates'], { bound }: ContextRule): PriceCard['rates'] {
  if (bound === 'above') return rates;
  return Object.fromEntries(Object.entries(rates).map(([kind, rate]) => [kind, withRoundBounds(rate)]));
}

function withRoundBounds(rate: Rate): Rate {
  if (rate.tiers.length === 0) return rate;
  const tiers = rate.tiers.map((tier) =>
    (tier.aboveInputTokens + 1) % 1000 === 0 ? { ...tier, aboveInputTokens: tier.aboveInputTokens + 1 } : tier,
  );
  return { ...rate, tiers };
}

function unitPrices(provider: string, name: string, effectiveFromMs: number | null): PriceCard['unitRates'] {
  const prices: PriceCard['unitRates'] = {};
  for (const { unit, usdPerUnit, fromMs, source } of rulesFor(unitPriceRules, provider, name)) {
    const isInForce = fromMs === undefined || (effectiveFromMs !== null && effectiveFromMs >= fromMs);
    if (isInForce) prices[unit] ??= { usdPerUnit, source };
  }
  return prices;
}
