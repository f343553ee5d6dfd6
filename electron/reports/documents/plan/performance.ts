import type { WorkloadPerformance } from '#shared/domain/plan-performance.ts';
import { amount, nothing, share, words } from '../cells.ts';
import type { Cell, Section } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** Expected quality and latency before and after the levers; no section when the plan says nothing of them. */
export function performanceSections({ result }: PlanFacts): readonly Section[] {
  const { performance } = result;
  if (performance === undefined) return [];
  const after = new Map(performance.optimized.map((one) => [keyOf(one), one]));
  return [
    {
      title: 'Quality and latency',
      blocks: [
        {
          kind: 'table',
          id: 'performance',
          title: 'Good answers, and seconds that a request waits on average',
          columns: [
            { key: 'workload', title: 'Workload' },
            { key: 'qualityBaseline', title: 'Quality, baseline', isNumber: true },
            { key: 'qualityOptimized', title: 'Quality, optimized', isNumber: true },
            { key: 'secondsBaseline', title: 'Seconds, baseline', isNumber: true },
            { key: 'secondsOptimized', title: 'Seconds, optimized', isNumber: true },
          ],
          rows: performance.baseline.map((before) => {
            const optimized = after.get(keyOf(before));
            return [
              words(before.name),
              qualityCell(before),
              qualityCell(optimized),
              latencyCell(before),
              latencyCell(optimized),
            ];
          }),
        },
      ],
    },
  ];
}

function keyOf({ workloadId, tierId = '' }: WorkloadPerformance): string {
  return `${workloadId}\n${tierId}`;
}

function qualityCell(performance: WorkloadPerformance | undefined): Cell {
  return performance?.quality === undefined ? { ...nothing, text: 'not known' } : share(performance.quality.value);
}

function latencyCell(performance: WorkloadPerformance | undefined): Cell {
  return performance?.latency === undefined ? { ...nothing, text: 'not known' } : amount(performance.latency.value);
}
