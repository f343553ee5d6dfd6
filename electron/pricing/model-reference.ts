import type { ModelReference } from './catalogue.ts';
import { isKnownProvider } from './providers.ts';

/**
 * Reads a model name as people and files write it. `openai/gpt-4o` names provider and model; the first part counts as
 * a provider only when it is one, so `meta-llama/llama-3.3-70b` stays whole, and `openrouter/openai/gpt-4o` is
 * OpenRouter's `openai/gpt-4o`.
 * @param isProvider tells whether a lower-case name is a provider id; the bundled book's providers by default.
 */
export function parseModelReference(
  text: string,
  isProvider: (id: string) => boolean = isKnownProvider,
): ModelReference {
  const name = text.trim();
  const slash = name.indexOf('/');
  const provider = name.slice(0, Math.max(0, slash)).toLowerCase();
  const model = name.slice(slash + 1);
  return slash > 0 && model !== '' && isProvider(provider) ? { provider, model } : { model: name };
}

/** Writes a reference as one name: `provider/model`, or the model alone when no provider is known. */
export function describeModelReference({ provider, model }: ModelReference): string {
  return provider === undefined || provider === '' ? model : `${provider}/${model}`;
}
