import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnMappingSchema, type ImportOptions } from '#shared/domain/importing.ts';
import { inspectFile, readLimits, type ReadLimits } from '#importing';
import { createMemoryLedger, expectSuccess, importInto, withFile } from './in-memory.ts';

const mapping = columnMappingSchema.parse({
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'at' },
  tokens: { input: 'usage.in', output: 'usage.out', reasoning: 'usage.details.thinking' },
  outputIncludesReasoning: true,
  dimensions: { project: 'attributes.team.name' },
  constants: { model: 'openai/gpt-4o' },
});

async function run(content: string | Uint8Array, options: ImportOptions = { mapping }, limits?: ReadLimits) {
  const ledger = createMemoryLedger();
  const result = await withFile(content, (path) => importInto(ledger, path, { options, limits }));
  return { ledger, result, records: ledger.imports.flatMap((stored) => stored.records.map(({ record }) => record)) };
}

const lines = [
  {
    at: '2026-01-01T00:00:00Z',
    usage: { in: 10, out: 7, details: { thinking: 2 } },
    attributes: { 'team.name': 'core' },
  },
  { at: 1_767_225_600, usage: { in: '20', out: 3 } },
];
const jsonl = lines.map((line) => JSON.stringify(line)).join('\n');

describe('JSONL with a mapping', () => {
  it('reads fields by dotted names, keys with dots in them too', async () => {
    const { result, records } = await run(jsonl);
    expect(expectSuccess(result)).toMatchObject({ rowsRead: 2, imported: 2 });
    expect(records).toMatchObject([
      { project: 'core', tokens: { input: 10, output: 5, reasoning: 2 } },
      { startMs: Date.UTC(2026, 0, 1), tokens: { input: 20, output: 3 } },
    ]);
    expect(records[1]).not.toHaveProperty('project');
  });

  it('rejects a bad line with its number and imports the others', async () => {
    const text = [jsonl, '{"at": "2026-01-01", "usage": {', '', '[1]', '{"at":"soon","usage":{"in":1}}'].join('\r\n');
    const { result } = await run(text);
    expect(expectSuccess(result)).toMatchObject({
      imported: 2,
      rejects: [
        { line: 3, reason: expect.stringMatching(/^it is not JSON: expected/) },
        { line: 5, reason: 'it is not a JSON object' },
        { line: 6, column: 'at', reason: '"soon" is not a time' },
      ],
    });
  });

  it('reads gzip, UTF-16 and a damaged first line', async () => {
    const packed = await run(gzipSync(jsonl));
    expect(expectSuccess(packed.result)).toMatchObject({ imported: 2 });
    const wide = await run(Buffer.from(`\ufeff${jsonl}`, 'utf16le'));
    expect(expectSuccess(wide.result)).toMatchObject({ imported: 2 });
    const damaged = await run(`{"at": "2026-01\n${jsonl}\n`);
    expect(expectSuccess(damaged.result)).toMatchObject({ imported: 2, rejects: [{ line: 1 }] });
  });

  it('reads an array of objects, compact or laid out over lines', async () => {
    for (const text of [JSON.stringify(lines), JSON.stringify(lines, undefined, 2)]) {
      const { result } = await run(text);
      expect(expectSuccess(result)).toMatchObject({ imported: 2, tokens: { input: 30, output: 8, reasoning: 2 } });
    }
  });

  it('reads pages of an API, whose rows stand in an envelope, by their places', async () => {
    const page = (rows: readonly unknown[]): string => JSON.stringify({ data: rows, page: 1 });
    for (const content of [page(lines), `${page(lines)}\n${page([])}`, `[${page(lines)}]`]) {
      // One after the other: each is an import of its own.
      // oxlint-disable-next-line no-await-in-loop
      expect(expectSuccess((await run(content)).result)).toMatchObject({ imported: 2, rejected: 0 });
    }
    const { result } = await run(page([...lines, { at: 'soon' }]));
    expect(expectSuccess(result).rejects).toMatchObject([{ line: 1, column: '$.data[2].at' }]);
    // A row that holds a list of its own is a row.
    const rows = lines.map((line) => JSON.stringify({ ...line, data: [{ a: 1 }] })).join('\n');
    expect(expectSuccess((await run(rows)).result)).toMatchObject({ imported: 2 });
  });

  it('reads documents one after another, and names the line of a broken one', async () => {
    const documents = lines.map((line) => `${JSON.stringify(line, null, 2)}\n`).join('');
    expect(expectSuccess((await run(documents)).result)).toMatchObject({ imported: 2 });
    expect((await run(`${documents}{\n  "at": oops\n}\n`)).result).toMatchObject({
      ok: false,
      error: { code: 'json-malformed', at: { line: documents.split('\n').length + 1 } },
    });
  });

  it('names a rejected element of an array by its path', async () => {
    const { result } = await run(JSON.stringify([...lines, { at: 'soon' }], undefined, 1));
    expect(expectSuccess(result).rejects).toEqual([{ line: 1, column: '$[2].at', reason: '"soon" is not a time' }]);
  });

  it('keeps numbers that a float64 cannot hold: nanoseconds, and counts beyond 2^53', async () => {
    const { records, result } = await run(
      '{"at": 1767225600123456789, "usage": {"in": 1}}\n{"at": 1767225600123, "usage": {"in": 9007199254740993}}\n',
    );
    expect(records).toMatchObject([{ startMs: 1_767_225_600_123 }]);
    expect(expectSuccess(result).rejects).toEqual([
      { line: 2, column: 'usage.in', reason: '"9007199254740993" is too large to count exactly' },
    ]);
  });

  it('shows the fields as columns, the first objects as rows, and guesses a mapping', async () => {
    const text = '{"timestamp":"2026-01-01","usage":{"input_tokens":1,"output_tokens":2}}\n';
    const inspection = expectSuccess(await withFile(text, (path) => inspectFile({ path, name: 'log.jsonl' })));
    expect(inspection.columns).toEqual(['timestamp', 'usage', 'usage.input_tokens', 'usage.output_tokens']);
    expect(inspection.previewRows).toEqual([['2026-01-01', '{"input_tokens":1,"output_tokens":2}', '1', '2']]);
  });
});

