import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fixture } from '../in-memory.ts';
import { importFixture, importText } from './imported.ts';

describe("the Anthropic console's tokens export", () => {
  it('reads the 14 columns of 2026: disjoint kinds, tiers, residency and searches', async () => {
    const { report, records, tokens } = await importFixture('anthropic-tokens-2026.csv');
    // Input 1,000 + 7,000 + 250,000 + 60; output 500 + 900 + 100 + 10.
    expect(tokens).toEqual({ input: 258_060, cacheRead: 4000, cacheWrite5m: 200, cacheWrite1h: 30, output: 1510 });
    expect(report).toMatchObject({
      preset: 'anthropic-tokens',
      presetReason: "all 14 columns are those of the Anthropic console's tokens export",
      rowsRead: 5,
      imported: 4,
      empty: 1,
      rejected: 0,
      requests: 0,
    });
    expect(records.map(({ serviceTier, residency, units }) => [serviceTier, residency, units])).toEqual([
      ['standard', undefined, { webSearch: 2 }],
      ['batch', 'us', undefined],
      ['priority', undefined, undefined],
      ['fast', undefined, undefined],
    ]);
    expect(records[0]).toEqual({
      startMs: Date.UTC(2026, 2, 30),
      endMs: Date.UTC(2026, 2, 31),
      provider: 'anthropic',
      model: 'claude-sonnet-4-5-20250929',
      serviceTier: 'standard',
      requests: 0,
      tokens: { input: 1000, cacheRead: 4000, cacheWrite5m: 200, cacheWrite1h: 30, output: 500 },
      units: { webSearch: 2 },
      project: 'Default',
    });
    expect(report.notes).toContain('Left out: api_key (personal data).');
    expect(report.notes).toContain(
      '1 row: context_window "> 200k": a long-context price, where the model has one, is not applied.',
    );
  });

  it('reads the 11 columns of 2025', async () => {
    const { report, tokens } = await importFixture('anthropic-tokens-2025.csv');
    // 8 + 120 in, 1 + 700 out
    expect(tokens).toEqual({ input: 128, cacheRead: 45_000, cacheWrite5m: 3000, output: 701 });
    expect(report.presetReason).toBe("all 11 columns are those of the Anthropic console's tokens export");
  });

  it('reads the export of one day as hours', async () => {
    const { records, tokens } = await importFixture('anthropic-tokens-hourly.csv');
    // 1,124,832 + 506,280 and 254,558 + 117,816
    expect(tokens).toEqual({ input: 1_631_112, output: 372_374 });
    expect(records.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [Date.UTC(2026, 2, 31, 2), Date.UTC(2026, 2, 31, 3)],
      [Date.UTC(2026, 2, 31, 3), Date.UTC(2026, 2, 31, 4)],
    ]);
  });

  it('keeps key names only when asked to', async () => {
    const dropped = await importFixture('anthropic-tokens-2026.csv');
    expect(JSON.stringify(dropped.records)).not.toMatch(/build key|claude_code_key/);
    const kept = await importFixture('anthropic-tokens-2026.csv', { keepPersonalData: true });
    expect(kept.records.map((record) => record.user)).toEqual([
      'claude_code_key_pat_abcd',
      'build key',
      'build key',
      'build key',
    ]);
  });

  it('reads few columns in any order, with semicolons, CRLF and a byte order mark', async () => {
    const text =
      '\ufeffusage_output_tokens;Usage Date UTC;usage_input_tokens_no_cache;model_version\r\n423;2026-04-08;622;claude-haiku-4-5-20251001\r\n';
    const { records } = await importText(text);
    expect(records).toEqual([
      expect.objectContaining({
        startMs: Date.UTC(2026, 3, 8),
        model: 'claude-haiku-4-5-20251001',
        tokens: { input: 622, output: 423 },
      }),
    ]);
  });

  it('says what it took an unknown tier, speed or region for', async () => {
    const text = (await readFile(fixture('anthropic-tokens-2026.csv'), 'utf8'))
      .replace(',standard,≤ 200k,60', ',batch,≤ 200k,60')
      .replace(',us,\n', ',apac,\n')
      .replace(',priority,', ',turbo,');
    const { report, records } = await importText(text);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        '1 row: speed fast does not go with batch: the row was taken as batch.',
        '1 row: inference_geo "apac" was taken as a single region.',
        '1 row: service tier "turbo" is not known and was taken as standard.',
      ]),
    );
    expect(records.map((record) => record.residency)).toEqual([undefined, 'regional', undefined, undefined]);
  });
});
