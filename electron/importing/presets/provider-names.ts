import type { TokenKind } from '#shared/domain/token-kinds.ts';

/** Other names of providers in traces, bills and logs, lower case with single spaces. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['aws.bedrock', 'aws'],
  ['aws bedrock', 'aws'],
  ['bedrock', 'aws'],
  ['amazon', 'aws'],
  ['amazon bedrock', 'aws'],
  ['amazon web services', 'aws'],
  ['amazon web services, inc.', 'aws'],
  ['az.ai.openai', 'azure'],
  ['az.ai.inference', 'azure'],
  ['azure.ai.openai', 'azure'],
  ['azure.ai.inference', 'azure'],
  ['azure openai', 'azure'],
  ['azure ai', 'azure'],
  ['microsoft', 'azure'],
  ['microsoft azure', 'azure'],
  ['microsoft corporation', 'azure'],
  ['gcp', 'google'],
  ['gcp.vertex ai', 'google'],
  ['gcp.gemini', 'google'],
  ['gcp.gen ai', 'google'],
  ['gemini', 'google'],
  ['google cloud', 'google'],
  ['google cloud platform', 'google'],
  ['google genai', 'google'],
  ['google llc', 'google'],
  ['vertex ai', 'google'],
  ['vertexai', 'google'],
  ['open ai', 'openai'],
  ['openai, llc', 'openai'],
  ['openai, inc.', 'openai'],
  ['anthropic, pbc', 'anthropic'],
  ['anthropic pbc', 'anthropic'],
  ['x ai', 'x-ai'],
  ['xai', 'x-ai'],
  ['mistral ai', 'mistral'],
  ['mistralai', 'mistral'],
  ['moonshot ai', 'moonshotai'],
  ['together ai', 'together'],
  ['togetherai', 'together'],
  ['fireworks ai', 'fireworks'],
  ['z.ai', 'zai'],
]);

/** A provider's id from any name for it; a name that is not known is itself in lower case. */
export function providerId(name: string): string {
  const plain = name.trim().toLowerCase();
  return aliases.get(plain.replaceAll(/[_\s]+/g, ' ')) ?? plain;
}

const makers: readonly (readonly [RegExp, string])[] = [
  [/^claude[- ]/i, 'anthropic'],
  [/^(gpt-|chatgpt-|o[1-9](-|$)|codex-|text-embedding-|whisper-|dall-e-)/i, 'openai'],
  [/^(models\/)?gemini-/i, 'google'],
];

/** The provider that a tool without a word for it must have called, by the model's own name; empty when unclear. */
export function makerOf(model: string): string {
  return makers.find(([pattern]) => pattern.test(model))?.[1] ?? '';
}

/** The kind of a cache write whose lifetime is not stated: OpenAI's last 30 minutes, everybody else's five. */
export function writtenKind(provider: string): Extract<TokenKind, 'cacheWrite5m' | 'cacheWrite30m'> {
  return provider === 'openai' || provider === 'azure' ? 'cacheWrite30m' : 'cacheWrite5m';
}
