import { config } from 'zod';
import { optimiseSteps } from '../engine.ts';
import type { AnalysisAnswer, AnalysisRequest } from './analyses.ts';
import type { OptimiseAnswer, OptimiseRequest } from './optimiser.ts';
import { runAnalysis } from './run-analysis.ts';

// Zod would probe for eval, which the content security policy forbids and reports.
config({ jitless: true });

// The window's own worker: whatever it receives comes from `worker-analyst.ts`, or from `optimiser.ts`, which has one of its own.
addEventListener('message', ({ data }: MessageEvent<AnalysisRequest | OptimiseRequest>) => {
  if ('options' in data) {
    search(data);
    return;
  }
  answer({ id: data.id, result: runAnalysis(data.question) });
});

function search({ scenario, cards, options }: OptimiseRequest): void {
  const steps = optimiseSteps(scenario, cards, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      answer({ type: 'ended', result: step.value });
      return;
    }
    answer({ type: 'progress', progress: step.value });
  }
}

function answer(message: AnalysisAnswer | OptimiseAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
  postMessage(message);
}
