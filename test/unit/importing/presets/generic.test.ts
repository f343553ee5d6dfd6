import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { columnMappingSchema, type ColumnMapping } from '#shared/domain/importing.ts';
import { readMapping } from '#importing';
import {
  createMemoryLedger,
  expectSuccess,
  fixture,
  importInto,
  storedTokens,
  withFile,
  type MemoryLedger,
} from '../in-memory.ts';

const mapping: ColumnMapping = {
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'when', format: 'auto' },
  tokens: { input: 'in', cacheRead: 'cached', output: 'out' },
  inputIncludesCached: false,
  outputIncludesReasoning: false,
  dimensions: { model: 'model' },
  constants: {},
};

async function importText(
  text: string,
  change: Partial<ColumnMapping> = {},
  ledger: MemoryLedger = createMemoryLedger(),
) {
  const result = await withFile(text, (path) =>
    importInto(ledger, path, { options: { mapping: { ...mapping, ...change } } }),
  );
  return { result, records: ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record)) };
}

describe('the generic preset', () => {
  it('reads a semicolon file with a byte order mark, quotes and inclusive columns', async () => {
    const text = await readFile(fixture('semicolons.mapping.json'), 'utf8');
    const given = expectSuccess(readMapping(text, 'semicolons.mapping.json'));
    const ledger = createMemoryLedger();
    const report = expectSuccess(await importInto(ledger, fixture('semicolons.csv'), { options: { mapping: given } }));
    // Input without cached: (260,580 − 60,580) + (1,000 − 0) + 500; output without reasoning: (1,200 − 200) + 100 + 50
    expect(storedTokens(ledger)).toEqual({ input: 201_500, cacheRead: 60_580, output: 1150, reasoning: 200 });
    expect(report).toMatchObject({ rowsRead: 3, imported: 3, requests: 15, preset: 'generic' });
    expect(report.notes).toContain('Columns not imported: Bemerkung.');
    const records = ledger.imports[0]?.records.map(({ record }) => record) ?? [];
    expect(records.map((record) => record.project)).toEqual(['Suche; Nord', 'Team "A"', undefined]);
    // 11:30 at +01:00 is 10:30 UTC.
    expect(records[1]?.startMs).toBe(Date.UTC(2025, 2, 1, 10, 30));
  });

  it('refuses a row whose parts exceed their total: the file counts them apart', async () => {
    const { result, records } = await importText(
      'when,in,cached,out,model\n2025-01-01T00:00Z,100,900,5,gpt-4o\n2025-01-01T00:00Z,900,100,5,gpt-4o\n',
      { inputIncludesCached: true },
    );
    expect(expectSuccess(result).rejects).toEqual([
      {
        line: 2,
        column: 'in',
        reason: 'in is 100, less than its parts cached 900 (900): the file may count them apart',
      },
    ]);
    expect(records).toHaveLength(1);
  });

  it('takes a row for one request, unless it spans time', async () => {
    const text =
      'when,until,in,cached,out,model\n2025-01-01 10:00,2025-01-01 10:00,1,0,1,gpt-4o\n2025-01-02,2025-01-03,1,0,1,gpt-4o\n';
    async function requests(change: Partial<ColumnMapping>) {
      return (await importText(text, change)).records.map((record) => [record.requests, record.endMs - record.startMs]);
    }
    const day = 86_400_000;
    expect(await requests({})).toEqual([
      [1, 0],
      [0, day],
    ]);
    expect(await requests({ endTime: { column: 'until' } })).toEqual([
      [1, 0],
      [0, day],
    ]);
  });

  it('reads month-first and day-first dates by the mapping alone', async () => {
    const text = 'when,in,cached,out,model\n03/04/2025 10:00,1,0,1,gpt-4o\n';
    const auto = await importText(text);
    expect(auto.result).toMatchObject({
      ok: false,
      error: { code: 'date-order-ambiguous', at: { column: 'when' } },
    });
    const dayFirst = await importText(text, { time: { column: 'when', format: 'dmy' } });
    expect(dayFirst.records[0]?.startMs).toBe(Date.UTC(2025, 3, 3, 10));
  });

  it('fills in constants and reads tiers', async () => {
    const { records } = await importText(
      'when,in,cached,out,tier\n2025-01-01T00:00Z,1,0,1,batch\n2025-01-01T00:00Z,1,0,1,\n',
      {
        dimensions: {},
        serviceTier: 'tier',
        constants: { provider: 'OpenAI', model: 'gpt-4o', serviceTier: 'flex' },
      },
    );
    expect(records.map((record) => [record.provider, record.model, record.serviceTier])).toEqual([
      ['openai', 'gpt-4o', 'batch'],
      ['openai', 'gpt-4o', 'flex'],
    ]);
  });

  it('names the column that the file does not have, and where the mapping names it', async () => {
    const text = 'when,in,in,out,model\n2025-01-01,1,1,1,gpt-4o\n';
    expect((await importText(text)).result).toMatchObject({
      error: { code: 'mapping-column-ambiguous', at: { file: 'usage.csv', column: 'in', path: 'tokens.input' } },
    });
    expect((await importText('when,in,out,model\n')).result).toMatchObject({
      error: {
        code: 'mapping-column-missing',
        message: 'The mapping names the column "cached", which usage.csv does not have.',
        at: { file: 'usage.csv', column: 'cached', path: 'tokens.cacheRead' },
        nextStep: "The file's columns are: when, in, out, model.",
      },
    });
    expect((await importText('when,in,out,model\n', { tokens: {} })).result).toMatchObject({
      error: { code: 'mapping-without-tokens' },
    });
  });

  it('asks for a model when neither the file nor the mapping names one', async () => {
    const { result } = await importText('when,in,cached,out\n2025-01-01,1,0,1\n', { dimensions: {} });
    expect(result).toMatchObject({ ok: false, error: { code: 'model-needed' } });
  });

  it('keeps what rows say they cost beside their usage, and counts one of equal ids', async () => {
    const text = [
      'when,in,cached,out,price,id',
      '2025-01-01T00:00Z,1,0,1,$0.10,a',
      '2025-01-01T00:01Z,1,0,1,"0,25 €",b',
      '2025-01-01T00:02Z,1,0,1,,c',
      '2025-01-01T00:00Z,1,0,1,$0.10,a',
      '2025-01-01T00:03Z,1,0,1,cheap,d',
    ].join('\n');
    const ledger = createMemoryLedger();
    const mapping = columnMappingSchema.parse({
      format: 'burnrate-mapping',
      version: 1,
      time: { column: 'when' },
      tokens: { input: 'in', cacheRead: 'cached', output: 'out' },
      cost: { column: 'price' },
      key: 'id',
      constants: { model: 'gpt-4o' },
    });
    const result = await withFile(text, (path) =>
      importInto(ledger, path, { options: { mapping, usdPerUnit: { EUR: 1.08 } } }),
    );
    expect(expectSuccess(result)).toMatchObject({
      imported: 3,
      duplicate: 1,
      charges: 2,
      // $0.10 + €0.25 × 1.08 = $0.37
      billedNanoUsd: '370000000',
      rejects: [{ line: 6, column: 'price', reason: '"cheap" is not an amount of money' }],
    });
    expect(ledger.imports[0]?.records.map(({ facts }) => facts)).toEqual([
      { key: 'a', billedNanoUsd: 100_000_000 },
      { key: 'b', billedNanoUsd: 270_000_000 },
      { key: 'c', billedNanoUsd: undefined },
    ]);
  });
});
