import type { PriceCard } from '#shared/domain/price.ts';
import { claude, type ModelRule } from './model-rule.ts';

type Tokenizer = NonNullable<PriceCard['tokenizer']>;

const relativeTo = 'Claude before 4.7';
const newer: Tokenizer = {
  factor: 1.3,
  relativeTo,
  source:
    'about 30 % more tokens for the same text (third-party measurements, 2026-11-22); Anthropic names 1.0 to 1.35 by kind of text',
};
const earlier: Tokenizer = { factor: 1, relativeTo, source: 'the reference' };

/** Tokens that the same text takes. The clouds serve the same models, so the same factors hold there. */
export const tokenizerRules: readonly ModelRule<Tokenizer>[] = ['anthropic', 'aws', 'google'].flatMap((provider) => [
  { provider, covers: claude(407), value: newer },
  { provider, covers: claude(300, 406), value: earlier },
]);
