import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ModelPrice } from './cards.ts';
import { difference, product, remainder, sum } from './expressions.ts';
import { percent } from './percent.ts';
import { mediaKind, textParts } from './media-parts.ts';
import { promptTokensOf, type CacheRule, type CallPlan } from './plan.ts';

/** Tokens per call of one kind. */
export interface KindTokens {
  readonly kind: TokenKind;
  readonly tokens: Expression;
}

/** A call's prompt split into kinds for one model. */
export interface PromptSplit {
  readonly kinds: readonly KindTokens[];
  /** Why the cache does less than asked, if so. */
  readonly notes: readonly string[];
}

/** What all models of a call have in common of its prompt. */
export interface CountedPrompt {
  /** Mean tokens per call, of all parts. */
  readonly tokens: Expression;
  /** The split without a cache. */
  readonly uncached: readonly KindTokens[];
  /** The split as the cache rule asks for it; absent = no cache. */
  readonly cached?: CachedPrompt | undefined;
}

interface CachedPrompt {
  readonly kinds: readonly KindTokens[];
  /** For named parts: what a model's own minimum and prices decide about. */
  readonly parts?: { readonly cacheable: Expression; readonly rule: PartsRule } | undefined;
}

type PartsRule = Extract<CacheRule, { kind: 'parts' }>;

/** Counts a call's prompt by kind, with and without its cache. */
export function countPrompt(call: CallPlan): CountedPrompt {
  const tokens = promptTokensOf(call);
  if (call.prompt.every(({ component }) => mediaKind(component) === undefined)) {
    return { tokens, uncached: [{ kind: 'input', tokens }], cached: cachedPrompt(call, tokens) };
  }
  const media = call.prompt.flatMap(({ component, tokens: own }): readonly KindTokens[] => {
    const kind = mediaKind(component);
    return kind === undefined ? [] : [{ kind, tokens: own }];
  });
  const text = textParts(call.prompt);
  if (text.length === 0) return { tokens, uncached: media };
  const textCall = { ...call, prompt: text };
  const textTokens = promptTokensOf(textCall);
  const cached = cachedPrompt(textCall, textTokens);
  return {
    tokens,
    uncached: [{ kind: 'input', tokens: textTokens }, ...media],
    cached: cached === undefined ? undefined : { ...cached, kinds: [...cached.kinds, ...media] },
  };
}

/** @param promptTokens of the parts that are text, and that the call is reduced to. */
function cachedPrompt(call: CallPlan, promptTokens: Expression): CachedPrompt | undefined {
  const rule = call.cache;
  switch (rule.kind) {
    case 'none':
      return undefined;
    case 'observed':
      return { kinds: splitByShares(promptTokens, rule) };
    case 'parts':
      return splitByParts(call, promptTokens, rule);
  }
}

/**
 * Splits a call's prompt into uncached input, cache reads and cache writes, as its cache rule and the model's card say.
 * @param price absent = the model is unpriced; the split is then made as asked.
 */
export function splitPrompt(
  { name }: CallPlan,
  { uncached, cached }: CountedPrompt,
  modelId: string,
  price: ModelPrice | undefined,
): PromptSplit {
  if (cached?.parts === undefined || price === undefined) return { kinds: cached?.kinds ?? uncached, notes: noNotes };
  const { cacheable, rule } = cached.parts;
  const { card } = price;
  if (!hasCacheReadPrice(card)) {
    return { kinds: uncached, notes: [`No cache price is known for ${modelId}: its calls stay uncached.`] };
  }
  const minimum = card.cacheMinimum?.tokens;
  if (minimum !== undefined && cacheable.value < minimum) {
    return {
      kinds: uncached,
      notes: [
        `${name}: ${Math.round(cacheable.value)} cacheable tokens are below the minimum of ${modelId} (${minimum}): not cached.`,
      ],
    };
  }
  return { kinds: cached.kinds, notes: breakEvenNotes(modelId, price, rule) };
}

const noNotes: readonly string[] = [];

function splitByShares(prompt: Expression, rule: Extract<CacheRule, { kind: 'observed' }>): readonly KindTokens[] {
  const { read, write5m, write1h } = rule;
  const cached = sum('Share read from or written to the cache', 'share', [read, write5m, write1h]);
  return [
    {
      kind: 'input',
      tokens: product('Uncached prompt tokens', 'tokens', [prompt, remainder('Uncached share', cached)]),
    },
    { kind: 'cacheRead', tokens: product('Prompt tokens read from the cache', 'tokens', [prompt, read]) },
    { kind: 'cacheWrite5m', tokens: product('Prompt tokens written to the cache', 'tokens', [prompt, write5m]) },
    { kind: 'cacheWrite1h', tokens: product('Prompt tokens written to the cache', 'tokens', [prompt, write1h]) },
  ];
}

function splitByParts(call: CallPlan, promptTokens: Expression, rule: PartsRule): CachedPrompt {
  const chosen = call.prompt.filter(({ component }) => rule.components.has(component)).map(({ tokens }) => tokens);
  const cacheable = product('Cacheable prompt tokens', 'tokens', [
    sum('Cached parts', 'tokens', chosen),
    rule.cacheableShare,
  ]);
  const misses = remainder('Miss rate', rule.hitRate);
  return {
    kinds: [
      { kind: 'input', tokens: difference('Uncached prompt tokens', 'tokens', promptTokens, cacheable) },
      { kind: 'cacheRead', tokens: product('Prompt tokens read from the cache', 'tokens', [cacheable, rule.hitRate]) },
      { kind: rule.writeKind, tokens: product('Prompt tokens written on a miss', 'tokens', [cacheable, misses]) },
    ],
    parts: { cacheable, rule },
  };
}

/** Caching pays from a hit rate of (w − 1) / (w − r), with write and read prices as multiples of the input price. */
function breakEvenNotes(modelId: string, price: ModelPrice, rule: PartsRule): readonly string[] {
  const input = baseRate(price, 'input');
  const read = baseRate(price, 'cacheRead');
  const write = baseRate(price, rule.writeKind);
  if (input === undefined || read === undefined || write === undefined || write <= input) return noNotes;
  const breakEven = (write - input) / (write - read);
  if (rule.hitRate.value >= breakEven) return noNotes;
  return [
    `On ${modelId} caching costs more than it saves below a hit rate of ${percent(breakEven)}; this one is ${percent(rule.hitRate.value)}.`,
  ];
}

function hasCacheReadPrice({ rates, cacheMultipliers }: PriceCard): boolean {
  return rates.cacheRead !== undefined || cacheMultipliers?.cacheRead !== undefined;
}

/** USD per million tokens of a short prompt in the standard tier. */
function baseRate({ rate }: ModelPrice, kind: TokenKind): number | undefined {
  return rate(kind, 0, 'standard')?.expression.value;
}
