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

/**
 * Splits a call's prompt into uncached input, cache reads and cache writes, as its cache rule and the model's card say.
 * @param promptTokens of all parts, as `promptTokensOf` gives them.
 * @param price absent = the model is unpriced; the split is then made as asked.
 */
export function splitPrompt(
  call: CallPlan,
  promptTokens: Expression,
  modelId: string,
  price: ModelPrice | undefined,
): PromptSplit {
  if (call.prompt.every(({ component }) => mediaKind(component) === undefined)) {
    return splitText(call, promptTokens, modelId, price);
  }
  const text = textParts(call.prompt);
  const media = call.prompt.flatMap(({ component, tokens }): readonly KindTokens[] => {
    const kind = mediaKind(component);
    return kind === undefined ? [] : [{ kind, tokens }];
  });
  if (text.length === 0) return { kinds: media, notes: [] };
  const textCall = { ...call, prompt: text };
  const split = splitText(textCall, promptTokensOf(textCall), modelId, price);
  return { ...split, kinds: [...split.kinds, ...media] };
}

function splitText(
  call: CallPlan,
  promptTokens: Expression,
  modelId: string,
  price: ModelPrice | undefined,
): PromptSplit {
  const rule = call.cache;
  switch (rule.kind) {
    case 'none':
      return uncached(promptTokens);
    case 'observed':
      return { kinds: splitByShares(promptTokens, rule), notes: [] };
    case 'parts':
      return splitByParts(call, promptTokens, rule, modelId, price);
  }
}

function uncached(promptTokens: Expression, notes: readonly string[] = []): PromptSplit {
  return { kinds: [{ kind: 'input', tokens: promptTokens }], notes };
}

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

function splitByParts(
  call: CallPlan,
  promptTokens: Expression,
  rule: Extract<CacheRule, { kind: 'parts' }>,
  modelId: string,
  price: ModelPrice | undefined,
): PromptSplit {
  const card = price?.card;
  if (card !== undefined && !hasCacheReadPrice(card)) {
    return uncached(promptTokens, [`No cache price is known for ${modelId}: its calls stay uncached.`]);
  }
  const chosen = call.prompt.filter(({ component }) => rule.components.has(component)).map(({ tokens }) => tokens);
  const cacheable = product('Cacheable prompt tokens', 'tokens', [
    sum('Cached parts', 'tokens', chosen),
    rule.cacheableShare,
  ]);
  const minimum = card?.cacheMinimum?.tokens;
  if (minimum !== undefined && cacheable.value < minimum) {
    return uncached(promptTokens, [
      `${call.name}: ${Math.round(cacheable.value)} cacheable tokens are below the minimum of ${modelId} (${minimum}): not cached.`,
    ]);
  }
  const misses = remainder('Miss rate', rule.hitRate);
  return {
    kinds: [
      { kind: 'input', tokens: difference('Uncached prompt tokens', 'tokens', promptTokens, cacheable) },
      { kind: 'cacheRead', tokens: product('Prompt tokens read from the cache', 'tokens', [cacheable, rule.hitRate]) },
      { kind: rule.writeKind, tokens: product('Prompt tokens written on a miss', 'tokens', [cacheable, misses]) },
    ],
    notes: price === undefined ? [] : breakEvenNotes(modelId, price, rule),
  };
}

/** Caching pays from a hit rate of (w − 1) / (w − r), with write and read prices as multiples of the input price. */
function breakEvenNotes(
  modelId: string,
  price: ModelPrice,
  rule: Extract<CacheRule, { kind: 'parts' }>,
): readonly string[] {
  const input = baseRate(price, 'input');
  const read = baseRate(price, 'cacheRead');
  const write = baseRate(price, rule.writeKind);
  if (input === undefined || read === undefined || write === undefined || write <= input) return [];
  const breakEven = (write - input) / (write - read);
  if (rule.hitRate.value >= breakEven) return [];
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
