/**
 * Smallest prompt prefix, in tokens, that a provider caches: shorter ones are silently billed as plain input.
 * Providers' documentation as of 2026-09-20; a model that is not listed has no known minimum.
 */
const minimums: readonly { readonly models: RegExp; readonly tokens: number }[] = [
  { models: /^anthropic\/.*(opus-5|fable-5)/, tokens: 512 },
  { models: /^anthropic\/.*(opus-4-8|sonnet-5|sonnet-4-6|sonnet-4-5)/, tokens: 1024 },
  { models: /^anthropic\/.*opus-4-7/, tokens: 2048 },
  { models: /^anthropic\/.*(opus-4-6|opus-4-5|haiku-4-5)/, tokens: 4096 },
  { models: /^openai\//, tokens: 1024 },
  { models: /^google\/gemini-(2\.5|3).*flash/, tokens: 1024 },
  { models: /^google\/gemini-(2\.5|3).*pro/, tokens: 4096 },
];

/** The minimum of a model (`provider/model`), tokens; undefined when it is not known. */
export function minimumCacheableTokens(modelId: string): number | undefined {
  const spelling = modelId.toLowerCase().replaceAll(/(?<=^anthropic\/.*\d)\.(?=\d)/g, '-');
  return minimums.find(({ models }) => models.test(spelling))?.tokens;
}
