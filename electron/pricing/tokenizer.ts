import type { PriceCard } from '#shared/domain/price.ts';
import { textCacheKinds, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';

/** How many tokens a text takes on one model for each token that it takes on another. */
export interface TokenizerChange {
  /** 1.3 = 30 % more tokens for the same text. */
  readonly factor: number;
  /** Where the factors are published. */
  readonly source: string;
}

/**
 * Tokens on one model ÷ tokens on another for the same text; undefined when the two tokenizers have no common
 * reference, as those of different vendors: nothing is known then, and nothing is assumed.
 */
export function tokenizerChange(from: PriceCard, to: PriceCard): TokenizerChange | undefined {
  const before = from.tokenizer;
  const after = to.tokenizer;
  if (before === undefined || after === undefined || before.relativeTo !== after.relativeTo) return undefined;
  return { factor: after.factor / before.factor, source: after.factor === 1 ? before.source : after.source };
}

const textKinds: ReadonlySet<TokenKind> = new Set<TokenKind>(['input', ...textCacheKinds, 'output', 'reasoning']);

/**
 * The same volume of text in another model's tokens, kind by kind. Audio and image tokens stay: a text tokenizer does not
 * make them. Counts may be fractions afterwards.
 */
export function convertTokens(tokens: TokenCounts, { factor }: TokenizerChange): TokenCounts {
  const converted: TokenCounts = {};
  for (const kind of tokenKinds) {
    const count = tokens[kind];
    if (count !== undefined) converted[kind] = textKinds.has(kind) ? count * factor : count;
  }
  return converted;
}
