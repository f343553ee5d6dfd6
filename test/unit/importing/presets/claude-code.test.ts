import { describe, expect, it } from 'vitest';
import { createMemoryLedger } from '../in-memory.ts';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

const call = (more: object, usage: object = {}) => ({
  type: 'assistant',
  sessionId: 's1',
  uuid: 'u1',
  timestamp: '2026-03-02T10:00:00.000Z',
  message: { id: 'msg_1', model: 'claude-sonnet-4-5', usage: { input_tokens: 10, output_tokens: 20, ...usage } },
  ...more,
});

describe('the Claude Code preset', () => {
  it('counts each call once, by its line with the most output, and sub-agents as any other', async () => {
    const { report, records, tokens } = await importFixture('claude-code-session.jsonl');
    expect(report.preset).toBe('claude-code');
    expect(report.presetReason).toContain('8 of the first 10 lines hold message.usage');
    // msg_1 (120 of 5, 120, 60), msg_2 (200 of 30, 200), msg_3 of the sub-agent, msg_4; neither <synthetic> nor text:
    //   input 10 + 4 + 900 + 50; read 8,000 + 10,000; written 1,500 + 300 for 5 min and 500 for 1 h;
    //   output 120 + 200 + 400 + 25
    expect(tokens).toEqual({ input: 964, cacheRead: 18_000, cacheWrite5m: 1800, cacheWrite1h: 500, output: 745 });
    expect(report).toMatchObject({ rowsRead: 10, imported: 4, duplicate: 3, empty: 3, rejected: 0, requests: 4 });
    expect(records[1]).toEqual({
      startMs: Date.UTC(2026, 2, 2, 10, 5, 1),
      endMs: Date.UTC(2026, 2, 2, 10, 5, 1),
      provider: 'anthropic',
      model: 'claude-sonnet-4-5-20250929',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 4, cacheRead: 10_000, cacheWrite5m: 300, output: 200 },
      units: { webSearch: 2 },
      project: 'shop',
      conversation: '5e551011-0000-4000-8000-000000000001',
    });
    expect(records.map((record) => record.serviceTier)).toEqual(['standard', 'standard', 'batch', 'fast']);
    expect(records[3]?.residency).toBe('us');
  });

  it('keeps no prompt, answer or path', async () => {
    const { records, report } = await importFixture('claude-code-session.jsonl');
    expect(JSON.stringify(records)).not.toMatch(/secret|somebody/);
    expect(report.notes).toContain('Left out: message.content (prompts).');
  });

  it('adds of a resumed session only the calls that are new, with the cost that older versions state', async () => {
    const ledger = createMemoryLedger();
    await importFixture('claude-code-session.jsonl', {}, ledger);
    const { report, tokens } = await importFixture('claude-code-resumed.jsonl', {}, ledger);
    expect(report).toMatchObject({ imported: 1, duplicate: 2, tokens: { input: 100, output: 50 } });
    expect(tokens).toMatchObject({ input: 1064, output: 795 });
    expect(report.billedNanoUsd).toBe('12300000');
  });

  it('takes lines with and without a request id for one call, whichever comes first', async () => {
    const bare = call({}, { output_tokens: 300 });
    const named = call({ requestId: 'req_1' });
    for (const lines of [
      [bare, named],
      [named, bare],
    ]) {
      const { report, tokens } = await importText(jsonLines(...lines));
      expect(tokens).toEqual({ input: 10, output: 300 });
      expect(report).toMatchObject({ imported: 1, duplicate: 1 });
    }
  });

  it('tells two requests of one message id apart', async () => {
    const { tokens } = await importText(jsonLines(call({ requestId: 'req_1' }), call({ requestId: 'req_2' })));
    expect(tokens).toEqual({ input: 20, output: 40 });
  });

  it('takes writes that no lifetime is given for as written for five minutes', async () => {
    const zeros = { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 };
    const half = { ephemeral_1h_input_tokens: 60 };
    const { tokens, report } = await importText(
      jsonLines(
        call({}, { cache_creation_input_tokens: 500, cache_creation: zeros }),
        call({
          message: {
            ...call({}).message,
            id: 'msg_2',
            usage: { input_tokens: 1, output_tokens: 1, cache_creation_input_tokens: 100, cache_creation: half },
          },
        }),
      ),
    );
    // 500, and 100 − 60
    expect(tokens).toMatchObject({ cacheWrite5m: 540, cacheWrite1h: 60 });
    expect(report.notes.join()).toContain('1 row: cache_creation splits only a part of the cache writes');
  });

  it('counts the calls of sub-agents that progress lines report, once', async () => {
    const progress = {
      type: 'progress',
      sessionId: 's1',
      uuid: 'u9',
      timestamp: '2026-03-02T10:00:00.000Z',
      data: { type: 'agent_progress', message: { type: 'assistant', requestId: 'req_1', message: call({}).message } },
    };
    const { tokens } = await importText(jsonLines(progress, call({ requestId: 'req_1', isSidechain: true })));
    expect(tokens).toEqual({ input: 10, output: 20 });
  });

  it('knows where a model ran by its name, and drops the account in an ARN', async () => {
    const named = (id: string, model: string) => call({ message: { ...call({}).message, id, model } });
    const { records } = await importText(
      jsonLines(
        named('a', 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-6-v1'),
        named('b', 'global.anthropic.claude-haiku-4-5-20251001-v1:0'),
        named('c', 'claude-sonnet-4-5@20250929'),
        named('d', 'glm-4.6'),
      ),
    );
    expect(records.map(({ provider, model }) => [provider, model])).toEqual([
      ['aws', 'us.anthropic.claude-opus-4-6-v1'],
      ['aws', 'global.anthropic.claude-haiku-4-5-20251001-v1:0'],
      ['google', 'claude-sonnet-4-5@20250929'],
      ['', 'glm-4.6'],
    ]);
  });

  it('rejects a count that is none, with line and field, and keeps the rest', async () => {
    const { report } = await importText(
      `${jsonLines(call({}, { input_tokens: -5 }))}{"type":"assist\n${jsonLines(call({ timestamp: null }), call({ timestamp: '2026-03-02T11:00:00Z', message: { ...call({}).message, id: 'msg_9' } }))}`,
    );
    expect(report).toMatchObject({ imported: 1, rejected: 3 });
    expect(report.rejects[0]).toEqual({ line: 1, column: 'input_tokens', reason: '"-5" is negative' });
    expect(report.rejects[1]).toMatchObject({ line: 2 });
    expect(report.rejects[2]).toEqual({ line: 3, column: 'timestamp', reason: 'the time is missing' });
  });

  it('recognises a session that has no call among its first lines, and no other JSONL', async () => {
    const user = {
      type: 'user',
      sessionId: 's',
      uuid: 'u',
      timestamp: '2026-03-02T10:00:00Z',
      message: { role: 'user' },
    };
    expect(await presetOf(jsonLines(user, user))).toBe('claude-code');
    expect(await presetOf(jsonLines({ type: 'user', text: 'hello' }))).toBeUndefined();
    expect(await presetOf(jsonLines({ timestamp: 1, message: 'usage was 5', usage: null }))).toBeUndefined();
  });
});
