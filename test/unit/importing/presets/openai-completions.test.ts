import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '#importing';
import {
  createMemoryLedger,
  expectSuccess,
  failureCode,
  fixture,
  importInto,
  storedTokens,
  withFile,
} from '../in-memory.ts';

describe('the OpenAI completions preset', () => {
  it('splits inclusive input into disjoint kinds, whatever the modality', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('openai-completions.csv')));
    // Input is what is left of input_tokens after cached, audio and image:
    //   (59,200 − 5,760) + 8,000 + 2 × (3,000 − 1,000) + (1,000 − 400 − 250 − 50) = 53,440 + 8,000 + 4,000 + 300
    // Cache read is input_cached_tokens without its audio and image: 5,760 + 2 × 1,000 + (400 − 100 − 60) = 8,000
    // Output: 10,646 + 1,000 + 2 × 500 + (300 − 200) = 12,746
    expect(storedTokens(ledger)).toEqual({
      input: 65_740,
      cacheRead: 8000,
      output: 12_746,
      inputAudio: 250,
      cacheReadAudio: 100,
      outputAudio: 200,
      inputImage: 50,
      cacheReadImage: 60,
    });
    expect(report).toMatchObject({ rowsRead: 6, imported: 5, empty: 1, rejected: 0, requests: 19 });
    expect(report.presetReason).toBe("24 columns of OpenAI's completions usage export, and no others");
    // All kinds together are the file's own input_tokens + output_tokens:
    // 59,200 + 8,000 + 2 × 3,000 + 1,000 in and 10,646 + 1,000 + 2 × 500 + 300 out = 74,200 + 12,946
    const total = Object.values(storedTokens(ledger)).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(74_200 + 12_946);
  });

  it('keeps project and user, drops the key, reads tiers, and counts equal rows twice', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('openai-completions.csv')));
    const records = ledger.imports[0]?.records.map(({ record }) => record) ?? [];
    expect(records.map((record) => record.serviceTier)).toEqual(['standard', 'batch', 'flex', 'flex', 'priority']);
    expect(records[2]).toEqual(records[3]);
    expect(records[0]).toEqual({
      startMs: Date.UTC(2025, 9, 6),
      endMs: Date.UTC(2025, 9, 7),
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      serviceTier: 'standard',
      requests: 10,
      tokens: { input: 53_440, cacheRead: 5760, output: 10_646 },
      project: 'proj_alpha',
      user: 'user-1',
    });
    expect(JSON.stringify(records)).not.toContain('key_1');
    expect(report.notes).toContain('Left out: api_key_id (personal data).');
  });

  it('lists what has no price, with its size and candidates, and never as $0', async () => {
    const report = expectSuccess(await importInto(createMemoryLedger(), fixture('openai-completions.csv')));
    expect(report).toMatchObject({ priced: 3, unpriced: 2, partlyPriced: 0 });
    // Two rows of 3,000 in + 500 out.
    expect(report.unpricedModels).toEqual([
      { provider: 'openai', model: 'gpt-5-2025-08-07', records: 2, tokens: 7000, candidates: ['openai/gpt-4o'] },
    ]);
  });

  it('takes cache writes out of the input where the export has them', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('openai-completions-cache-write.csv')));
    // 10,000 − 6,000 cached − 1,500 written = 2,500, and 500; output 700 + 20
    expect(storedTokens(ledger)).toEqual({ input: 3000, cacheRead: 6000, cacheWrite30m: 1500, output: 720 });
    expect(report.rejected).toBe(0);
  });

  it('rejects rows that do not add up, each with line, column and reason', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('openai-bad-rows.csv')));
    expect(report).toMatchObject({ rowsRead: 5, imported: 1, empty: 1, rejected: 3 });
    expect(report.rejects).toEqual([
      {
        line: 2,
        column: 'input_tokens',
        reason: 'input_tokens is 60000, but input_uncached_tokens 53440 + input_cached_tokens 5760 make 59200',
      },
      { line: 3, column: 'output_tokens', reason: '"-5" is negative' },
      { line: 5, column: 'input_cached_tokens', reason: '"NaN" is not a number' },
    ]);
    expect(ledger.imports[0]?.outcome).toMatchObject({ rowsRead: 5, rejected: 3 });
  });

  it('reads a range without use as no usage, not as an error', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('openai-no-use.csv')));
    expect(report).toMatchObject({ importId: null, rowsRead: 2, empty: 2, imported: 0 });
    expect(report.notes).toEqual(['No row of usage.csv holds usage: there is nothing to import.']);
    expect(ledger.calls).toEqual([]);
  });

  it('reads the export again after a spreadsheet made it tab-separated UTF-16', async () => {
    const text = (await readFile(fixture('openai-completions.csv'), 'utf8'))
      .replaceAll(',', '\t')
      .replaceAll('\n', '\r\n');
    const ledger = createMemoryLedger();
    await withFile(Buffer.from(`\ufeff${text}`, 'utf16le'), (path) => importInto(ledger, path));
    expect(storedTokens(ledger)).toMatchObject({ input: 65_740, cacheRead: 8000, output: 12_746 });
  });

  it('reads the times again where a spreadsheet rounded the Unix pair, and few columns without requests', async () => {
    const rounded = (await readFile(fixture('openai-completions.csv'), 'utf8')).replaceAll(
      /\b17597\d{5},/g,
      '1.76E+09,',
    );
    const ledger = createMemoryLedger();
    expectSuccess(await withFile(rounded, (path) => importInto(ledger, path)));
    expect(ledger.imports[0]?.records[0]?.record).toMatchObject({
      startMs: Date.UTC(2025, 9, 6),
      endMs: Date.UTC(2025, 9, 7),
    });
    expect(storedTokens(ledger)).toMatchObject({ input: 65_740, output: 12_746 });
    const few =
      'start_time,end_time,start_time_iso,end_time_iso,model,input_tokens,output_tokens\n' +
      '1773446400,1773532800,2026-03-14T00:00:00+00:00,2026-03-15T00:00:00+00:00,gpt-4o-2024-08-06,3608,564\n';
    const small = createMemoryLedger();
    const report = expectSuccess(await withFile(few, (path) => importInto(small, path)));
    expect(report).toMatchObject({ preset: 'openai-completions', requests: 0 });
    expect(storedTokens(small)).toEqual({ input: 3608, output: 564 });
  });

  it('uses the model given only for rows that name none', async () => {
    const text = (await readFile(fixture('openai-completions.csv'), 'utf8')).replace('gpt-5-2025-08-07', '');
    const ledger = createMemoryLedger();
    const report = await withFile(text, (path) => importInto(ledger, path, { options: { model: 'openai/gpt-4o' } }));
    const models = ledger.imports[0]?.records.map(({ record }) => record.model);
    expect(models?.slice(2, 4)).toEqual(['gpt-4o', 'gpt-5-2025-08-07']);
    expect(expectSuccess(report).notes).toContain('1 row names no model: openai/gpt-4o was used.');
    const unused = await importInto(createMemoryLedger(), fixture('openai-completions.csv'), {
      options: { model: 'openai/gpt-4o' },
    });
    expect(expectSuccess(unused).notes).toContain(
      'The model given (openai/gpt-4o) was not used: every row names its own.',
    );
  });

  it('asks for a model when the export was not grouped by model', async () => {
    const text = (await readFile(fixture('openai-completions.csv'), 'utf8')).replaceAll(/gpt-[a-z0-9-]+/g, '');
    expect(failureCode(await withFile(text, (path) => importInto(createMemoryLedger(), path)))).toBe('model-needed');
    const inspection = await withFile(text, (path) => inspectFile({ path, name: 'usage.csv' }));
    expect(expectSuccess(inspection).needsModel).toBe(true);
  });

  it('refuses a value of batch that is neither true nor false, and remarks on an unknown tier', async () => {
    const text = (await readFile(fixture('openai-completions.csv'), 'utf8'))
      .replace(',True,', ',maybe,')
      .replaceAll(',flex,', ',scale,');
    const report = expectSuccess(await withFile(text, (path) => importInto(createMemoryLedger(), path)));
    expect(report.rejects).toEqual([{ line: 3, column: 'batch', reason: '"maybe" is neither True nor False' }]);
    expect(report.notes).toContain('2 rows: service tier "scale" is not known and was taken as standard.');
  });

  it('is refused for a file of another format', async () => {
    const result = await importInto(createMemoryLedger(), fixture('trace.csv'), {
      options: { preset: 'openai-completions' },
    });
    expect(failureCode(result)).toBe('preset-mismatch');
  });
});
