import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger, fixture } from '../in-memory.ts';
import { importFixture, importText, presetOf } from './imported.ts';

describe("OpenRouter's activity export by generation", () => {
  it('splits cached and reasoning tokens off, and counts each generation once', async () => {
    const { report, tokens, records } = await importFixture('openrouter-generations.csv');
    // Input (10,389 − 8,000) + 2,000 + 50 + 400; output (137 − 100) + 300 + 0 + 20; reasoning 100 + 90 counted apart.
    expect(tokens).toEqual({ input: 4839, cacheRead: 8000, output: 357, reasoning: 190 });
    expect(report).toMatchObject({
      preset: 'openrouter-generations',
      rowsRead: 5,
      imported: 4,
      duplicate: 1,
      requests: 4,
      rejected: 0,
    });
    // 0.0123 + (0.0005 + 0.0095 to the user's own key) + 0 + 0.002
    expect(report.billedNanoUsd).toBe('24300000');
    expect(records.map((record) => record.model)).toEqual([
      'anthropic/claude-opus-4.7-20260401',
      'openai/gpt-5.4-20260301',
      'openai/gpt-oss-120b:free',
      'google/gemini-3-pro',
    ]);
    expect(records[0]).toEqual({
      startMs: Date.UTC(2026, 5, 28, 3, 46, 57, 713),
      endMs: Date.UTC(2026, 5, 28, 3, 46, 57, 713),
      provider: 'openrouter',
      model: 'anthropic/claude-opus-4.7-20260401',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 2389, cacheRead: 8000, output: 37, reasoning: 100 },
      project: 'Helpdesk',
      user: 'customer-7',
    });
    expect(JSON.stringify(records)).not.toMatch(/pat's key|pat@example/);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        "1 row: the cost contains what the provider billed to the user's own key.",
        '1 row: there is more reasoning than completion, so the two were counted apart.',
        'Left out: api_key_name (personal data).',
      ]),
    );
  });

  it('adds nothing for generations that an earlier file held', async () => {
    const ledger = createMemoryLedger();
    await importFixture('openrouter-generations.csv', {}, ledger);
    const longer = `${await readFile(fixture('openrouter-generations.csv'), 'utf8')}gen-new,2026-06-28 04:00:00.000,0.1,0,0,0,0,10,5,0,0,openai/gpt-4o,OpenAI,standard,false,true,,,,1,1,false,,\n`;
    const { report } = await importText(longer, {}, ledger);
    expect(report).toMatchObject({ imported: 1, duplicate: 5 });
  });

  it('reads the few columns that other tools write, and rejects cached tokens that exceed the prompt', async () => {
    const { report, tokens } = await importText(
      'generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_cached,model_permaslug\n' +
        'gen-1,2026-06-01T12:00:00Z,0.0021,100,50,0,anthropic/claude-opus\n' +
        'gen-2,2026-06-01T12:00:00Z,0.0021,100,50,200,anthropic/claude-opus\n',
    );
    expect(tokens).toEqual({ input: 100, output: 50 });
    expect(report.rejects).toEqual([
      {
        line: 3,
        column: 'tokens_prompt',
        reason: 'tokens_prompt is 100, less than its parts tokens_cached 200 (200): the file may count them apart',
      },
    ]);
  });
});

describe("OpenRouter's daily activity export", () => {
  it('reads days of requests, with the cost of own keys', async () => {
    const { report, tokens, records } = await importFixture('openrouter-activity.csv');
    // 70,965,665 + 120,000 in; (3,009,973 − 9,973) + (8,000 − 3,000) out; 9,973 + 3,000 reasoning
    expect(tokens).toEqual({ input: 71_085_665, output: 3_005_000, reasoning: 12_973 });
    expect(report).toMatchObject({ preset: 'openrouter-activity', imported: 2, requests: 4155, rejected: 0 });
    // 430.07 + 0.5 + 12.25
    expect(report.billedNanoUsd).toBe('442820000000');
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2026, 4, 12), endMs: Date.UTC(2026, 4, 13), requests: 4115 });
  });

  it("reads the API's table of the same, and leaves a hand-made one to the mapping", async () => {
    const { report, records } = await importText(
      'date,model,model_permaslug,endpoint_id,provider_name,usage,byok_usage_inference,requests,prompt_tokens,completion_tokens,reasoning_tokens\n' +
        '2026-05-12,openai/gpt-4o,openai/gpt-4o-2024-08-06,ep1,OpenAI,0.015,0.012,5,50,125,25\n',
    );
    expect(report).toMatchObject({ preset: 'openrouter-activity', billedNanoUsd: '27000000' });
    expect(records).toEqual([
      expect.objectContaining({
        model: 'openai/gpt-4o-2024-08-06',
        tokens: { input: 50, output: 100, reasoning: 25 },
      }),
    ]);
    expect(
      await presetOf('date,model,usage,requests,prompt_tokens,completion_tokens\n2026-05-12,gpt-4o,1,5,50,12\n'),
    ).toBeUndefined();
  });
});
