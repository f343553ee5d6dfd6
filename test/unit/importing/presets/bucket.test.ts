import { describe, expect, it } from 'vitest';
import { bucketColumns, bucketTokenColumns } from '#shared/domain/bucket-file.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { createMemoryLedger, expectSuccess, fixture, importInto, storedTokens } from '../in-memory.ts';

const file = fixture('burnrate-buckets.csv');

describe('the preset for bucket files', () => {
  it('recognises one by its columns and adds it up', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, file));
    expect(report).toMatchObject({
      preset: 'burnrate-buckets',
      presetReason: expect.stringContaining("columns are those of Burnrate's bucket file"),
      rowsRead: 6,
      imported: 4,
      rejected: 2,
      requests: 14,
    });
    // 1,200 + 300,000 + 9,000 + 500; 300 + 20,000; 1,000 + 4,000; 450 + 900 + 180 + 10; 50.
    expect(storedTokens(ledger)).toEqual({
      input: 310_700,
      cacheRead: 20_300,
      cacheWrite1h: 5000,
      output: 1540,
      reasoning: 50,
    });
    expect(ledger.imports[0]?.source).toMatchObject({ grain: 'bucket' });
  });

  it('keeps hour, names and tier', async () => {
    const ledger = createMemoryLedger();
    expectSuccess(await importInto(ledger, file));
    const records = ledger.imports[0]?.records.map(({ record }) => record);
    expect(records?.[1]).toMatchObject({
      startMs: 1_788_224_400_000,
      endMs: 1_788_228_000_000,
      provider: 'openai',
      model: 'gpt-4o',
      project: 'search',
      user: 'u1',
      serviceTier: 'batch',
      requests: 2,
    });
    expect(records?.[2]).toMatchObject({ task: 'nightly', serviceTier: 'standard' });
    expect(records?.[3]).toMatchObject({ requests: 0, tokens: { input: 500, output: 10 } });
  });

  it('says how many rows of the log the query could not read', async () => {
    const report = expectSuccess(await importInto(createMemoryLedger(), file));
    expect(report.rejects.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [6, 'status', '7 rows of the log have no valid time or counts, so the query left them out'],
      [7, 'status', '2 rows of the log have no valid time or counts, so the query left them out'],
    ]);
  });
});

it('has a column of its own for everything in a bucket', () => {
  const names = [...Object.values(bucketColumns), ...tokenKinds.map((kind) => bucketTokenColumns[kind])];
  expect(new Set(names).size).toBe(names.length);
  expect(bucketTokenColumns.cacheWrite5m).toBe('cache_write_5m_tokens');
  expect(bucketTokenColumns.cacheReadAudio).toBe('cache_read_audio_tokens');
});
