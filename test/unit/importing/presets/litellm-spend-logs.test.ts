import { describe, expect, it } from 'vitest';
import { createMemoryLedger } from '../in-memory.ts';
import { importFixture, importText, jsonLines } from './imported.ts';

const header =
  'request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,metadata';

/** One call as CSV, its metadata quoted. */
function call(id: string, type: string, numbers: string, model: string, metadata: unknown): string {
  const json = JSON.stringify(metadata).replaceAll('"', '""');
  return `${id},${type},${numbers},2026-01-05 10:00:00,${model},,"${json}"`;
}

describe("LiteLLM's spend logs", () => {
  it('decides for each row whether the prompt contains its cached tokens', async () => {
    const { report, tokens, records } = await importFixture('litellm-spend-logs.csv');
    // Input 1,000 − 600; 3,400 − 2,000 − 1,000 as input_tokens says; 30 apart from 5,000; 50 − 20; 500.
    expect(records.map((record) => record.tokens.input)).toEqual([400, 400, 30, 30, 500]);
    expect(tokens).toEqual({
      input: 1360,
      cacheRead: 7620,
      cacheWrite5m: 700,
      cacheWrite1h: 300,
      output: 270,
      reasoning: 40,
    });
    expect(report).toMatchObject({
      preset: 'litellm-spend-logs',
      presetReason: "all 32 columns are those of LiteLLM's spend logs",
      rowsRead: 8,
      imported: 5,
      duplicate: 1,
      empty: 2,
      rejected: 0,
      requests: 5,
    });
    // 0.0123 + 0.05 + 0.06 + 0.001 + 0.0001
    expect(report.billedNanoUsd).toBe('123400000');
    expect(report.notes).toEqual(
      expect.arrayContaining([
        '1 row: prompt_tokens does not contain the cached tokens, as the row itself shows.',
        '1 row: the row does not show whether prompt_tokens contains the cached tokens: it was taken as containing them.',
        "1 row: answered from LiteLLM's own response cache, so nothing was bought.",
        '1 row: the call failed and used nothing.',
      ]),
    );
  });

  it('keeps user, team, session and the one tag of its caller, and none of what is private', async () => {
    const { records, report } = await importFixture('litellm-spend-logs.csv');
    expect(records[0]).toEqual({
      startMs: Date.UTC(2025, 5, 21, 17, 6, 3, 174),
      endMs: Date.UTC(2025, 5, 21, 17, 6, 3, 174),
      provider: 'openai',
      model: 'gpt-4o',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 400, cacheRead: 600, output: 60, reasoning: 40 },
      project: 'team-a',
      user: 'user-1',
      conversation: 's-1',
      task: 'checkout',
    });
    expect(records.map((record) => record.provider)).toEqual(['openai', 'anthropic', 'anthropic', 'anthropic', 'aws']);
    expect(JSON.stringify(records)).not.toMatch(/secret|10\.1\.2\.3|88dc28d0/);
    const left = report.notes.find((note) => note.startsWith('Left out:'));
    for (const column of ['api_key', 'requester_ip_address', 'messages', 'response', 'proxy_server_request']) {
      expect(left).toContain(`${column} (`);
    }
  });

  it("reads OpenAI's responses form, whose input_tokens contain the cached ones", async () => {
    const usage = {
      input_tokens: 900,
      output_tokens: 60,
      input_tokens_details: { cached_tokens: 500 },
      output_tokens_details: { reasoning_tokens: 25 },
    };
    const { tokens } = await importText(
      [header, call('r1', 'aresponses', '0.01,960,900,60', 'gpt-4o', { usage_object: usage })].join('\n'),
    );
    expect(tokens).toEqual({ input: 400, cacheRead: 500, output: 35, reasoning: 25 });
  });

  it('believes a total that has room for both, and counts writes of OpenAI models as 30-minute writes', async () => {
    const apart = { prompt_tokens: 400, cache_read_input_tokens: 100 };
    const written = { prompt_tokens: 500, prompt_tokens_details: { cached_tokens: 100, cache_creation_tokens: 50 } };
    const { records } = await importText(
      [
        header,
        call('r1', 'anthropic_messages', '0.01,520,400,20', 'claude-sonnet-4-5', { usage_object: apart }),
        call('r2', 'acompletion', '0.01,520,500,20', 'gpt-5.6', { usage_object: written }),
      ].join('\n'),
    );
    expect(records.map((record) => record.tokens)).toEqual([
      { input: 400, cacheRead: 100, output: 20 },
      { input: 350, cacheRead: 100, cacheWrite30m: 50, output: 20 },
    ]);
  });

  it('counts a response-cache row that cost something, and reads broken metadata as none', async () => {
    const text = [
      `${header},cache_hit`,
      'r1,acompletion,0.5,30,20,10,2026-01-05 10:00:00,gpt-4o,openai,"{broken",True',
      'r2,acompletion,0,30,20,10,2026-01-05 10:00:00,gpt-4o,openai,{},True',
    ].join('\n');
    const { report, tokens } = await importText(text);
    expect(tokens).toEqual({ input: 20, output: 10 });
    expect(report).toMatchObject({ imported: 1, empty: 1, billedNanoUsd: '500000000' });
  });

  it('reads metadata that a data frame wrote as a Python dictionary', async () => {
    const metadata = `"{'usage_object': {'prompt_tokens_details': {'cached_tokens': 600, 'audio_tokens': None}}}"`;
    const { tokens } = await importText(
      `${header}\nr1,acompletion,0.01,1100,1000,100,2026-01-05 10:00:00,gpt-4o,openai,${metadata}\n`,
    );
    expect(tokens).toEqual({ input: 400, cacheRead: 600, output: 100 });
  });

  it('reads the same rows as JSON lines, and adds nothing the second time', async () => {
    const row = {
      request_id: 'r1',
      call_type: 'acompletion',
      spend: 0.01,
      total_tokens: 1100,
      prompt_tokens: 1000,
      completion_tokens: 100,
      startTime: '2026-01-05T10:00:00Z',
      model: 'gpt-4o',
      custom_llm_provider: 'openai',
      metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 600 } } },
      cache_hit: 'False',
    };
    const ledger = createMemoryLedger();
    const { report, tokens } = await importText(jsonLines(row, row), {}, ledger);
    expect(report).toMatchObject({ preset: 'litellm-spend-logs', imported: 1, duplicate: 1 });
    expect(tokens).toEqual({ input: 400, cacheRead: 600, output: 100 });
  });
});
