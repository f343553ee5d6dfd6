import { describe, expect, it } from 'vitest';
import { createMemoryLedger, failureCode, importInto, withFile } from '../in-memory.ts';
import { importFixture, importText, presetOf } from './imported.ts';

const day = (more: object) => ({
  date: '2026-05-16',
  inputTokens: 1,
  outputTokens: 2,
  cacheCreationTokens: 3,
  cacheReadTokens: 4,
  ...more,
});

describe('the ccusage preset', () => {
  it('reads a daily report by model, and its estimated costs as no bill', async () => {
    const { report, records, tokens } = await importFixture('ccusage-daily.json');
    expect(report.preset).toBe('ccusage');
    // 100 + 200 + 10 in, 300 + 400 + 20 out, 50 written, 50 + 900 read
    expect(tokens).toEqual({ input: 310, output: 720, cacheWrite5m: 50, cacheRead: 950 });
    expect(records.map(({ model, requests }) => [model, requests])).toEqual([
      ['claude-opus-4-6', 0],
      ['claude-sonnet-4-5-20250929', 0],
      ['claude-sonnet-4-5-20250929', 0],
    ]);
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2026, 4, 16),
      endMs: Date.UTC(2026, 4, 17),
      provider: 'anthropic',
    });
    expect(report.billedNanoUsd).toBeNull();
    expect(report.notes).toContain('3 rows: ccusage writes dates of the machine it ran on; they were taken as UTC.');
    expect(report.notes.join()).toContain('they are no bill');
  });

  it('keeps the projects of a report by instance', async () => {
    const { records, tokens } = await importFixture('ccusage-instances.json');
    expect(records.map((record) => record.project)).toEqual(['shop', 'api']);
    // 7 + 1, 8 + 2, 0 + 3, 9 + 4
    expect(tokens).toEqual({ input: 8, output: 10, cacheWrite5m: 3, cacheRead: 13 });
  });

  it('reads a monthly report; a month of two models without a breakdown names none', async () => {
    const { report, records, tokens } = await importFixture('ccusage-monthly.json');
    // 10 + 20 + 3, 10 + 30 + 4, 5 + 0, 5 + 20
    expect(tokens).toEqual({ input: 33, output: 44, cacheWrite5m: 5, cacheRead: 25 });
    expect(records.map((record) => record.model)).toEqual(['claude-opus-4-6', 'claude-haiku-4-5', '']);
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2026, 3, 1), endMs: Date.UTC(2026, 4, 1) });
    expect(report.notes).toContain('1 row names no model: the cost is unknown.');
  });

  it('reads blocks of five hours with their number of requests, without the gaps', async () => {
    const { report, records, tokens } = await importFixture('ccusage-blocks.json');
    expect(tokens).toEqual({ input: 100, output: 200, cacheWrite5m: 30, cacheRead: 4000 });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      model: 'claude-opus-4-6',
      requests: 12,
      startMs: Date.UTC(2026, 4, 16, 10),
      endMs: Date.UTC(2026, 4, 16, 12, 30),
    });
    expect(report).toMatchObject({ imported: 1, empty: 1 });
  });

  it('reads a report of several agents by agent, once', async () => {
    const { records, tokens } = await importFixture('ccusage-agents.json');
    expect(tokens).toEqual({ input: 150, output: 60, cacheWrite5m: 10, cacheRead: 500 });
    expect(records.map(({ provider, model, task }) => [provider, model, task])).toEqual([
      ['anthropic', 'claude-sonnet-4-5', 'claude'],
      ['openai', 'gpt-5-codex', 'codex'],
    ]);
  });

  it('skips the row of all agents beside the rows of each', async () => {
    const rows = [
      day({ period: '2026-05-16', agent: 'all', inputTokens: 30, modelsUsed: ['claude-opus-4-6'] }),
      day({ period: '2026-05-16', agent: 'claude', inputTokens: 10, modelsUsed: ['claude-opus-4-6'] }),
      day({ period: '2026-05-16', agent: 'codex', inputTokens: 20, modelsUsed: ['gpt-5-codex'] }),
    ];
    const { tokens } = await importText(JSON.stringify({ daily: rows, totals: {} }));
    expect(tokens.input).toBe(30);
  });

  it('takes cachedInputTokens out of the input and reasoning out of the output', async () => {
    const { records, tokens } = await importFixture('ccusage-codex.json');
    // 1,000 − 600 cached; 300 − 100 reasoning
    expect(tokens).toEqual({ input: 400, cacheRead: 600, output: 200, reasoning: 100 });
    expect(records[0]).toMatchObject({ model: 'gpt-5-codex', startMs: Date.UTC(2025, 8, 16) });
  });

  it('reads weeks, compact dates and sessions', async () => {
    const part = { modelsUsed: ['claude-opus-4-6'] };
    const { records } = await importText(
      JSON.stringify({
        weekly: [{ ...day(part), date: undefined, week: '2026-05-11' }],
        daily: [day({ ...part, date: '20260513' })],
        sessions: [
          {
            ...day(part),
            date: undefined,
            sessionId: 'abc',
            firstActivity: '2026-05-14T10:00:00Z',
            lastActivity: '2026-05-15',
          },
        ],
        totals: {},
      }),
    );
    const spans = records.map(({ startMs, endMs }) => [startMs, endMs]);
    expect(spans).toEqual([
      [Date.UTC(2026, 4, 13), Date.UTC(2026, 4, 14)],
      [Date.UTC(2026, 4, 11), Date.UTC(2026, 4, 18)],
      [Date.UTC(2026, 4, 14, 10), Date.UTC(2026, 4, 16)],
    ]);
    expect(records[2]?.conversation).toBe('abc');
  });

  it('reads sessions of several agents, whose times stand apart', async () => {
    const row = {
      period: 'abc-1',
      agent: 'codex',
      inputTokens: 5,
      outputTokens: 6,
      cacheCreationTokens: 0,
      cacheReadTokens: 0,
      totalTokens: 11,
      modelsUsed: ['gpt-5-codex'],
      metadata: { lastActivity: '2026-05-15T10:00:00Z' },
    };
    const { records } = await importText(JSON.stringify({ session: [row], totals: {} }));
    expect(records).toMatchObject([
      { conversation: 'abc-1', task: 'codex', startMs: Date.UTC(2026, 4, 15, 10), tokens: { input: 5, output: 6 } },
    ]);
  });

  it('refuses a total that its parts do not make, with the place in the document', async () => {
    const rows = [
      day({ totalTokens: 10, modelsUsed: ['claude-opus-4-6'] }),
      day({ totalTokens: 11, modelsUsed: ['claude-opus-4-6'] }),
    ];
    const { report } = await importText(JSON.stringify({ daily: rows }));
    expect(report).toMatchObject({ imported: 1, rejected: 1 });
    expect(report.rejects).toEqual([
      { line: 1, column: '$.daily[1].totalTokens', reason: 'totalTokens is 11, but the parts make 10' },
    ]);
  });

  it('asks for a model when no row names one, and is not mistaken for other JSON', async () => {
    const text = JSON.stringify({ daily: [day({ totalTokens: 10 })] });
    expect(failureCode(await withFile(text, (path) => importInto(createMemoryLedger(), path)))).toBe('model-needed');
    expect(await presetOf(JSON.stringify({ daily: [{ date: '2026-05-16', inputTokens: 4 }] }))).toBeUndefined();
    expect(await presetOf(JSON.stringify({ data: [day({ totalTokens: 10 })] }))).toBeUndefined();
  });
});
