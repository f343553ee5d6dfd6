import type { NamedProvider } from '../named-models.ts';
import { isGateway, providerNamed } from '../provider-names.ts';
import type { NameRule } from './name-rule.ts';

/** The first `/`, or the `:` of pydantic-ai, LangChain and promptfoo, after a word that may be a provider. */
const prefixed = /^(?:([^\s:/]+)\/|([\w-]+):)(.+)$/s;

/**
 * `provider/model` or `provider:model`, as LiteLLM and many tools write it: `bedrock/…`, `vertex_ai/…`, `openai:gpt-4o`. Where
 * the provider is known already, a prefix that says the same is taken off; OpenRouter's `openai/gpt-4o` stays whole,
 * because there it is OpenRouter who sells.
 */
export function providerPrefix(providers: ReadonlyMap<string, NamedProvider>): NameRule {
  return {
    id: 'provider-prefix',
    read({ provider, model }) {
      const [, beforeSlash, beforeColon, rest] = prefixed.exec(model) ?? [];
      const prefix = beforeSlash ?? beforeColon;
      if (prefix === undefined || rest === undefined) return undefined;
      if (isGateway(prefix)) return [{ provider, model: rest }];
      const named = providerNamed(prefix, providers);
      if (named === undefined || (provider !== undefined && named !== provider)) return undefined;
      return [{ provider: named, model: rest }];
    },
  };
}
