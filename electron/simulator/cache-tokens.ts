import { tokenRate } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
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
 * @param card absent = the model is unpriced; the split is then made as asked.
 */
export function splitPrompt(call: CallPlan, modelId: string, card: PriceCard | undefined): PromptSplit {
  const text = textParts(call.prompt);
  const media = call.prompt.flatMap(({ component, tokens }): readonly KindTokens[] => {
    const kind = mediaKind(component);
    return kind === undefined ? [] : [{ kind, tokens }];
  });
  if (text.length === 0) return { kinds: media, notes: [] };
  const split = splitText(media.length === 0 ? call : { ...call, prompt: text }, modelId, card);
  return { ...split, kinds: [...split.kinds, ...media] };
}

function splitText(call: CallPlan, modelId: string, card: PriceCard | undefined): PromptSplit {
  const rule = call.cache;
  switch (rule.kind) {
    case 'none':
      return uncached(call);
    case 'observed':
      return { kinds: splitByShares(call, rule), notes: [] };
    case 'parts':
      return splitByParts(call, rule, modelId, card);
  }
}

function uncached(call: CallPlan, notes: readonly string[] = []): PromptSplit {
  return { kinds: [{ kind: 'input', tokens: promptTokensOf(call) }], notes };
}

function splitByShares(call: CallPlan, rule: Extract<CacheRule, { kind: 'observed' }>): readonly KindTokens[] {
  const prompt = promptTokensOf(call);
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
  rule: Extract<CacheRule, { kind: 'parts' }>,
  modelId: string,
  card: PriceCard | undefined,
): PromptSplit {
  if (card !== undefined && !hasCacheReadPrice(card)) {
    return uncached(call, [`No cache price is known for ${modelId}: its calls stay uncached.`]);
  }
  const chosen = call.prompt.filter(({ component }) => rule.components.has(component)).map(({ tokens }) => tokens);
  const cacheable = product('Cacheable prompt tokens', 'tokens', [
    sum('Cached parts', 'tokens', chosen),
    rule.cacheableShare,
  ]);
  const minimum = card?.cacheMinimum?.tokens;
  if (minimum !== undefined && cacheable.value < minimum) {
    return uncached(call, [
      `${call.name}: ${Math.round(cacheable.value)} cacheable tokens are below the minimum of ${modelId} (${minimum}): not cached.`,
    ]);
  }
  const misses = remainder('Miss rate', rule.hitRate);
  return {
    kinds: [
      { kind: 'input', tokens: difference('Uncached prompt tokens', 'tokens', promptTokensOf(call), cacheable) },
      { kind: 'cacheRead', tokens: product('Prompt tokens read from the cache', 'tokens', [cacheable, rule.hitRate]) },
      { kind: rule.writeKind, tokens: product('Prompt tokens written on a miss', 'tokens', [cacheable, misses]) },
    ],
    notes: card === undefined ? [] : breakEvenNotes(modelId, card, rule),
  };
}

/** Caching pays from a hit rate of (w − 1) / (w − r), with write and read prices as multiples of the input price. */
function breakEvenNotes(
  modelId: string,
  card: PriceCard,
  rule: Extract<CacheRule, { kind: 'parts' }>,
): readonly string[] {
  const input = baseRate(card, 'input');
  const read = baseRate(card, 'cacheRead');
  const write = baseRate(card, rule.writeKind);
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
function baseRate(card: PriceCard, kind: TokenKind): number | undefined {
  const rate = tokenRate(card, kind, 0);
  return rate === undefined ? undefined : rate.usdPerMTok * rate.multiplier;
}
