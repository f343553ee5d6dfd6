import { describe, expect, it } from 'vitest';
import { countTexts, textHash } from '#tokens';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { TextAmount } from '#shared/domain/text-tokens.ts';
import { scenarioOf } from '../simulator/builders.ts';

function scenarioWith(system: TextAmount, model = 'openai/gpt-4o'): Scenario {
  return scenarioOf({ call: { models: [{ model, share: 1 }], prompt: { system, user: 10 } } });
}

function systemOf({ workloads }: Scenario): unknown {
  return workloads[0]?.calls[0]?.prompt.system;
}

describe('countTexts', () => {
  const text = 'You answer in one sentence.';
  const count = { textHash: textHash(text), encoding: 'o200k_base', tokens: 6 } as const;

  it('counts a text that has no count, one that changed since, and one in another encoding', async () => {
    expect(systemOf(await countTexts(scenarioWith({ text })))).toEqual({ text, count });
    const changed = { text, count: { ...count, textHash: textHash('Other'), tokens: 999 } };
    expect(systemOf(await countTexts(scenarioWith(changed)))).toEqual({ text, count });
    const old = await countTexts(scenarioWith({ text, count }, 'openai/gpt-4'));
    expect(systemOf(old)).toMatchObject({ count: { encoding: 'cl100k_base', tokens: 6 } });
  });

  it('gives a scenario back as it is when its counts are good, and leaves numbers alone', async () => {
    const good = scenarioWith({ text, count });
    expect(await countTexts(good)).toBe(good);
    const counted = await countTexts(scenarioWith({ text }));
    expect(counted.workloads[0]?.calls[0]?.prompt.user).toBe(10);
  });
});
