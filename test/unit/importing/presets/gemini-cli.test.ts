import { describe, expect, it } from 'vitest';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

// m2: 1,200 in holds 1,000 cached, + 30 of tool use = 230; 80 out and beside it 40 thoughts. m3: 500 in, 5 out.
const tokens = { input: 730, cacheRead: 1000, output: 85, reasoning: 40 };

describe('the Gemini CLI preset', () => {
  it('reads a chat: cached inside the input, thoughts and tool use beside', async () => {
    const { report, records, tokens: stored } = await importFixture('gemini-cli-chat.json');
    expect(report.preset).toBe('gemini-cli');
    expect(stored).toEqual(tokens);
    expect(report).toMatchObject({ imported: 2, empty: 2, requests: 2 });
    expect(records[0]).toMatchObject({
      provider: 'google',
      model: 'gemini-3-pro',
      startMs: Date.UTC(2026, 2, 19, 1, 41),
      conversation: '9e311111-0000-4000-8000-000000000001',
    });
    expect(JSON.stringify(records)).not.toContain('secret');
  });

  it('reads JSONL, where messages are written again and set anew, as the same chat', async () => {
    const { report, tokens: stored } = await importFixture('gemini-cli-chat.jsonl');
    expect(stored).toEqual(tokens);
    expect(report).toMatchObject({ imported: 2, duplicate: 2 });
  });

  it('counts a cache that is larger than the input beside it', async () => {
    const message = { id: 'a', type: 'gemini', timestamp: '2026-03-19T01:41:00Z', model: 'gemini-3-flash' };
    const { tokens: stored, report } = await importText(
      jsonLines({ ...message, tokens: { input: 10, output: 5, cached: 40, thoughts: 0, tool: 0, total: 55 } }),
    );
    expect(stored).toEqual({ input: 10, cacheRead: 40, output: 5 });
    expect(report.notes.join()).toContain('more than the prompt');
  });

  it('is not mistaken for other messages with tokens', async () => {
    expect(await presetOf(JSON.stringify({ messages: [{ role: 'user', content: 'hi', tokens: 5 }] }))).toBeUndefined();
    expect(await presetOf(jsonLines({ timestamp: 1, tokens: { colour: 'red' } }))).toBeUndefined();
  });
});
