import type { ModelShape } from '#shared/domain/fleet.ts';

/** A published open model: what its configuration file says. */
export interface PublishedModel {
  readonly name: string;
  readonly shape: ModelShape;
}

/** Shapes to start from. Source: `config.json` and model card of each model in its maker's repository on Hugging Face. */
export const publishedModels: readonly PublishedModel[] = [
  {
    name: 'Llama 3.1 8B',
    shape: { parametersB: 8.03, layers: 32, hiddenSize: 4096, kvHeads: 8, headDimension: 128 },
  },
  {
    name: 'Llama 3.3 70B',
    shape: { parametersB: 70.6, layers: 80, hiddenSize: 8192, kvHeads: 8, headDimension: 128 },
  },
  {
    name: 'Qwen3 32B',
    shape: { parametersB: 32.8, layers: 64, hiddenSize: 5120, kvHeads: 8, headDimension: 128 },
  },
  {
    name: 'Qwen3 235B-A22B (mixture of experts)',
    shape: {
      parametersB: 235,
      activeParametersB: 22,
      layers: 94,
      hiddenSize: 4096,
      kvHeads: 4,
      headDimension: 128,
      experts: 128,
      activeExperts: 8,
    },
  },
  {
    name: 'gpt-oss-20b (mixture of experts)',
    shape: {
      parametersB: 20.9,
      activeParametersB: 3.6,
      layers: 24,
      hiddenSize: 2880,
      kvHeads: 8,
      headDimension: 64,
      experts: 32,
      activeExperts: 4,
    },
  },
  {
    name: 'gpt-oss-120b (mixture of experts)',
    shape: {
      parametersB: 116.8,
      activeParametersB: 5.1,
      layers: 36,
      hiddenSize: 2880,
      kvHeads: 8,
      headDimension: 64,
      experts: 128,
      activeExperts: 4,
    },
  },
];

/** The published model of a shape; undefined for a shape of one's own. */
export function publishedModelOf(shape: ModelShape): PublishedModel | undefined {
  return publishedModels.find(
    (model) =>
      model.shape.parametersB === shape.parametersB &&
      model.shape.layers === shape.layers &&
      model.shape.hiddenSize === shape.hiddenSize &&
      model.shape.activeParametersB === shape.activeParametersB,
  );
}
