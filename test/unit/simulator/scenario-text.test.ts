import { describe, expect, it } from 'vitest';
import { modelsOf, parseScenario, scenarioToText } from '#simulator';
import { leverOf, scenarioOf } from './builders.ts';

const scenario = scenarioOf({
  levers: [
    leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] }),
    leverOf('prompt-caching', { hitRate: 0.5, components: ['system'] }, { enabled: false }),
  ],
});

describe('scenarioToText', () => {
  it('gives the scenario back when it is parsed, with lever defaults filled in', () => {
    const parsed = parseScenario(scenarioToText(scenario), 'x');
    expect(parsed.ok && parsed.value).toEqual({
      ...scenario,
      levers: [
        {
          ...scenario.levers[0],
          parameters: {
            targets: [{ model: 'other/small', share: 0.5 }],
            classes: [],
            routerUsd: 0,
            misroutedShare: 0,
          },
        },
        {
          ...scenario.levers[1],
          parameters: {
            components: ['system'],
            cacheableShare: 1,
            hitRateFrom: 'given',
            hitRate: 0.5,
            prefixes: 1,
            answerSeconds: 0,
            storageHoursPerDay: 0,
            ttl: '5m',
          },
        },
      ],
    });
  });

  it('writes the same text whatever the order of keys was', () => {
    const [workload] = scenario.workloads;
    const [call] = workload?.calls ?? [];
    if (workload === undefined || call === undefined) throw new Error('No call');
    const shuffled = Object.fromEntries(Object.entries(scenario).reverse());
    const reversedPrompt = Object.fromEntries(Object.entries(call.prompt).reverse());
    const other = {
      ...scenario,
      ...shuffled,
      workloads: [{ ...workload, calls: [{ ...call, prompt: reversedPrompt }] }],
    };
    expect(scenarioToText(other)).toBe(scenarioToText(scenario));
  });

  it('is stable: writing what was read gives the same text', () => {
    const text = scenarioToText(scenario);
    const parsed = parseScenario(text, 'x');
    expect(parsed.ok && scenarioToText(parsed.value)).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('modelsOf', () => {
  it('names every model of workloads and levers once, levers that are switched off included', () => {
    const twice = { ...scenario, levers: scenario.levers.map((lever) => ({ ...lever, enabled: false })) };
    expect(modelsOf(twice)).toEqual(['maker/large', 'other/small']);
  });
});
