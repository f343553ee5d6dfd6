import type { NamedProvider } from '../named-models.ts';
import { isGateway, providerNamed } from '../provider-names.ts';
import type { NameRule } from './name-rule.ts';

/**
 * `provider/model`, as LiteLLM and many tools write it: `bedrock/…`, `vertex_ai/…`, `azure/…`, `openai/gpt-4o`. Where
 * the provider is known already, a prefix that says the same is taken off; OpenRouter's `openai/gpt-4o` stays whole,
 * because there it is OpenRouter who sells.
 */
export function providerPrefix(providers: ReadonlyMap<string, NamedProvider>): NameRule {
  return {
    id: 'provider-prefix',
    read({ provider, model }) {
      const slash = model.indexOf('/');
      const prefix = model.slice(0, Math.max(0, slash));
      const rest = model.slice(slash + 1);
      if (prefix === '' || rest === '' || /[\s:]/.test(prefix)) return undefined;
      if (isGateway(prefix)) return [{ provider, model: rest }];
      const named = providerNamed(prefix, providers);
      if (named === undefined || (provider !== undefined && named !== provider)) return undefined;
      return [{ provider: named, model: rest }];
    },
  };
}
