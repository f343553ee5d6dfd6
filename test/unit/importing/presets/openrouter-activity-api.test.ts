import { describe, expect, it } from 'vitest';
import { importFixture, presetOf } from './imported.ts';

describe("the preset of OpenRouter's activity API", () => {
  it('reads days and models, with what OpenRouter and the own keys cost together', async () => {
    const { report, records, tokens } = await importFixture('openrouter-activity-api.json');
    expect(report.preset).toBe('openrouter-activity-api');
    // 5,000 + 100 in; 1,250 out holds 250 reasoning; 30 out cannot hold 90, so they are beside it.
    expect(tokens).toEqual({ input: 5100, output: 1030, reasoning: 340 });
    expect(report).toMatchObject({ imported: 2, requests: 7, billedNanoUsd: '27000000' });
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2026, 2, 2),
      endMs: Date.UTC(2026, 2, 3),
      provider: 'openrouter',
      model: 'openai/gpt-4.1-2025-04-14',
      requests: 5,
    });
  });

  it('is not mistaken for other pages of days', async () => {
    expect(await presetOf(JSON.stringify({ data: [{ date: '2026-03-02', usage: 1, requests: 2 }] }))).toBeUndefined();
  });
});
