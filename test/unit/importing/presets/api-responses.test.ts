import { describe, expect, it } from 'vitest';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

describe('the preset of logged API responses', () => {
  it("reads each response by its own API's convention", async () => {
    const { report, records } = await importFixture('api-responses.jsonl');
    expect(report.preset).toBe('api-responses');
    expect(
      records.map(({ provider, model, serviceTier, tokens }) => ({ provider, model, serviceTier, tokens })),
    ).toEqual([
      // OpenAI: 1,500 in holds 1,024 cached, 300 out holds 120 reasoning.
      {
        provider: 'openai',
        model: 'gpt-4o-2024-08-06',
        serviceTier: 'standard',
        tokens: { input: 476, cacheRead: 1024, output: 180, reasoning: 120 },
      },
      {
        provider: 'openai',
        model: 'gpt-5-2025-08-07',
        serviceTier: 'flex',
        tokens: { input: 1500, cacheRead: 500, output: 150, reasoning: 250 },
      },
      // Anthropic: no part holds another.
      {
        provider: 'anthropic',
        model: 'claude-sonnet-4-5-20250929',
        serviceTier: 'standard',
        tokens: { input: 20, cacheRead: 3000, cacheWrite5m: 400, output: 90 },
      },
      // Gemini: 1,000 in holds 600 cached and 100 of sound, + 25 of tool use; 150 thoughts beside 200 out.
      {
        provider: 'google',
        model: 'gemini-2.5-flash',
        serviceTier: 'standard',
        tokens: { input: 325, cacheRead: 600, inputAudio: 100, output: 200, reasoning: 150 },
      },
      {
        provider: 'openrouter',
        model: 'anthropic/claude-sonnet-4.5',
        serviceTier: 'standard',
        tokens: { input: 100, output: 10 },
      },
      // The output of a batch job.
      { provider: 'openai', model: 'gpt-4o-mini-2024-07-18', serviceTier: 'batch', tokens: { input: 60, output: 40 } },
    ]);
    expect(report).toMatchObject({ imported: 6, duplicate: 1, rejected: 0, requests: 6, billedNanoUsd: '450000' });
    expect(records[2]?.units).toEqual({ webSearch: 1 });
    expect(records[3]?.startMs).toBe(Date.UTC(2026, 2, 2, 10, 3, 0, 123));
    expect(JSON.stringify(records)).not.toContain('secret');
  });

  it('rejects a response without a time, since it cannot be priced or placed', async () => {
    const message = {
      id: 'msg_1',
      type: 'message',
      model: 'claude-opus-4-6',
      usage: { input_tokens: 1, output_tokens: 1 },
    };
    const { report } = await importText(
      jsonLines({ timestamp: '2026-03-02T10:00:00Z', response: { ...message, id: 'msg_2' } }, { response: message }),
    );
    expect(report).toMatchObject({ imported: 1, rejected: 1 });
    expect(report.rejects[0]?.reason).toBe('neither the response nor the entry around it says when it was');
  });

  it('rejects parts that are more than their total', async () => {
    const response = (cached: number) => ({
      id: `chatcmpl-${cached}`,
      object: 'chat.completion',
      created: 1_772_445_600,
      model: 'gpt-4o',
      usage: { prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: { cached_tokens: cached } },
    });
    const { report } = await importText(jsonLines(response(4), response(11)));
    expect(report).toMatchObject({ imported: 1, rejected: 1, tokens: { input: 6, cacheRead: 4, output: 1 } });
    expect(report.rejects[0]?.reason).toContain('less than its parts cached_tokens 11');
  });

  it('is not mistaken for logs that only count tokens', async () => {
    expect(
      await presetOf(jsonLines({ time: 1_772_445_600, usage: { input_tokens: 5, output_tokens: 5 } })),
    ).toBeUndefined();
    expect(await presetOf(jsonLines({ id: 'x', model: 'm', created: 1, usage: 'high' }))).toBeUndefined();
  });
});
