import { config } from 'zod';
import type { AnalysisAnswer, AnalysisRequest } from './analyses.ts';
import { runAnalysis } from './run-analysis.ts';

// Zod would probe for eval, which the content security policy forbids and reports.
config({ jitless: true });

// The window's own worker: whatever it receives comes from `worker-analyst.ts`.
addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  const { id, kind, scenario, cards } = data;
  const answer: AnalysisAnswer = { id, result: runAnalysis(kind, scenario, cards) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
  postMessage(answer);
});
