import { scenarioFormat, scenarioVersion, type Scenario } from '#shared/domain/scenario.ts';
import type { MonthText } from '#shared/time.ts';
import { leverDefinitions } from '../engine.ts';

/**
 * A scenario to start from by hand: one workload of one call with round numbers, and every lever at its defaults,
 * switched off.
 * @param startMonth first month of the horizon.
 */
export function starterScenario(startMonth: MonthText): Scenario {
  return {
    format: scenarioFormat,
    version: scenarioVersion,
    name: 'New scenario',
    calendar: {
      startMonth,
      months: 12,
      daysPerMonth: 30,
      growth: { kind: 'compound', perMonth: 0 },
      launches: [],
    },
    workloads: [
      {
        id: 'workload',
        name: 'My workload',
        traffic: { requestsPerDay: 1000 },
        calls: [
          {
            id: 'answer',
            name: 'Answer',
            callsPerRequest: 1,
            models: [{ model: 'openai/gpt-4o', share: 1 }],
            prompt: { system: 800, history: 600, user: 200 },
            answer: { output: 300 },
            cache: { readShare: 0, write5mShare: 0, write1hShare: 0 },
            batchShare: 0,
          },
        ],
        fees: [],
      },
    ],
    fixedCosts: [],
    correlations: [],
    inputNotes: {},
    levers: leverDefinitions.map(({ kind, defaults }) => ({
      id: kind,
      kind,
      enabled: false,
      scope: {},
      parameters: { ...defaults },
    })),
  };
}
