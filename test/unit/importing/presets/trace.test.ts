import { describe, expect, it } from 'vitest';
import { createHeader } from '../../../../electron/importing/read/header.ts';
import { tracePreset } from '../../../../electron/importing/presets/trace.ts';
import { createMemoryLedger, expectSuccess, failureCode, fixture, importInto, storedTokens } from '../in-memory.ts';

describe('the trace preset', () => {
  it('recognises the trace by its columns and values', () => {
    const header = createHeader(['TIMESTAMP', 'ContextTokens', 'GeneratedTokens']);
    const sure = tracePreset.detect(header, [['2023-11-16 18:15:46.6805900', '374', '44']]);
    const unsure = tracePreset.detect(header, [['soon', 'many', 'few']]);
    expect(sure?.confidence).toBe(0.98);
    expect(sure?.reason).toContain('TIMESTAMP, ContextTokens and GeneratedTokens');
    expect(unsure?.confidence).toBeLessThan(0.5);
    expect(tracePreset.detect(createHeader(['TIMESTAMP', 'tokens']), [])).toBeUndefined();
  });

  it('imports every request at the model given', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(
      await importInto(ledger, fixture('trace.csv'), { options: { model: 'openai/gpt-4o', monthScale: 720 } }),
    );
    // input 374 + 396 + 1000 + 197 = 1,967; output 44 + 109 + 0 + 183 = 336
    expect(storedTokens(ledger)).toEqual({ input: 1967, output: 336 });
    // 1,967 × $2/M + 336 × $4/M = $0.003934 + $0.001344 = $0.005278
    expect(report).toMatchObject({
      importId: 1,
      preset: 'trace',
      rowsRead: 4,
      imported: 4,
      rejected: 0,
      priced: 4,
      unpriced: 0,
      requests: 4,
      tokens: { input: 1967, output: 336 },
      costNanoUsd: '5278000',
      costUsd: 0.005278,
      // Seven fractional digits are cut at the millisecond; no zone is UTC.
      firstMs: Date.UTC(2023, 10, 16, 18, 15, 46, 680),
      lastMs: Date.UTC(2023, 10, 16, 19, 14, 8, 402),
      notes: ['4 rows name no model: openai/gpt-4o was used.'],
    });
    const [stored] = ledger.imports;
    expect(stored?.source).toMatchObject({ monthScale: 720, preset: 'trace', file: 'usage.csv' });
    expect(stored?.records[0]?.record).toEqual({
      startMs: Date.UTC(2023, 10, 16, 18, 15, 46, 680),
      endMs: Date.UTC(2023, 10, 16, 18, 15, 46, 680),
      provider: 'openai',
      model: 'gpt-4o',
      serviceTier: 'standard',
      requests: 1,
      tokens: { input: 374, output: 44 },
    });
  });

  it('does not price by guess: without a model it asks for one', async () => {
    const ledger = createMemoryLedger();
    const result = await importInto(ledger, fixture('trace.csv'));
    expect(failureCode(result)).toBe('model-needed');
    expect(ledger.calls).toEqual([]);
  });

  it('reads the trace of 2024, whose times bear a zone, and the one with images', async () => {
    const options = { options: { model: 'openai/gpt-4o' } };
    const later = createMemoryLedger();
    expectSuccess(await importInto(later, fixture('trace-2024.csv'), options));
    expect(storedTokens(later)).toEqual({ input: 4561, output: 11 });
    expect(later.imports[0]?.records[0]?.record.startMs).toBe(Date.UTC(2024, 4, 10, 0, 0, 0, 9));
    const images = createMemoryLedger();
    const report = expectSuccess(await importInto(images, fixture('trace-multimodal.csv'), options));
    expect(storedTokens(images)).toEqual({ input: 2100, output: 80 });
    expect(report.notes).toContain('Columns not imported: NumImages.');
  });
});
