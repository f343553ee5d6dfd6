/**
 * Tokens: counts texts in OpenAI's encodings. What a count means on a model of another vendor is pricing's
 * (`tokensOnModel`).
 */

export { countTokens, type CountControl } from './count-tokens.ts';
export { countTexts } from './count-texts.ts';
export { textHash } from './text-hash.ts';
