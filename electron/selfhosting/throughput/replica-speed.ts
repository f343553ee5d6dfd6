import type { Fleet } from '#shared/domain/fleet.ts';
import type { Gpu } from '#shared/domain/hosting-book.ts';
import { assertNever } from '#shared/result.ts';
import { roofline, type MemoryFit, type RequestShape, type Roofline } from './roofline.ts';

/** What a replica does with requests of one shape. */
export interface ReplicaSpeed {
  /** Time of the whole replica that one request takes, seconds: its share of a batch. */
  readonly secondsPerRequest: number;
  /** Requests under way together. */
  readonly concurrency: number;
  /** Where the speed comes from. */
  readonly basis: 'measured' | 'roofline';
  /** Tokens a second at full use; null where the measurement does not tell the phases apart. */
  readonly prefillTokensPerSecond: number | null;
  readonly decodeTokensPerSecond: number | null;
  /**
   * What the true speed is expected to be, as multiples of this one. A measurement is 1 to 1; the roofline is optimistic
   * by 14 to 27 %.
   */
  readonly expected: { readonly low: number; readonly high: number };
  /** For the roofline: what it found. */
  readonly roofline?: Roofline;
  readonly memory?: MemoryFit;
}

/**
 * How far published measurements stay behind the roofline: 14 % on one GPU, 27 % on two (13B, 512 tokens, A100;
 * cli99/llm-analysis against FasterTransformer).
 */
export const rooflineOptimism = { low: 0.14, high: 0.27 } as const;

const asMeasured = { low: 1, high: 1 } as const;

/**
 * The speed of a replica. A roofline needs a GPU: without one this is a bug, since `resolveFleet` refuses such a fleet.
 */
export function replicaSpeed(fleet: Fleet, gpu: Gpu | undefined, request: RequestShape): ReplicaSpeed {
  const { throughput } = fleet;
  const prefilled = request.inputTokens * (1 - fleet.prefixCacheShare);
  switch (throughput.kind) {
    case 'measured-tokens':
      return {
        secondsPerRequest: (prefilled + request.outputTokens) / throughput.tokensPerSecond,
        concurrency: throughput.concurrency,
        basis: 'measured',
        prefillTokensPerSecond: null,
        decodeTokensPerSecond: null,
        expected: asMeasured,
      };
    case 'measured-requests':
      return {
        secondsPerRequest: 3600 / throughput.requestsPerHour,
        concurrency: throughput.concurrency,
        basis: 'measured',
        prefillTokensPerSecond: null,
        decodeTokensPerSecond: null,
        expected: asMeasured,
      };
    case 'measured-phases':
      return phases(
        throughput.prefillTokensPerSecond,
        throughput.decodeTokensPerSecond,
        throughput.concurrency,
        'measured',
      );
    case 'measured-batch': {
      const { batch, inputTokens, outputTokens, timeToFirstTokenSeconds, completionSeconds } = throughput;
      return phases(
        (batch * inputTokens) / timeToFirstTokenSeconds,
        (batch * outputTokens) / completionSeconds,
        batch,
        'measured',
      );
    }
    case 'roofline': {
      if (gpu === undefined) throw new Error(`The roofline of fleet ${fleet.id} needs a GPU.`);
      const found = roofline(throughput, gpu, fleet.gpusPerReplica, request);
      const speed = phases(found.prefillTokensPerSecond, found.decodeTokensPerSecond, found.batch, 'roofline');
      return { ...speed, roofline: found, memory: found.memory };
    }
    default:
      return assertNever(throughput);
  }

  function phases(prefill: number, decode: number, concurrency: number, basis: ReplicaSpeed['basis']): ReplicaSpeed {
    return {
      secondsPerRequest: prefilled / prefill + request.outputTokens / decode,
      concurrency,
      basis,
      prefillTokensPerSecond: prefill,
      decodeTokensPerSecond: decode,
      expected: basis === 'measured' ? asMeasured : { low: 1 - rooflineOptimism.high, high: 1 - rooflineOptimism.low },
    };
  }
}
