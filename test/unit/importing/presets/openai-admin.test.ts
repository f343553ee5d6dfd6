import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger, failureCode, fixture, importInto, withFile } from '../in-memory.ts';
import { billedUsd, importFixture, importText, jsonLines, presetOf } from './imported.ts';

describe("the preset of OpenAI's administration API", () => {
  it('reads several pages of completions in an array: cached, written and sound are inside the input', async () => {
    const { report, records, tokens } = await importFixture('openai-admin-completions.json');
    expect(report.preset).toBe('openai-admin');
    expect(report.presetReason).toContain('completions');
    // All kinds together are the pages' own totals: 10,000 + 1,000 + 50 in and 700 + 200 + 20 out.
    expect(Object.values(tokens).reduce((sum, count) => sum + count, 0)).toBe(11_050 + 920);
    // 10,000 − 6,000 − 1,500; 1,000 − 400 − 250; 50. Read 6,000 + 400. Out 700 + (200 − 80) + 20.
    expect(tokens).toMatchObject({ input: 2900, cacheRead: 6400, output: 840, inputAudio: 250, outputAudio: 80 });
    expect(report).toMatchObject({ imported: 3, empty: 1, rejected: 0, requests: 9 });
    expect(records[0]).toMatchObject({
      startMs: Date.UTC(2026, 2, 2),
      endMs: Date.UTC(2026, 2, 3),
      provider: 'openai',
      model: 'gpt-5.6-2026-06-01',
      serviceTier: 'standard',
      requests: 5,
      project: 'proj_abc',
    });
    expect(records[1]?.serviceTier).toBe('batch');
    expect(JSON.stringify(records)).not.toContain('secret');
    expect(report.notes).toContain('Left out: api_key_id (personal data).');
  });

  it('reads the pages of every other kind of use, one a line', async () => {
    const { report, records, tokens } = await importFixture('openai-admin-other.jsonl');
    expect(report).toMatchObject({ imported: 9, rejected: 0 });
    expect(tokens).toEqual({ input: 960 });
    expect(records.map(({ units }) => units)).toEqual([
      undefined,
      undefined,
      { generatedImage: 4 },
      { inputCharacter: 450 },
      { inputAudioSecond: 120 },
      { codeExecution: 3 },
      { fileSearch: 7 },
      { webSearch: 6 },
      // 3 GB for a day of a month of 30
      { storedGbMonth: 0.1 },
    ]);
  });

  it('reads costs as a bill, with the model of the line item, and never as usage', async () => {
    const { report, records, charges } = await importFixture('openai-admin-costs.json');
    expect(records).toEqual([]);
    expect(charges.map(({ line, model, category, billedNanoUsd }) => [line, model, category, billedNanoUsd])).toEqual([
      ['gpt-4o-2024-08-06, input', 'gpt-4o-2024-08-06', 'usage', 60_000_000],
      ['gpt-4o-mini-2024-07-18, cached input', 'gpt-4o-mini-2024-07-18', 'usage', 3_835_980],
      ['', '', 'credit', -10_000_000],
    ]);
    expect(billedUsd(charges)).toBe(0.05383598);
    expect(report).toMatchObject({ charges: 3, empty: 1, rejected: 0 });
  });

  it('reads single buckets, and results without the name of their kind', async () => {
    const bucket = {
      start_time: 1_772_409_600,
      end_time: 1_772_413_200,
      results: [
        { input_tokens: 30, output_tokens: 5, input_cached_tokens: 10, num_model_requests: 1, model: 'gpt-4o' },
      ],
    };
    const { tokens } = await importText(jsonLines(bucket, bucket));
    expect(tokens).toEqual({ input: 40, cacheRead: 20, output: 10 });
  });

  it('rejects a kind of result that it does not know, and keeps the others', async () => {
    const page = JSON.parse(await readFile(fixture('openai-admin-completions.json'), 'utf8'));
    page[0].data[0].results[1].object = 'organization.usage.telepathy.result';
    const { report } = await importText(JSON.stringify(page));
    expect(report).toMatchObject({ imported: 2, rejected: 1 });
    expect(report.rejects).toEqual([
      {
        line: 1,
        column: '$[0].data[0].results[1].object',
        reason: 'results of "organization.usage.telepathy.result" are not known',
      },
    ]);
  });

  it('asks for a model when the pages are not grouped by it, and is not mistaken for other pages', async () => {
    const text = (await readFile(fixture('openai-admin-completions.json'), 'utf8')).replaceAll(
      /"gpt-[a-z0-9.-]+"/g,
      'null',
    );
    expect(failureCode(await withFile(text, (path) => importInto(createMemoryLedger(), path)))).toBe('model-needed');
    const other = { object: 'page', data: [{ object: 'bucket', start_time: 1_772_409_600, results: [{ clicks: 5 }] }] };
    expect(await presetOf(JSON.stringify(other))).toBeUndefined();
  });
});
