import { describe, expect, it } from 'vitest';
import { importFixture, importText } from './imported.ts';

describe("Fireworks' billing metrics", () => {
  it('reads calls as tokens and deployments as hours of accelerators', async () => {
    const { report, tokens, records } = await importFixture('fireworks-metrics.csv');
    expect(tokens).toEqual({ input: 803, output: 109 });
    expect(report).toMatchObject({ preset: 'fireworks-metrics', imported: 2, requests: 1, rejected: 0 });
    expect(records[0]).toEqual({
      startMs: Date.UTC(2025, 9, 20, 17, 16, 48),
      endMs: Date.UTC(2025, 9, 20, 17, 16, 48),
      provider: 'fireworks',
      model: 'accounts/fireworks/models/llama4-maverick-instruct-basic',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 803, output: 109 },
    });
    // 5,400 seconds
    expect(records[1]).toMatchObject({ units: { provisionedUnitHour: 1.5 }, requests: 0, tokens: {} });
    expect(report.notes).toContain('Left out: email (personal data).');
  });

  it('takes cached tokens out of the prompt where the export has them, and checks their sum', async () => {
    const { tokens } = await importFixture('fireworks-metrics-cached.csv');
    expect(tokens).toEqual({ input: 603, cacheRead: 200, output: 109 });
    const { report } = await importText(
      'start_time,end_time,usage_type,base_model_name,prompt_tokens,completion_tokens,cached_prompt_tokens,uncached_prompt_tokens\n' +
        '2026-01-20 17:16:48 UTC,2026-01-20 17:16:48 UTC,TEXT,m,803,109,200,600\n' +
        '2026-01-20 17:16:49 UTC,2026-01-20 17:16:49 UTC,TEXT,m,803,109,200,603\n',
    );
    expect(report.rejects).toEqual([
      {
        line: 2,
        column: 'prompt_tokens',
        reason: 'prompt_tokens is 803, but cached_prompt_tokens 200 + uncached_prompt_tokens 600 make 800',
      },
    ]);
  });
});
