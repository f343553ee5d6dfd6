import { failure, type Result } from '#shared/result.ts';
import type { Analyses, AnalysisAnswer, AnalysisKind, AnalysisQuestion, AnalysisRequest, Analyst } from './analyses.ts';

/** An analyst in a web worker, started with the first question. A worker that dies fails what it was asked, and is replaced. */
export function createWorkerAnalyst(): Analyst {
  const open = new Map<number, (result: Result<Analyses[AnalysisKind]>) => void>();
  let worker: Worker | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<AnalysisAnswer>) => {
      open.get(data.id)?.(data.result);
      open.delete(data.id);
    });
    started.addEventListener('error', () => {
      started.terminate();
      worker = undefined;
      for (const answer of open.values()) answer(failure('analysis-failed', 'The analysis stopped unexpectedly.'));
      open.clear();
    });
    return started;
  }

  return {
    run<K extends AnalysisKind>(question: AnalysisQuestion<K>): Promise<Result<Analyses[K]>> {
      worker ??= start();
      lastId += 1;
      const request: AnalysisRequest = { id: lastId, question };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
      worker.postMessage(request);
      return new Promise((resolve) => {
        // The worker answers a question of a kind with an answer of that kind.
        open.set(request.id, (result) => resolve(result as Result<Analyses[K]>));
      });
    },
  };
}
