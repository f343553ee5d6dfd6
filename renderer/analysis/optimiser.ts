import type { Optimisation, OptimiseOptions, OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, type Result } from '#shared/result.ts';

/** What a search is given. */
export interface OptimiseRequest {
  readonly scenario: Scenario;
  /** Every dated card of the scenario's models. */
  readonly cards: readonly PriceCard[];
  readonly options: OptimiseOptions;
}

/** From the worker: progress, any number of times, then one end. */
export type OptimiseAnswer =
  | { readonly type: 'progress'; readonly progress: OptimiseProgress }
  | { readonly type: 'ended'; readonly result: Result<Optimisation> };

/** Who is told of a search. */
export interface OptimiseListener {
  onProgress(progress: OptimiseProgress): void;
  onEnd(result: Result<Optimisation>): void;
}

/** Starts a search in a worker of its own. @returns ends it at once; its listener hears no more. */
export function startOptimiser(request: OptimiseRequest, listener: OptimiseListener): () => void {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<OptimiseAnswer>) => {
    if (data.type === 'progress') {
      listener.onProgress(data.progress);
      return;
    }
    worker.terminate();
    listener.onEnd(data.result);
  });
  worker.addEventListener('error', () => {
    worker.terminate();
    listener.onEnd(failure('analysis-failed', 'The search stopped unexpectedly.'));
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
  worker.postMessage(request);
  return () => worker.terminate();
}
