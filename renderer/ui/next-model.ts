import type { ModelSummary } from '#shared/contract.ts';

/** A model to add to a mix: not in it yet, of the first one's provider where there is one. */
export function nextModel(
  catalogue: readonly Pick<ModelSummary, 'modelId' | 'provider'>[],
  mix: readonly { readonly model: string }[],
): string | undefined {
  const taken = new Set(mix.map(({ model }) => model));
  const free = catalogue.filter(({ modelId }) => !taken.has(modelId));
  const provider = mix[0]?.model.split('/', 1)[0];
  return (free.find((model) => model.provider === provider) ?? free[0])?.modelId;
}
