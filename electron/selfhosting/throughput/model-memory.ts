import type { ModelShape } from '#shared/domain/fleet.ts';
import type { NumberFormat } from '#shared/domain/hosting-book.ts';

/** Bytes of one number. */
export const bytesOf: Readonly<Record<NumberFormat, number>> = { fp16: 2, fp8: 1, int8: 1, fp4: 0.5, int4: 0.5 };

/** KV cache of one token, bytes: 2·L·n_kv·d_head·b. Llama-3-70B in FP16: 2·80·8·128·2 = 327,680. */
export function kvBytesPerToken({ layers, kvHeads, headDimension }: ModelShape, format: NumberFormat): number {
  return 2 * layers * kvHeads * headDimension * bytesOf[format];
}

/** All weights, bytes. */
export function weightBytes({ parametersB }: ModelShape, format: NumberFormat): number {
  return parametersB * 1e9 * bytesOf[format];
}

/** Weights that one token passes through. */
export function activeParameters({ parametersB, activeParametersB = parametersB }: ModelShape): number {
  return activeParametersB * 1e9;
}

/**
 * Weights that a decode step of a batch reads, bytes. A dense model reads all of them whatever the batch. Of a mixture of
 * experts with E experts, k of them per token, the batch touches E·(1 − (1 − k/E)^batch) of each layer's: more than the
 * active ones, soon all of them.
 */
export function weightBytesRead(shape: ModelShape, format: NumberFormat, batch: number): number {
  const { experts, activeExperts } = shape;
  if (experts === undefined || activeExperts === undefined || activeExperts === experts)
    return weightBytes(shape, format);
  const all = shape.parametersB * 1e9;
  const active = activeParameters(shape);
  // all = shared + E·x and active = shared + k·x.
  const perExpert = (all - active) / (experts - activeExperts);
  const shared = Math.max(0, active - activeExperts * perExpert);
  const touched = experts * (1 - (1 - activeExperts / experts) ** batch);
  return (shared + touched * perExpert) * bytesOf[format];
}
