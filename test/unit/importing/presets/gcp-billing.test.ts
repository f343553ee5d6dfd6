import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readGcpSku } from '../../../../electron/importing/presets/gcp-sku.ts';
import { createMemoryLedger, failureCode, fixture, importInto, withFile } from '../in-memory.ts';
import { billedUsd, importFixture, importText, presetOf, usedUnits } from './imported.ts';

describe('the Google Cloud report preset', () => {
  it('reads SKUs as model and kind, net of credits, and passes over other services and the totals below', async () => {
    const { report, records, charges, tokens } = await importFixture('gcp-report.csv');
    expect(report.preset).toBe('gcp-report');
    expect(tokens).toEqual({
      input: 1_065_040 + 500,
      cacheRead: 200_000 + 1000,
      output: 7632 + 12_485 + 622_403,
      reasoning: 62_906,
    });
    // 2,000,000 hours of one token at $4.50 a million; 30 searches
    expect(usedUnits(records)).toEqual({ cacheStorageMTokHour: 2, webSearch: 30 });
    expect(report).toMatchObject({ rowsRead: 16, imported: 12, empty: 4, rejected: 0, charges: 12 });
    // The unrounded subtotals of all but the machine: 0.319512 + 0.157265 + 0.01908 + 0.006 − 0.0001 + 0.00125 + 9
    //   + 1.55599 + 0.0001 + 0.42 + 1.2 + 0.0002
    expect(billedUsd(charges)).toBe(12.679297);
    expect(records.map(({ model }) => model).slice(0, 5)).toEqual([
      'Gemini 2.5 Flash',
      'Gemini 2.5 Flash',
      'Gemini 2.5 Flash',
      'Gemini 2.5 Flash',
      'Gemini 2.5 Flash Lite',
    ]);
    expect(records[4]?.serviceTier).toBe('batch');
    expect(records[0]).toMatchObject({
      provider: 'google',
      startMs: Date.UTC(2026, 7, 5),
      endMs: Date.UTC(2026, 7, 6),
    });
  });

  it('counts no tokens of SKUs that were billed by the character or by the second', async () => {
    const { records, charges, report } = await importFixture('gcp-report.csv');
    expect(report.notes.join()).toContain('1 row: Vertex AI billed Gemini 1 by the character');
    expect(records.some(({ model }) => model.startsWith('Gemini 1.5'))).toBe(false);
    expect(charges.filter(({ line }) => /Veo|1\.5/.test(line)).map(({ billedNanoUsd }) => billedNanoUsd)).toEqual([
      1_200_000_000, 200_000,
    ]);
  });

  it('reads other currencies by the sign in the header, and months', async () => {
    const text = (await readFile(fixture('gcp-report.csv'), 'utf8'))
      .replaceAll('($)', '(€)')
      .replace('Date,', 'Month,')
      .replaceAll('2026-08-05', '2026-08');
    const { charges } = await importText(text, { usdPerUnit: { EUR: 2 } });
    expect(billedUsd(charges)).toBe(25.358594);
    expect(charges[0]).toMatchObject({ startMs: Date.UTC(2026, 7, 1), endMs: Date.UTC(2026, 8, 1) });
  });

  it('refuses a report that is not grouped by time, and says what to do', async () => {
    const text = (await readFile(fixture('gcp-report.csv'), 'utf8')).replace('Date,', 'Note,');
    const result = await withFile(text, (path) => importInto(createMemoryLedger(), path));
    expect(failureCode(result)).toBe('no-usable-rows');
    expect(result.ok ? '' : result.error.message).toContain('not grouped by day or month');
  });
});

describe('the Google Cloud cost table preset', () => {
  it('reads an invoice behind its preamble; credits and tax are lines of their own', async () => {
    const { report, records, charges, tokens } = await importFixture('gcp-cost-table.csv');
    expect(report.preset).toBe('gcp-cost-table');
    expect(tokens).toEqual({ input: 4_000_000, output: 100_000 });
    expect(billedUsd(charges, 'usage')).toBe(1.45);
    expect(billedUsd(charges, 'credit')).toBe(-0.3);
    expect(billedUsd(charges, 'tax')).toBe(0.02);
    expect(report).toMatchObject({ imported: 4, empty: 1, rejected: 0 });
    // The last day is part of the row.
    expect(records[0]).toMatchObject({
      project: 'shop-prod',
      startMs: Date.UTC(2026, 7, 1),
      endMs: Date.UTC(2026, 8, 1),
    });
    expect(JSON.stringify([records, charges])).not.toMatch(/Jo Doe|AAAA/);
  });
});

