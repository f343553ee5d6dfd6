import { calcPrice, findProvider, type Provider } from '@pydantic/genai-prices';
import { parseModelReference } from '../model-reference.ts';
import type { ModelReference } from '../catalogue.ts';
import { bookModelId, type BookModel } from './book-cards.ts';

/** A book model with the reason it was chosen. */
export interface ModelMatch extends BookModel {
  readonly reason: string;
}

/**
 * Finds the book's model for a reference: by exact id first, else by the book's own rules (aliases, dated snapshots,
 * a provider's one-step fallback). A gateway such as LiteLLM names no seller, so it counts as no provider; any other
 * provider that the book does not know matches nothing, because its prices are not known either.
 * @param byId the book's models by `provider/model`.
 */
export function matchModel(byId: ReadonlyMap<string, BookModel>, reference: ModelReference): ModelMatch | undefined {
  for (const { provider, model } of readings(reference)) {
    const seller = provider === undefined ? undefined : findProvider({ providerId: provider });
    if (provider !== undefined && seller === undefined) continue;
    const match = exactMatch(byId, seller, model) ?? ruleMatch(seller, model);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** The ways to read a reference, likeliest first. */
function readings(reference: ModelReference): readonly ModelReference[] {
  const model = reference.model.trim();
  const provider = reference.provider?.trim().toLowerCase() ?? '';
  if (provider !== '' && provider !== 'litellm') {
    // Some tools write the provider into the model as well: openai, openai/gpt-4o.
    const prefix = `${provider}/`;
    const inner = model.toLowerCase().startsWith(prefix) ? [{ provider, model: model.slice(prefix.length) }] : [];
    return [{ provider, model }, ...inner];
  }
  const named = parseModelReference(model);
  if (named.provider !== undefined) return [named];
  // The book knows more names for a provider than its id: `bedrock/…`, `vertex_ai/…`, `xai/…`.
  const alias = parseModelReference(model, (id) => findProvider({ providerId: id }) !== undefined);
  return alias.provider === undefined ? [named] : [alias, named];
}

function exactMatch(
  byId: ReadonlyMap<string, BookModel>,
  seller: Provider | undefined,
  model: string,
): ModelMatch | undefined {
  if (seller === undefined) return undefined;
  const found = byId.get(`${seller.id}/${model}`.toLowerCase());
  return found === undefined ? undefined : { ...found, reason: 'exact id' };
}

function ruleMatch(seller: Provider | undefined, model: string): ModelMatch | undefined {
  if (model === '') return undefined;
  // The package exports its matcher only inside its calculator; no tokens, any instant: the match is all that is read.
  const result = calcPrice({}, model, {
    ...(seller === undefined ? {} : { providerId: seller.id }),
    timestamp: new Date(0),
  });
  if (result === null) return undefined;
  const { provider, model: found } = result;
  const owner = ownerOf(provider, found);
  const id = bookModelId({ provider: owner, model: found });
  const how = seller === undefined ? 'by its name alone, no provider given' : `by the book's rule for ${provider.id}`;
  const fallback = owner === provider ? '' : `, which has no entry of its own and falls back to ${owner.id}`;
  return { provider, owner, model: found, reason: `matched ${id} ${how}${fallback}` };
}

/** The provider whose list holds the entry: the seller's own, or one of its fallbacks. */
function ownerOf(provider: Provider, model: BookModel['model']): Provider {
  if (provider.models.includes(model)) return provider;
  const owner = (provider.fallback_model_providers ?? [])
    .map((providerId) => findProvider({ providerId }))
    .find((fallback) => fallback?.models.includes(model) === true);
  return owner ?? provider;
}
