import type { Saving } from '#shared/domain/overview.ts';
import { promptTokenKinds, textCacheKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import { priceOf, type PricedGroup } from './priced-groups.ts';

/**
 * Share of a prompt that a provider's cache can serve: the ideal hit rate of production traffic at a large provider
 * (arXiv 2506.02634: 54 % in the consumer trace).
 */
const reachableReadShare = 0.54;

/** What caching and batching saved, and could save: the same usage priced as it would have been without and with them. */
export function savingsOf(groups: readonly PricedGroup[]): readonly Saving[] {
  return [cachingSaving(groups), batchSaving(groups)];
}

function cachingSaving(groups: readonly PricedGroup[]): Saving {
  const saved = groups.map((group) => repriced(group, uncached(group.consumption.tokens)) - group.usd);
  const possible = groups.flatMap((group) => {
    const better = cachedTo(group.consumption.tokens, reachableReadShare);
    const isCacheable = group.card.rates.cacheRead !== undefined;
    return isCacheable && better !== undefined ? [Math.max(0, group.usd - repriced(group, better))] : [];
  });
  return {
    kind: 'caching',
    savedUsd: sum(saved),
    possibleUsd: possible.length === 0 ? null : sum(possible),
    savedBasis: 'All prompt tokens at the input rate, less what they cost with cache reads and writes.',
    possibleBasis: `At most: if ${reachableReadShare * 100} % of every prompt were read from the cache, the ideal rate measured in production (arXiv 2506.02634); writes are not counted.`,
  };
}

function batchSaving(groups: readonly PricedGroup[]): Saving {
  const saved = groups
    .filter(({ consumption }) => consumption.serviceTier === 'batch')
    .map(({ card, consumption, usd }) => (priceOf(card, { ...consumption, serviceTier: 'standard' }) ?? usd) - usd);
  const possible = groups
    .filter(({ card, consumption }) => consumption.serviceTier === 'standard' && card.serviceTiers.batch !== undefined)
    .map(({ card, consumption, usd }) => usd - (priceOf(card, { ...consumption, serviceTier: 'batch' }) ?? usd));
  return {
    kind: 'batch',
    savedUsd: sum(saved),
    possibleUsd: possible.length === 0 ? null : sum(possible),
    savedBasis: 'Batch requests at the standard price, less what they cost.',
    possibleBasis: 'At most: if every standard request on a model with a batch price could wait for a batch.',
  };
}

/** The tokens of a group without a cache: what was read or written is plain input. */
function uncached(tokens: TokenCounts): TokenCounts {
  const moved = sum(textCacheKinds.map((kind) => tokens[kind] ?? 0));
  const rest = Object.fromEntries(Object.entries(tokens).filter(([kind]) => !isCacheKind(kind)));
  return { ...rest, input: (tokens.input ?? 0) + moved };
}

/** The tokens with a greater share of the prompt read from the cache; undefined where that much is read already. */
function cachedTo(tokens: TokenCounts, share: number): TokenCounts | undefined {
  const prompt = sum(promptTokenKinds.map((kind) => tokens[kind] ?? 0));
  const more = Math.min(tokens.input ?? 0, share * prompt - (tokens.cacheRead ?? 0));
  if (more <= 0) return undefined;
  return { ...tokens, input: (tokens.input ?? 0) - more, cacheRead: (tokens.cacheRead ?? 0) + more };
}

function repriced({ card, consumption, usd }: PricedGroup, tokens: TokenCounts): number {
  return priceOf(card, { ...consumption, tokens }) ?? usd;
}

function isCacheKind(kind: string): boolean {
  return (textCacheKinds as readonly string[]).includes(kind);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
