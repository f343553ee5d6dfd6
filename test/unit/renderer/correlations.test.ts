import { describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import { evaluate, uncertainInputs } from '../../../renderer/engine.ts';
import { correlationSentence } from '../../../renderer/features/scenario/correlation-sentence.ts';
import {
  addCorrelation,
  editCorrelation,
  freePair,
  isPaired,
  removeCorrelation,
} from '../../../renderer/store/edits-correlations.ts';
import { largeCard, run, scenarioOf } from '../simulator/builders.ts';

const range = { kind: 'lognormal' as const, p5: 500, p95: 2000 };
const plain = scenarioOf({ call: { prompt: { system: range, user: range }, answer: { output: range } } });
const scenario: Scenario = {
  ...plain,
  workloads: plain.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: range } })),
};
const inputs = uncertainInputs(scenario, run(scenario));
const paths = inputs.map(({ path }) => path);

describe('correlations between inputs', () => {
  it('are offered between inputs that have a range and move a cost', () => {
    expect(paths).toHaveLength(4);
    expect(inputs.map(({ label }) => label)).toContain('Support: Requests per day');
    expect(uncertainInputs(plain, run(scenarioOf()))).toEqual([]);
  });

  it('are added for pairs that there are not yet, changed and taken out', () => {
    let present = scenario;
    for (let count = 0; count < 6; count += 1) {
      const pair = freePair(paths, present.correlations);
      if (pair === undefined) throw new Error('Four inputs make six pairs.');
      present = addCorrelation(present, pair);
    }
    expect(freePair(paths, present.correlations)).toBeUndefined();
    expect(isPaired(present.correlations, paths[3] ?? '', paths[0] ?? '')).toBe(true);
    const changed = editCorrelation(present, 2, { coefficient: -0.25 });
    expect(changed.correlations[2]).toEqual({ inputs: present.correlations[2]?.inputs, coefficient: -0.25 });
    expect(removeCorrelation(changed, 2).correlations).toHaveLength(5);
  });

  it('that contradict each other are refused with the sentence of the engine', () => {
    const [a = '', b = '', c = ''] = paths;
    const impossible: Scenario = {
      ...scenario,
      correlations: [
        { inputs: [a, b], coefficient: 0.9 },
        { inputs: [b, c], coefficient: 0.9 },
        { inputs: [a, c], coefficient: -0.9 },
      ],
    };
    expect(evaluate(impossible, [largeCard])).toMatchObject({
      ok: false,
      error: {
        message: 'The correlations contradict each other: no inputs can move like this together.',
        at: { path: 'correlations' },
      },
    });
  });

  it('are said in a sentence', () => {
    expect(correlationSentence('A', 'B', 0)).toBe('A says nothing of B: each varies by itself.');
    expect(correlationSentence('A', 'B', 0.2)).toBe('When A is high, B is slightly more often high too.');
    expect(correlationSentence('A', 'B', -0.5)).toBe('When A is high, B is more often low.');
    expect(correlationSentence('A', 'B', 0.9)).toBe('When A is high, B is nearly always high too.');
    expect(correlationSentence('A', 'B', -1)).toBe('When A is high, B is always just as low.');
  });
});