describe('the Google Cloud billing export preset', () => {
  it('reads flat CSV: cost and its credits together, use that a credit paid for as use', async () => {
    const { report, records, charges, tokens } = await importFixture('gcp-bigquery.csv');
    expect(report.preset).toBe('gcp-bigquery');
    expect(tokens).toEqual({ input: 1_065_040, cacheRead: 30_000, reasoning: 62_906 });
    // 0.319512 − 0.3 − 0.019512 = 0; 0.157265; 0.009
    expect(billedUsd(charges, 'usage')).toBe(0.166265);
    expect(billedUsd(charges, 'tax')).toBe(0.01);
    expect(report).toMatchObject({ imported: 4, empty: 1, rejected: 0 });
    expect(records.map(({ model, project }) => [model, project])).toEqual([
      ['Gemini 2.5 Flash', 'search'],
      ['Gemini 2.5 Flash', 'shop-prod'],
      ['Claude Sonnet 4.5', 'shop-prod'],
    ]);
    expect(records[0]).toMatchObject({ startMs: Date.UTC(2026, 7, 5, 7), endMs: Date.UTC(2026, 7, 5, 8) });
  });

  it('reads JSONL with its nested fields', async () => {
    const { report, charges, tokens } = await importFixture('gcp-bigquery.jsonl');
    expect(report.preset).toBe('gcp-bigquery');
    expect(tokens).toEqual({ input: 1_065_040, output: 1000 });
    // 0.319512 − 0.119512, and 0.0025
    expect(billedUsd(charges)).toBe(0.2025);
  });
});

describe('a SKU of Google Cloud', () => {
  it.each([
    ['Gemini 2.5 Flash GA Text Input - Predictions', 'Gemini 2.5 Flash', { kind: 'input' }, 'standard'],
    ['Gemini 2.5 Flash GA Thinking Text Output - Predictions', 'Gemini 2.5 Flash', { kind: 'reasoning' }, 'standard'],
    ['Gemini 2.5 Flash GA Text Output (Thinking On) - Predictions', 'Gemini 2.5 Flash', { kind: 'output' }, 'standard'],
    ['Gemini 2.5 Pro Text Input Caching (Long)', 'Gemini 2.5 Pro', { kind: 'cacheRead' }, 'standard'],
    ['Gemini 3.8 Flash Global Text Output - Batch Predictions', 'Gemini 3.8 Flash', { kind: 'output' }, 'batch'],
    ['Gemini 3.1 Flash Image Text Input - Predictions', 'Gemini 3.1 Flash Image', { kind: 'input' }, 'standard'],
    ['Gemini 2.5 Flash GA Image Input - Predictions', 'Gemini 2.5 Flash', { kind: 'inputImage' }, 'standard'],
    ['Gemini 3 Flash Image Input Caching Priority', 'Gemini 3 Flash', { kind: 'cacheReadImage' }, 'priority'],
    [
      'Gemini 2.5 Flash Live Audio (AV2A) Output - Predictions',
      'Gemini 2.5 Flash Live',
      { kind: 'outputAudio' },
      'standard',
    ],
    [
      'Generate content output token count gemini 2.5 flash short input text',
      'gemini 2.5 flash',
      { kind: 'output' },
      'standard',
    ],
    [
      'Generate_content text cached input token count for gemini 3 pro short',
      'gemini 3 pro',
      { kind: 'cacheRead' },
      'standard',
    ],
    [
      'Generate_content image output token count for Gemini 3 Pro Image',
      'Gemini 3 Pro Image',
      { kind: 'outputImage' },
      'standard',
    ],
    [
      'Generate_content_cached_input_token_count_gemini_3_pro_short_image',
      'gemini 3 pro',
      { kind: 'cacheReadImage' },
      'standard',
    ],
    [
      'Generate content input token count gemini 3.7 flash image flex caching',
      'gemini 3.7 flash',
      { kind: 'cacheReadImage' },
      'flex',
    ],
    ['Claude 3.5 Sonnet v2 - Output tokens - us-east5', 'Claude 3.5 Sonnet v2', { kind: 'output' }, 'standard'],
    [
      'Generate content search query gemini 3 paid one',
      'Grounding with Google Search',
      { unit: 'webSearch' },
      'standard',
    ],
    ['Imagen 4 fast Generation (output)', 'Imagen 4 fast', { unit: 'generatedImage' }, 'standard'],
  ])('%s', (description, model, counts, serviceTier) => {
    expect(readGcpSku(description)).toMatchObject({ model, counts, serviceTier });
  });

  it('tells nothing where it is of no language model', () => {
    for (const text of [
      'N1 Predefined Instance Core running in Americas',
      'Storage Standard US',
      'Agent Platform Memory',
    ]) {
      expect(readGcpSku(text)).toBeUndefined();
    }
    expect(readGcpSku('Veo Fast Generation 720p with Audio')).toMatchObject({ model: '', counts: undefined });
  });

  it('says when it is the one from before general availability', () => {
    expect(readGcpSku('Gemini 2.5 Flash Text Input - Predictions')?.remarks).toHaveLength(1);
    expect(readGcpSku('Gemini 2.5 Flash Lite Text Input - Predictions')?.remarks).toHaveLength(0);
  });
});

describe('the Google Cloud presets', () => {
  it('are not mistaken for other tables with SKUs', async () => {
    expect(
      await presetOf('SKU description,Colour\nGemini 2.5 Flash GA Text Input - Predictions,blue\n'),
    ).toBeUndefined();
  });
});
