import { expect, it } from 'vitest';
import { assumptionsOf } from '../../../electron/commands/assumptions.ts';
import { scenarioOf } from '../simulator/builders.ts';

it('gives the notes and sources of numbers by path, what the ledger measured, and what calibration assumed', () => {
  const scenario = scenarioOf({
    call: {
      answer: {
        output: {
          kind: 'empirical',
          mean: 120.5,
          p5: 10,
          p25: 50,
          p50: 100,
          p75: 150,
          p95: 300,
          records: 1234,
          binding: {
            measure: 'output',
            windowDays: 30,
            resolvedOn: '2026-11-28',
            from: '2026-10-29',
            to: '2026-11-27',
          },
        },
      },
    },
    inputNotes: {
      'workloads[0].traffic.requestsPerDay': { note: 'Last quarter.', source: 'Board report' },
      'workloads[0].calls[0].answer.output': { note: 'Chat only.' },
    },
    provenance: {
      kind: 'ledger',
      fromMs: 0,
      toMs: 1,
      records: 1,
      requests: 1,
      assumptions: ['Traffic does not grow.'],
    },
  });
  expect(assumptionsOf(scenario)).toEqual({
    inputs: [
      {
        path: 'workloads[0].calls[0].answer.output',
        note: 'Chat only.',
        measured:
          'Output tokens per request, last 30 days (2026-10-29 to 2026-11-27): mean 120.5, P5 10, P50 100, P95 300, from 1,234 records',
      },
      { path: 'workloads[0].traffic.requestsPerDay', note: 'Last quarter.', source: 'Board report' },
    ],
    calibration: ['Traffic does not grow.'],
  });
});
