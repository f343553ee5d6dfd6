import type { Residency } from '#shared/domain/usage.ts';
import { aliasHint, type NameRule } from './name-rule.ts';

/** Parts of a LiteLLM name that only choose the endpoint. Source: https://docs.litellm.ai/docs/providers/bedrock */
const endpointParts = new Set(['converse', 'converse_like', 'invoke', 'responses', 'chat', 'mantle', 'agentcore']);

/**
 * LiteLLM's routes between provider and model: `bedrock/us-east-1/…` and `azure/eu/…` name a place, `converse/` an
 * API; `…-month-commitment/` is provisioned throughput, which no token price holds for.
 */
export const liteLlmRoute: NameRule = {
  id: 'litellm-route',
  read({ provider, model }) {
    const slash = model.indexOf('/');
    if ((provider !== 'aws' && provider !== 'azure') || slash <= 0) return undefined;
    const part = model.slice(0, slash).toLowerCase();
    const rest = model.slice(slash + 1);
    if (part.endsWith('-commitment')) {
      return { unreadable: `"${model}" is provisioned throughput, billed by the hour.`, nextStep: aliasHint };
    }
    if (endpointParts.has(part)) return [{ provider, model: rest, note: `without the endpoint "${part}/"` }];
    const residency = placeOf(part, provider);
    if (residency === undefined) return undefined;
    return [{ provider, model: rest, note: `without the place "${part}/"`, residency }];
  },
};

function placeOf(part: string, provider: 'aws' | 'azure'): Residency | undefined {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(part)) return 'regional';
  if (provider === 'aws') return undefined;
  if (part === 'global' || part === 'global-standard') return 'global';
  if (part === 'us' || part === 'eu') return part;
  return undefined;
}
