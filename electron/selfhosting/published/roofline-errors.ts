import { fleetThroughputSchema } from '#shared/domain/fleet.ts';
import { bundledGpus } from '../book/bundled-gpus.ts';
import { roofline } from '../throughput/roofline.ts';

/** A published measurement beside what the roofline says of it. */
export interface RooflineError {
  readonly what: string;
  readonly measuredMs: number;
  readonly estimatedMs: number;
  /** Estimated ÷ measured − 1: negative = the roofline is optimistic. */
  readonly error: number;
}

/** Source: cli99/llm-analysis, a 13B model (OPT) on A100-40 GB with FasterTransformer, 512 tokens in, batch 1. */
const measurements = [
  { phase: 'prefill', gpus: 1, measuredMs: 63.17 },
  { phase: 'decode', gpus: 1, measuredMs: 22 },
  { phase: 'prefill', gpus: 2, measuredMs: 45.45 },
  { phase: 'decode', gpus: 2, measuredMs: 13.5 },
] as const;

const inputTokens = 512;

/** The roofline against published measurements, at the efficiencies that a new fleet starts with. */
export function rooflineErrors(): readonly RooflineError[] {
  const throughput = fleetThroughputSchema.parse({
    kind: 'roofline',
    batch: 1,
    model: { parametersB: 13, layers: 40, hiddenSize: 5120, kvHeads: 40, headDimension: 128 },
  });
  const gpu = bundledGpus.find(({ id }) => id === 'a100-40-sxm');
  if (throughput.kind !== 'roofline' || gpu === undefined) throw new Error('The bundled GPUs lack the A100 of 40 GB.');
  return measurements.map(({ phase, gpus, measuredMs }) => {
    const found = roofline(throughput, gpu, gpus, { inputTokens, outputTokens: 1 });
    const seconds = phase === 'prefill' ? inputTokens / found.prefillTokensPerSecond : found.secondsPerToken;
    const estimatedMs = 1000 * seconds;
    return {
      what: `${phase === 'prefill' ? 'First token' : 'Each further token'}, ${gpus} GPU${gpus === 1 ? '' : 's'}`,
      measuredMs,
      estimatedMs,
      error: estimatedMs / measuredMs - 1,
    };
  });
}
