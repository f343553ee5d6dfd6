import type { FleetThroughput, ModelShape } from '#shared/domain/fleet.ts';
import type { Gpu, NumberFormat } from '#shared/domain/hosting-book.ts';
import { activeParameters, kvBytesPerToken, weightBytes, weightBytesRead } from './model-memory.ts';

/** A roofline's inputs, as a fleet states them. */
export type RooflineInputs = Extract<FleetThroughput, { kind: 'roofline' }>;

/** A mean request, as the fleet sees it. */
export interface RequestShape {
  /** Prompt tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Whether a replica's memory holds the model, and how many requests beside it. */
export interface MemoryFit {
  readonly weightsGb: number;
  /** KV cache of one request at its longest, GB. */
  readonly kvGbPerRequest: number;
  /** Left for KV caches after weights and reserve, GB; negative when the weights do not fit. */
  readonly kvRoomGb: number;
  readonly memoryGb: number;
  /** Requests whose caches fit together. */
  readonly largestBatch: number;
  readonly fits: boolean;
}

/** What the roofline says of one replica. */
export interface Roofline {
  readonly memory: MemoryFit;
  readonly batch: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** One decode step of the batch, seconds: the pace at which each answer appears. */
  readonly secondsPerToken: number;
  /** What a decode step waits for. */
  readonly decodeBound: 'memory' | 'compute';
}

/**
 * Time of one sum over all GPUs of a replica besides its bytes, seconds: launching the kernel and waiting for the slowest.
 * Assumed; 8 to 12 µs are usual over NVLink.
 */
const syncSeconds = 10e-6;
/** Share of a link's bandwidth that a ring sum reaches. Assumed. */
const linkEfficiency = 0.7;
/** Bandwidth taken where the book knows none, GB/s: PCIe 4.0 ×16. */
const plainLinkGbPerS = 32;
/** The sums are of 16-bit numbers whatever the weights are. */
const activationBytes = 2;
/** More requests together than any scheduler runs. */
const mostRequests = 4096;

/** Peak arithmetic in a number format, operations a second; FP16's where the GPU has no unit for the format. */
export function peakFlops({ teraflops }: Gpu, format: NumberFormat): number {
  const direct = teraflops[format] ?? teraflops.fp16 ?? Math.max(0, ...Object.values(teraflops));
  return direct * 1e12;
}

/** Checks a replica's memory for requests of a shape. */
export function fitMemory(inputs: RooflineInputs, gpu: Gpu, gpus: number, request: RequestShape): MemoryFit {
  const memoryGb = gpus * gpu.memoryGb;
  const weightsGb = weightBytes(inputs.model, inputs.weights) / 1e9;
  const tokens = Math.max(1, request.inputTokens + request.outputTokens);
  const kvGbPerRequest = (tokens * kvBytesPerToken(inputs.model, inputs.kvCache)) / 1e9;
  const kvRoomGb = memoryGb * (1 - inputs.memoryReserve) - weightsGb;
  const largestBatch = Math.max(0, Math.floor(kvRoomGb / kvGbPerRequest));
  return { weightsGb, kvGbPerRequest, kvRoomGb, memoryGb, largestBatch, fits: largestBatch >= 1 };
}

/**
 * Speed of one replica by the roofline: prefill by arithmetic, decode by the slower of reading weights and KV cache and of
 * arithmetic, each with the sums that tensor parallelism adds. It leaves out scheduling, sampling and uneven batches, so
 * measured speed is lower.
 * Prefill, a GPU: F·e_f ÷ (2·N_active + attention). Decode step: max((W_read + batch·context·KV) ÷ (BW·e_m),
 * 2·N_active·batch ÷ (F·e_f)). Sources: cost model of cli99/llm-analysis; arXiv 2402.16363 (LLM-Viewer).
 */
export function roofline(inputs: RooflineInputs, gpu: Gpu, gpus: number, request: RequestShape): Roofline {
  const memory = fitMemory(inputs, gpu, gpus, request);
  const step = (batch: number): DecodeStep => decodeStep(inputs, gpu, gpus, request, batch);
  const batch = inputs.batch ?? largestBatch(inputs, Math.min(memory.largestBatch, mostRequests), step);
  const { seconds, bound } = step(batch);
  return {
    memory,
    batch,
    prefillTokensPerSecond: 1 / prefillSecondsPerToken(inputs, gpu, gpus, request),
    decodeTokensPerSecond: batch / seconds,
    secondsPerToken: seconds,
    decodeBound: bound,
  };
}

function prefillSecondsPerToken(inputs: RooflineInputs, gpu: Gpu, gpus: number, request: RequestShape): number {
  const { model } = inputs;
  // Attention of a prompt of n tokens: 4·L·h·n operations a token, all of the square being computed.
  const operations = 2 * activeParameters(model) + 4 * model.layers * model.hiddenSize * request.inputTokens;
  const arithmetic = operations / (gpus * peakFlops(gpu, inputs.weights) * inputs.flopsEfficiency);
  const sync = request.inputTokens === 0 ? 0 : sumSeconds(model, gpu, gpus, request.inputTokens) / request.inputTokens;
  return arithmetic + sync;
}

interface DecodeStep {
  readonly seconds: number;
  readonly bound: Roofline['decodeBound'];
}

function decodeStep(inputs: RooflineInputs, gpu: Gpu, gpus: number, request: RequestShape, batch: number): DecodeStep {
  const { model, weights, kvCache, flopsEfficiency, bandwidthEfficiency } = inputs;
  // Over an answer the context grows from the prompt to prompt and answer: half of the answer on average.
  const context = request.inputTokens + request.outputTokens / 2;
  const bytes = weightBytesRead(model, weights, batch) + batch * context * kvBytesPerToken(model, kvCache);
  const reading = bytes / (gpus * gpu.bandwidthGbPerS * 1e9 * bandwidthEfficiency);
  const arithmetic = (2 * activeParameters(model) * batch) / (gpus * peakFlops(gpu, weights) * flopsEfficiency);
  return {
    seconds: Math.max(reading, arithmetic) + sumSeconds(model, gpu, gpus, batch),
    bound: reading >= arithmetic ? 'memory' : 'compute',
  };
}

/** Time of the sums over all GPUs for some tokens: two a layer, each moving 2·(n−1)/n of the hidden state per token. */
function sumSeconds({ layers, hiddenSize }: ModelShape, gpu: Gpu, gpus: number, tokens: number): number {
  if (gpus === 1) return 0;
  const bytes = tokens * hiddenSize * activationBytes * ((2 * (gpus - 1)) / gpus);
  const link = (gpu.linkGbPerS ?? plainLinkGbPerS) * 1e9 * linkEfficiency;
  return 2 * layers * (bytes / link + syncSeconds);
}

/** The largest batch whose step keeps the pace; steps only get slower as a batch grows. At least 1. */
function largestBatch(inputs: RooflineInputs, most: number, step: (batch: number) => DecodeStep): number {
  const pace = inputs.maxSecondsPerToken ?? Infinity;
  let [low, high] = [1, Math.max(1, most)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (step(middle).seconds <= pace) low = middle;
    else high = middle - 1;
  }
  return low;
}
