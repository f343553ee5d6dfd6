import { describe, expect, it } from 'vitest';
import { createMemoryLedger, failureCode, importInto, withFile } from '../in-memory.ts';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

const meta = (more: object = {}) => ({
  timestamp: '2026-02-10T12:00:00Z',
  type: 'session_meta',
  payload: { id: 's1', cwd: '/w/api', ...more },
});
const turn = { timestamp: '2026-02-10T12:00:01Z', type: 'turn_context', payload: { model: 'gpt-5-codex' } };
const usage = (input: number, cached: number, output: number, reasoning = 0) => ({
  input_tokens: input,
  cached_input_tokens: cached,
  output_tokens: output,
  reasoning_output_tokens: reasoning,
});
const count = (second: number, total?: object, last?: object) => ({
  timestamp: `2026-02-10T12:00:${second}Z`,
  type: 'event_msg',
  payload: { type: 'token_count', info: { total_token_usage: total, last_token_usage: last } },
});

describe('the Codex preset', () => {
  it('counts differences of the totals, whatever is repeated, empty or begun anew', async () => {
    const { report, records, tokens } = await importFixture('codex-rollout.jsonl');
    expect(report.preset).toBe('codex');
    // Differences of input: 1,000 + 2,500 + 500, and 700 after the counters began anew = 4,700, of which cached
    // 0 + 2,000 + 400 + 100 = 2,500. Of output: 100 + 150 + 50 + 30 = 330, of which reasoning 40 + 50 + 10 + 0 = 100.
    expect(tokens).toEqual({ input: 2200, cacheRead: 2500, output: 230, reasoning: 100 });
    expect(report).toMatchObject({ imported: 4, requests: 4, rejected: 0, duplicate: 0 });
    expect(records.map((record) => record.model)).toEqual([
      'gpt-5-codex',
      'gpt-5-codex',
      'gpt-5.1-codex-mini',
      'gpt-5.1-codex-mini',
    ]);
    expect(records[1]).toEqual({
      startMs: Date.UTC(2026, 1, 10, 12, 1),
      endMs: Date.UTC(2026, 1, 10, 12, 1),
      provider: 'openai',
      model: 'gpt-5-codex',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 500, cacheRead: 2000, output: 100, reasoning: 50 },
      project: 'api',
      conversation: 'c0de0001-0000-7000-8000-000000000001',
    });
    expect(JSON.stringify(records)).not.toMatch(/secret|somebody/);
  });

  it('adds nothing for a copy of lines in another file', async () => {
    const ledger = createMemoryLedger();
    const lines = [meta(), turn, count(10, usage(100, 0, 10))];
    await importText(jsonLines(...lines), {}, ledger);
    const { report } = await importText(
      jsonLines(meta({ id: 's2' }), ...lines, count(20, usage(150, 50, 30))),
      {},
      ledger,
    );
    expect(report).toMatchObject({ imported: 1, duplicate: 1, tokens: { cacheRead: 50, output: 20 } });
  });

  it("begins a fork at the event's own usage, since its totals go on from another session's", async () => {
    const { tokens } = await importText(
      jsonLines(
        meta({ forked_from_id: 's0' }),
        turn,
        count(10, usage(9000, 8000, 700), usage(200, 150, 30)),
        count(20, usage(9100, 8100, 720)),
      ),
    );
    // 200 + 100 in, of which 150 + 100 cached; 30 + 20 out
    expect(tokens).toEqual({ input: 50, cacheRead: 250, output: 50 });
  });

  it('begins anew with every session that one file holds', async () => {
    const { tokens, records } = await importText(
      jsonLines(
        meta(),
        turn,
        count(10, usage(100, 0, 10), usage(100, 0, 10)),
        meta({ id: 's2' }),
        turn,
        count(20, usage(500, 0, 50), usage(500, 0, 50)),
      ),
    );
    expect(tokens).toEqual({ input: 600, output: 60 });
    expect(records.map(({ conversation }) => conversation)).toEqual(['s1', 's2']);
  });

  it('counts reasoning beside the output where it cannot be inside', async () => {
    const { tokens, report } = await importText(jsonLines(meta(), turn, count(10, usage(100, 0, 10, 25))));
    expect(tokens).toEqual({ input: 100, output: 10, reasoning: 25 });
    expect(report.notes.join()).toContain('reasoning_output_tokens is more than output_tokens');
  });

  it('takes cache writes out of the input', async () => {
    const { tokens } = await importText(
      jsonLines(meta(), turn, count(10, { ...usage(1000, 300, 10), cache_write_input_tokens: 200 })),
    );
    expect(tokens).toEqual({ input: 500, cacheRead: 300, cacheWrite30m: 200, output: 10 });
  });

  it('asks for a model where the session names none', async () => {
    const text = jsonLines(meta(), count(10, usage(100, 0, 10)));
    expect(failureCode(await withFile(text, (path) => importInto(createMemoryLedger(), path)))).toBe('model-needed');
    const { records } = await importText(text, { model: 'openai/gpt-4o' });
    expect(records[0]?.model).toBe('gpt-4o');
  });

  it('recognises a session without a token count, and no other events', async () => {
    expect(await presetOf(jsonLines(meta(), turn))).toBe('codex');
    expect(await presetOf(jsonLines({ type: 'event_msg', text: 'token_count' }))).toBeUndefined();
  });
});
