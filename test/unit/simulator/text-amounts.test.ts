import { describe, expect, it } from 'vitest';
import type { TextAmount } from '#shared/domain/text-tokens.ts';
import { parseScenario, sampleSimulation, scenarioToText, simulate } from '#simulator';
import { largeCard, run, scenarioOf } from './builders.ts';

const text: TextAmount = { text: 'Be brief.', count: { textHash: '9-x', encoding: 'o200k_base', tokens: 1000 } };

/** The large card under a name whose encoding is known. */
const openAiCard = { ...largeCard, modelId: 'openai/gpt-4o' };

function scenarioWith(model: string, user: TextAmount | number): ReturnType<typeof scenarioOf> {
  return scenarioOf({ call: { models: [{ model, share: 1 }], prompt: { user }, answer: {} } });
}

describe('a component given as its text', () => {
  it('costs what the same number of tokens costs where the count is exact: 30,000 × 1,000 × $3 ÷ 10⁶ = $90', () => {
    const result = run(scenarioWith('openai/gpt-4o', text), [openAiCard]);
    expect(result.summary.baselineMonthlyUsd).toBeCloseTo(90, 9);
    expect(run(scenarioWith('openai/gpt-4o', 1000), [openAiCard]).summary).toEqual(result.summary);
  });

  it('is as uncertain as its estimate on a model of another vendor: 75 % to 125 %, anywhere between', () => {
    const result = run(scenarioWith('maker/large', text), [largeCard]);
    expect(result.summary.baselineMonthlyUsd).toBeCloseTo(90, 9);
    const { monthly, uncertainInputs } = sampleSimulation(result, { samples: 4000, seed: 1, correlations: [] });
    expect(uncertainInputs).toEqual(['workloads[0].calls[0].prompt.user']);
    // P5 of a uniform range: 67.5 + 0.05 × 45 = 69.75; P95: 110.25.
    expect(monthly.baselineUsd.p5).toBeCloseTo(69.75, 0);
    expect(monthly.baselineUsd.p95).toBeCloseTo(110.25, 0);
  });

  it('is refused plainly where it is not counted', () => {
    const result = simulate(scenarioWith('maker/large', { text: 'Be brief.' }), [largeCard]);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'text-not-counted', at: { path: 'workloads[0].calls[0].prompt.user' } },
    });
  });

  it('is kept in the file with its count', () => {
    const scenario = scenarioWith('maker/large', text);
    const reread = parseScenario(scenarioToText(scenario), 'x');
    expect(reread.ok && reread.value.workloads[0]?.calls[0]?.prompt.user).toEqual(text);
  });

  it.each([
    [{ text: 5 }, "'text' must be text, but is 5."],
    [{ text: 'a', cuont: 1 }, "'cuont' is not a known field here."],
    [{ kind: 'lognormal', p5: -1, p95: 2 }, "'p5' must be at least 0, but is -1."],
    [{ kind: 'lognormal', p5: 1 }, "'p95' is missing."],
  ])('names what is wrong with %j', (user, sentence) => {
    const document: unknown = { ...scenarioOf(), workloads: [] };
    const [workload] = scenarioOf().workloads;
    const calls = (workload?.calls ?? []).map((call) => ({ ...call, prompt: { user } }));
    const bad = JSON.stringify({ ...(document as object), workloads: [{ ...workload, calls }] });
    expect(parseScenario(bad, 'x')).toMatchObject({ ok: false, error: { message: sentence } });
  });
});
