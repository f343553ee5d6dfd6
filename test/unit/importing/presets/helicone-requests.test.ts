import { describe, expect, it } from 'vitest';
import { importFixture, presetOf } from './imported.ts';

describe("Helicone's export of requests", () => {
  it('reads tokens and costs, and drops prompts and e-mail addresses', async () => {
    const { report, tokens, records } = await importFixture('helicone-requests.csv');
    // 1,200 + 300 in, 80 + 40 out; the failed request states nothing.
    expect(tokens).toEqual({ input: 1500, output: 120 });
    expect(report).toMatchObject({
      preset: 'helicone-requests',
      presetReason: "all 12 columns are those of Helicone's export of requests",
      rowsRead: 3,
      imported: 2,
      empty: 1,
      rejected: 0,
      billedNanoUsd: '3800000',
    });
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2025, 4, 1, 10),
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      user: 'user-9',
    });
    expect(JSON.stringify(records)).not.toMatch(/secret|@/);
    expect(report.notes).toContain('1 row: the request states neither tokens nor a cost.');
  });

  it('leaves the invented per-request file of OpenAI to the mapping', async () => {
    expect(
      await presetOf(
        'request_id,timestamp,model,prompt_tokens,completion_tokens,total_tokens,cost\nr1,2025-01-01T00:00:00Z,gpt-4o,1,2,3,0.1\n',
      ),
    ).toBeUndefined();
  });
});