describe('JSON that cannot be read', () => {
  it('names the line of a broken document', async () => {
    const { result, ledger } = await run('{\n  "data": [\n    {"at": 1,}\n  ]\n}\n');
    expect(result).toMatchObject({ ok: false, error: { code: 'json-malformed', at: { line: 3 } } });
    expect(ledger.calls).toEqual([]);
  });

  it('refuses what is nested too deep, as a line or as a document', async () => {
    const deep = `${'['.repeat(500)}${']'.repeat(500)}`;
    const { result } = await run(`${jsonl}\n{"at":${deep}}\n`);
    expect(expectSuccess(result).rejects).toEqual([{ line: 3, reason: 'it is nested more than 200 levels deep' }]);
    const document = await run(`[\n${deep}\n]`);
    expect(document.result).toMatchObject({ ok: false, error: { code: 'json-malformed', at: { line: 2 } } });
  });

  it('refuses what is too large, a line by itself and a document whole', async () => {
    const limits = { ...readLimits, jsonValueBytes: 1000 };
    const long = JSON.stringify({ at: '2026-01-01', note: 'x'.repeat(2000) });
    const { result } = await run(`${jsonl}\n${long}\n${jsonl}`, { mapping }, limits);
    expect(expectSuccess(result)).toMatchObject({
      imported: 4,
      rejects: [{ line: 3, reason: 'the line is longer than 1,000 bytes' }],
    });
    const document = await run(`[\n${long}]`, { mapping }, limits);
    expect(document.result).toMatchObject({ ok: false, error: { code: 'json-too-large' } });
  });

  it('says where a file breaks off that is one line, or damaged in every line', async () => {
    const cut = await run('{"object":"page","data":[{"object":"bucket",');
    expect(cut.result).toMatchObject({ ok: false, error: { code: 'json-malformed', at: { line: 1 } } });
    const lines = await run('\n{"a":}\n{"b":}\n');
    expect(lines.result).toMatchObject({ ok: false, error: { code: 'json-malformed', at: { line: 2 } } });
  });

  it('does not call the objects around fields that are read, and the fields inside them, unread', async () => {
    const line = { at: '2026-01-01', usage: { in: 5, parts: { x: 1 } }, other: { deep: 1 } };
    const { result } = await run(JSON.stringify(line), {
      mapping: columnMappingSchema.parse({
        format: 'burnrate-mapping',
        version: 1,
        time: { column: 'at' },
        tokens: { input: 'usage.in' },
        constants: { model: 'openai/gpt-4o' },
      }),
    });
    expect(expectSuccess(result).notes).toContain(
      'Columns not imported: usage.parts, usage.parts.x, other, other.deep.',
    );
  });

  it('names fields that no object of the first ones has, in lines and in documents, and not without end', async () => {
    const first = { at: '2026-01-01T00:00:00Z', usage: { in: 1, out: 1 } };
    const late = { ...first, usage: { in: 1, out: 1, cached: 5 }, extra: { a: 1, b: 2 } };
    const objects = [...Array.from({ length: 60 }, () => first), late, late];
    const jsonLines = await run(objects.map((object) => JSON.stringify(object)).join('\n'));
    expect(expectSuccess(jsonLines.result).notes).toContain('Columns not imported: usage.cached, extra.');
    const document = await run(JSON.stringify(objects));
    expect(expectSuccess(document.result).notes).toContain(
      'Columns not imported: usage.cached, extra, extra.a, extra.b.',
    );
    const many = Array.from({ length: 5000 }, (_value, index) => ({ ...first, [`field${index}`]: 1 }));
    const bounded = await run([...objects, ...many].map((object) => JSON.stringify(object)).join('\n'));
    expect(expectSuccess(bounded.result).notes.find((note) => note.startsWith('Columns not imported'))).toMatch(
      /^Columns not imported: usage\.cached, extra, field0, .* and 1970 more\.$/,
    );
  });

  it('reads a field that the format knows from the first object on that has it', async () => {
    const row = { start_time: 1_759_708_800, end_time: 1_759_795_200, num_model_requests: 1, model: 'gpt-4o' };
    const first = { ...row, input_tokens: 10, output_tokens: 1 };
    const objects = [...Array.from({ length: 60 }, () => first), { ...first, input_cached_tokens: 4, extra: 1 }, first];
    const { result, ledger } = await run(objects.map((object) => JSON.stringify(object)).join('\n'), {});
    expect(expectSuccess(result)).toMatchObject({
      preset: 'openai-completions',
      tokens: { input: 616, cacheRead: 4, output: 62 },
    });
    expect(expectSuccess(result).notes).toContain('Columns not imported: extra.');
    expect(ledger.imports[0]?.records).toHaveLength(62);
  });

  it('says what can be done with JSON of no known format', async () => {
    const { result } = await run('{"hello": {"world": 1}}', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown-format' } });
  });
});
