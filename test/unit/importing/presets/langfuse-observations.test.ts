import { describe, expect, it } from 'vitest';
import { readUsageDetails } from '../../../../electron/importing/presets/langfuse-usage.ts';
import { importFixture, importText } from './imported.ts';

describe("Langfuse's exports", () => {
  it('reads observations: JSON strings in cells, kinds by key, generations only', async () => {
    const { report, tokens, records } = await importFixture('langfuse-observations.csv');
    // Input 200 + 10 + (1,000 − 700, as the total shows) + 70; cache read 800 + 3,000 + 700; output 60 + 50 + 100 + 7.
    expect(tokens).toEqual({
      input: 580,
      cacheRead: 4500,
      cacheWrite5m: 400,
      cacheWrite1h: 100,
      output: 217,
      reasoning: 40,
    });
    expect(report).toMatchObject({
      preset: 'langfuse-observations',
      rowsRead: 8,
      imported: 4,
      duplicate: 1,
      empty: 3,
      rejected: 0,
    });
    // 0.0021 + 0.004
    expect(report.billedNanoUsd).toBe('6100000');
    expect(records[0]).toEqual({
      startMs: Date.UTC(2026, 2, 31, 9, 15, 22, 104),
      endMs: Date.UTC(2026, 2, 31, 9, 15, 22, 104),
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 200, cacheRead: 800, output: 60, reasoning: 40 },
      user: 'customer-1',
      project: 'prj-1',
      task: 'support-chat',
      conversation: 'tr-1',
    });
    expect(JSON.stringify(records)).not.toMatch(/secret|@/);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        '1 row: an observation of type AGENT repeats the use of its generations.',
        '1 row: the generation states no use.',
        'Columns not imported: helpfulness.',
      ]),
    );
  });

  it('reads the newer export of events', async () => {
    const { report, tokens, records } = await importFixture('langfuse-events.csv');
    expect(tokens).toEqual({ input: 30, cacheWrite30m: 1500, output: 5 });
    expect(report).toMatchObject({ imported: 1, empty: 1, billedNanoUsd: '310000' });
    expect(records[0]).toMatchObject({ model: 'gpt-5.6-2026-06-01', conversation: 'ses-4', task: 'triage' });
  });

  it('rejects a generation whose parts do not make its total', async () => {
    const { report } = await importText(
      'id,traceId,type,startTime,model,usageDetails\n' +
        'ok,t,GENERATION,"""2026-01-01T00:00:00Z""",gpt-4o,"{""input"":1,""output"":2}"\n' +
        'bad,t,GENERATION,"""2026-01-01T00:00:00Z""",gpt-4o,"{""input"":1,""output"":2,""total"":9}"\n' +
        'worse,t,GENERATION,"""2026-01-01T00:00:00Z""",gpt-4o,"{""input"":1.5}"\n' +
        'worst,t,GENERATION,"""2026-01-01T00:00:00Z""",gpt-4o,lots\n',
    );
    expect(report.rejects).toEqual([
      { line: 3, column: 'usageDetails.total', reason: 'usageDetails.total is 9, but input 1 + output 2 make 3' },
      { line: 4, column: 'usageDetails', reason: 'input: "1.5" is not a whole number' },
      { line: 5, column: 'usageDetails', reason: 'it is not a JSON object' },
    ]);
    expect(report.imported).toBe(1);
  });
});

describe('readUsageDetails', () => {
  it('knows keys of several writers, and says which it does not', () => {
    expect(
      readUsageDetails(
        { input: 5, cache_creation_input_tokens: 7, odd: 3, input_odd: 2, unit: 'TOKENS' },
        'cacheWrite5m',
      ),
    ).toEqual({
      tokens: { input: 7, cacheWrite5m: 7 },
      inclusive: [],
      stated: [],
      remarks: [
        'usageDetails "odd" is not known and was not counted',
        'usageDetails "input_odd" is not known and was counted as input',
      ],
    });
  });

  it('takes reasoning out of the output where the total shows that it is inside', () => {
    const usage = readUsageDetails(
      { input: 100, output: 50, output_reasoning_tokens: 30, input_cached_tokens: 40, total: 190 },
      'cacheWrite5m',
    );
    // 190 = 100 + 40 + 50: the cached stand apart, the reasoning does not.
    expect(usage).toMatchObject({
      tokens: { input: 100, output: 50, cacheRead: 40, reasoning: 30 },
      inclusive: [{ column: 'usageDetails.output', remainder: 'output' }],
    });
  });
});
