import { describe, expect, it } from 'vitest';
import { inspectFile } from '#importing';
import { expectSuccess, fixture } from '../in-memory.ts';
import { importFixture, importText, jsonLines, presetOf } from './imported.ts';

/** Monday; where traces without dates are taken to begin. */
const monday = Date.UTC(2024, 0, 1);
const model = 'openai/gpt-4o';

describe('the BurstGPT trace', () => {
  it('reads seconds from its start, and names its models', async () => {
    const { report, tokens, records } = await importFixture('burstgpt.csv');
    // 472 + 1,087 + 417 + 1,360 in, 18 + 230 + 276 + 0 out
    expect(tokens).toEqual({ input: 3336, output: 524 });
    expect(report).toMatchObject({ preset: 'burstgpt-trace', imported: 4, requests: 4, rejected: 0 });
    expect(records.map((record) => [record.startMs - monday, record.model])).toEqual([
      [5000, 'gpt-3.5-turbo'],
      [45_000, 'gpt-3.5-turbo'],
      [118_000, 'gpt-4'],
      [3_618_000, 'gpt-4'],
    ]);
    expect(records[0]).toMatchObject({ provider: 'openai', task: 'Conversation log' });
    expect(report.notes).toEqual([
      '4 rows: the trace counts time from its own start, which was taken as Monday 2024-01-01 00:00 UTC.',
      '2 rows: the model ChatGPT was taken as gpt-3.5-turbo.',
      '1 row: the response has no tokens: a request that failed, counted as it stands.',
    ]);
    const inspection = await inspectFile({ path: fixture('burstgpt.csv'), name: 'burstgpt.csv' });
    expect(expectSuccess(inspection)).toMatchObject({ isTrace: true, needsModel: false });
  });

  it('begins when the user says, and reads sessions where they are', async () => {
    const traceStartMs = Date.UTC(2026, 5, 1);
    const { report, records } = await importFixture('burstgpt-sessions.csv', { traceStartMs });
    expect(records).toEqual([expect.objectContaining({ startMs: traceStartMs + 12_500, conversation: 's-1' })]);
    expect(report.notes).toEqual([]);
  });

  it('checks totals, and is not chosen for dates', async () => {
    const header = 'Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type';
    const { report } = await importText(`${header}\n5,GPT-4,10,5,15,API log\n6,GPT-4,10,5,16,API log\n`);
    expect(report.rejects).toEqual([
      {
        line: 3,
        column: 'Total tokens',
        reason: 'Total tokens is 16, but Request tokens 10 + Response tokens 5 make 15',
      },
    ]);
    const dated = await importText(`${header}\n5,GPT-4,10,5,15,API log\n2024-01-01,GPT-4,10,5,15,API log\n`);
    expect(dated.report.rejects).toEqual([expect.objectContaining({ line: 3, column: 'Timestamp' })]);
  });
});

describe('traces of prompt blocks', () => {
  it("reads Mooncake's milliseconds", async () => {
    const { report, tokens, records } = await importFixture('mooncake.jsonl', { model });
    // 6,755 + 7,319 + 100 in, 500 + 490 + 10 out
    expect(tokens).toEqual({ input: 14_174, output: 1000 });
    expect(report).toMatchObject({ preset: 'block-trace', imported: 3, requests: 3 });
    expect(records.map((record) => record.startMs - monday)).toEqual([0, 3052, 27_482]);
    expect(records[0]).toMatchObject({ provider: 'openai', model: 'gpt-4o' });
    expect(report.notes).toContain('Left out: hash_ids (which blocks prompts share).');
  });

  it("reads Bailian's seconds", async () => {
    const { tokens, records } = await importFixture('bailian.jsonl', { model, traceStartMs: monday });
    expect(tokens).toEqual({ input: 921, output: 212 });
    expect(records.map((record) => record.startMs - monday)).toEqual([61_114, 62_500]);
  });

  it('rejects lines that are no requests, with their line', async () => {
    const { report } = await importText(
      jsonLines(
        { timestamp: 0, input_length: 5, output_length: 1, hash_ids: [1] },
        { timestamp: 1, input_length: 5, output_length: 1, hash_ids: [1] },
        { timestamp: 1.5, input_length: 5, output_length: 1 },
        { timestamp: -1, input_length: 5, output_length: 1, hash_ids: [1] },
        { timestamp: 2, input_length: 5.5, output_length: 1, hash_ids: [1] },
        { timestamp: 2, input_length: 5 },
      ),
      { model },
    );
    expect(report).toMatchObject({ imported: 3, rejected: 3 });
    expect(report.rejects.map(({ line, column }) => [line, column])).toEqual([
      [4, 'timestamp'],
      [5, 'input_length'],
      [6, 'output_length'],
    ]);
  });

  it('is not chosen for logs with dates', async () => {
    expect(await presetOf(jsonLines({ timestamp: 1_767_225_600, input_length: 1, output_length: 1 }))).not.toBe(
      'block-trace',
    );
  });
});
