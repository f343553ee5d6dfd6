import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMemoryLedger, failureCode, fixture, importInto, withFile } from '../in-memory.ts';
import { importFixture, presetOf } from './imported.ts';

describe("OpenAI's usage exports besides completions", () => {
  it('reads embeddings and moderations as input tokens', async () => {
    const embeddings = await importFixture('openai-embeddings.csv');
    // 48,000 + 2,500 tokens in 120 + 3 requests; the bucket between them is empty.
    expect(embeddings.tokens).toEqual({ input: 50_500 });
    expect(embeddings.report).toMatchObject({
      preset: 'openai-other-usage',
      presetReason: "all 10 columns are those of OpenAI's usage export",
      rowsRead: 3,
      imported: 2,
      empty: 1,
      rejected: 0,
      requests: 123,
    });
    expect(embeddings.report.notes).toContain('Left out: api_key_id (personal data).');
    expect(embeddings.records[1]).toEqual({
      startMs: Date.UTC(2025, 9, 8),
      endMs: Date.UTC(2025, 9, 9),
      provider: 'openai',
      model: 'text-embedding-3-large',
      serviceTier: 'standard',
      requests: 3,
      tokens: { input: 2500 },
      project: 'proj_beta',
      user: 'user-2',
    });
    const moderations = await importFixture('openai-moderations.csv');
    expect(moderations.tokens).toEqual({ input: 9100 });
  });

  it('reads the other measures as units', async () => {
    async function unitsOf(file: string) {
      return (await importFixture(file)).records.map(({ units, model, requests }) => ({ units, model, requests }));
    }
    expect(await unitsOf('openai-images.csv')).toEqual([
      { units: { generatedImage: 7 }, model: 'dall-e-3', requests: 4 },
      { units: { generatedImage: 2 }, model: 'dall-e-3', requests: 1 },
    ]);
    expect(await unitsOf('openai-audio-speeches.csv')).toEqual([
      { units: { inputCharacter: 12_345 }, model: 'tts-1-hd', requests: 5 },
    ]);
    expect(await unitsOf('openai-audio-transcriptions.csv')).toEqual([
      { units: { inputAudioSecond: 734.5 }, model: 'whisper-1', requests: 2 },
    ]);
    expect(await unitsOf('openai-code-interpreter.csv')).toEqual([
      { units: { codeExecution: 11 }, model: '', requests: 0 },
    ]);
    // 6 GB and 9 GB, each for a day of a month of 30: 0.2 + 0.3 GB-months.
    expect(await unitsOf('openai-vector-stores.csv')).toEqual([
      { units: { storedGbMonth: 0.2 }, model: '', requests: 0 },
      { units: { storedGbMonth: 0.3 }, model: '', requests: 0 },
    ]);
  });

  it('reads search calls by what stands beside them', async () => {
    const times = '1759708800,1759795200';
    const files = `start_time,end_time,project_id,num_requests,vector_store_id\n${times},proj_alpha,6,vs_1\n`;
    const web = `start_time,end_time,project_id,num_model_requests,num_requests,context_level,model\n${times},proj_alpha,4,9,medium,gpt-4o\n`;
    const ledger = createMemoryLedger();
    await withFile(files, (path) => importInto(ledger, path));
    await withFile(web, (path) => importInto(ledger, path));
    const records = ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record));
    expect(records.map(({ units, requests }) => ({ units, requests }))).toEqual([
      { units: { fileSearch: 6 }, requests: 0 },
      { units: { webSearch: 9 }, requests: 4 },
    ]);
  });

  it('rejects bad measures with line and column, and asks for the model of ungrouped embeddings', async () => {
    const text = await readFile(fixture('openai-images.csv'), 'utf8');
    const ledger = createMemoryLedger();
    const result = await withFile(text.replace(',7.0,', ',-7,'), (path) => importInto(ledger, path));
    expect(result).toMatchObject({
      ok: true,
      value: { imported: 1, rejects: [{ line: 2, column: 'images', reason: '"-7" is negative' }] },
    });
    const embeddings = (await readFile(fixture('openai-embeddings.csv'), 'utf8')).replaceAll(
      /text-embedding-3-\w+/g,
      '',
    );
    const asked = await withFile(embeddings, (path) => importInto(createMemoryLedger(), path));
    expect(failureCode(asked)).toBe('model-needed');
  });

  it('reads batch in every language that spreadsheets write it, and rejects what is neither yes nor no', async () => {
    const flags = ['True', 'FALSE', 'WAHR', 'FALSCH', 'VRAI', 'FAUX', '1', '0', '', 'perhaps'];
    const header = 'start_time,end_time,start_time_iso,num_model_requests,model,batch,input_tokens';
    const rows = flags.map((flag) => `1759708800,1759795200,2025-10-06,1,text-embedding-3-small,${flag},100`);
    const ledger = createMemoryLedger();
    const result = await withFile([header, ...rows, ''].join('\n'), (path) => importInto(ledger, path));
    expect(result).toMatchObject({
      ok: true,
      value: {
        preset: 'openai-other-usage',
        rejects: [{ line: 11, column: 'batch', reason: '"perhaps" is neither True nor False' }],
      },
    });
    const tiers = ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record.serviceTier));
    expect(tiers).toEqual(
      Array.from({ length: 9 }, (_value, row) => (row % 2 === 0 && row < 8 ? 'batch' : 'standard')),
    );
  });

  it('leaves hand-made tables of images or seconds to the mapping', async () => {
    expect(await presetOf('start_time,end_time,model,images\n1759708800,1759795200,dall-e-3,4\n')).toBeUndefined();
    expect(await presetOf('date,model,seconds\n2025-10-06,whisper-1,4\n')).toBeUndefined();
  });
});
