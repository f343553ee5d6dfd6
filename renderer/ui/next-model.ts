import type { ModelSummary } from '#shared/contract.ts';

/** A model to add to a mix: not in it yet, of the first one's provider where there is one. */
export function nextModel(
  catalogue: readonly Pick<ModelSummary, 'modelId' | 'provider'>[],
  mix: readonly { readonly model: string }[],
): string | undefined {
  const taken = new Set(mix.map(({ model }) => model));
  const provider = mix[0]?.model.split('/', 1)[0];
  // Asked in every frame of a slider, of some thousand models: it stops at the first that fits.
  const isFree = ({ modelId }: { readonly modelId: string }): boolean => !taken.has(modelId);
  const found = catalogue.find((model) => model.provider === provider && isFree(model)) ?? catalogue.find(isFree);
  return found?.modelId;
}
