import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnMappingSchema, type ColumnMapping, type ImportOptions } from '#shared/domain/importing.ts';
import { inspectFile } from '#importing';
import { createMemoryLedger, expectSuccess, failureCode, importInto, withFile } from './in-memory.ts';
import { importFixture, importText } from './presets/imported.ts';

/**
 * The traps that usage exports set their readers, one test each and called by its name: those of any table first, then
 * those of formats. What is checked here in a line or two is tried from every side in the tests of its reader or preset.
 */

const mapping: ColumnMapping = columnMappingSchema.parse({
  format: 'burnrate-mapping',
  version: 1,
  time: { column: 'when' },
  tokens: { input: 'in', output: 'out' },
  dimensions: { project: 'project', user: 'user' },
  cost: { column: 'cost' },
  constants: { model: 'openai/gpt-4o' },
});
const header = 'when,in,out,project,user,cost';
const day = Date.UTC(2026, 2, 31);

/** Imports a table of the mapping above, or bytes of it; `options` may replace the mapping. */
async function importTable(content: string | Uint8Array, options: ImportOptions = {}) {
  const ledger = createMemoryLedger();
  const result = await withFile(content, (path) => importInto(ledger, path, { options: { mapping, ...options } }));
  const records = ledger.imports.flatMap((stored) => stored.records);
  return { result, records: records.map(({ record }) => record), facts: records.map(({ facts }) => facts) };
}

/** Imports one row, of which some cells are given. */
function importCells(
  cells: Partial<Record<'when' | 'in' | 'out' | 'project' | 'user' | 'cost', string>>,
  options = {},
) {
  const { when = '2026-03-31', in: input = '10', out = '1', project = '', user = '', cost = '' } = cells;
  return importTable(`${header}\n${[when, input, out, project, user, cost].join(',')}\n`, options);
}

/** A table's rows after 300,000 bytes of empty lines. */
function farBehind(table: Buffer): Buffer {
  const rows = table.indexOf('\n') + 1;
  return Buffer.concat([table.subarray(0, rows), Buffer.alloc(300_000, '\n'), table.subarray(rows)]);
}

describe('text', () => {
  const plain = `${header}\n2026-03-31,10,1,café,,\n`;
  it.each<[trap: string, content: string | Uint8Array]>([
    ['a byte order mark', `\uFEFF${plain}`],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
    ['gzip under any name', gzipSync(plain)],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['a missing last newline', plain.trimEnd()],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['pipes', plain.replaceAll(',', '|')],
    ['Windows-1252', Buffer.from(plain, 'latin1')],
    ['Windows-1252, first met far behind the beginning', farBehind(Buffer.from(plain, 'latin1'))],
    ['every cell in quotes', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['a preamble of key,value lines', `Invoice date,2026-04-01\nCurrency,USD\n\n${plain}`],
    ['the header in another case', plain.replace(header, header.toUpperCase())],
  ])('%s', async (_trap, content) => {
    const { result, records } = await importTable(content);
    expect(expectSuccess(result)).toMatchObject({ imported: 1, rejected: 0 });
    expect(records).toMatchObject([{ startMs: day, tokens: { input: 10, output: 1 }, project: 'café' }]);
  });

  it('a row with a field too few, one too many, and trailing delimiters', async () => {
    const rows = ['2026-03-31,1,1,a,b', '2026-03-31,2,1,a,b,,surplus', '2026-03-31,4,1,a,b,,,'];
    const { result, records } = await importTable([header, ...rows, ''].join('\n'));
    expect(expectSuccess(result)).toMatchObject({ imported: 1, rejects: [{ line: 2 }, { line: 3 }] });
    expect(records).toMatchObject([{ tokens: { input: 4 } }]);
  });

  it('a line break and doubled quotes inside a cell', async () => {
    const { result, records } = await importTable(
      `${header}\n2026-03-31,10,1,"a ""b"", c",,\n2026-03-31,5,1,"a\nb",,\n`,
    );
    expect(expectSuccess(result)).toMatchObject({ imported: 2, rejected: 0 });
    expect(records).toMatchObject([{ project: 'a "b", c' }, { project: 'a b' }]);
  });

  it.each(['=', '+', '-', '@'])('an apostrophe that guards %s', async (sign) => {
    const { records } = await importCells({ project: `'${sign}team` });
    expect(records).toMatchObject([{ project: `${sign}team` }]);
  });
});

describe('numbers', () => {
  it.each([
    ['59200.0', 59_200],
    ['"260,580"', 260_580],
    ['5.92e4', 59_200],
    ['-', undefined],
    ['NULL', undefined],
  ])('a count written %s', async (cell, input) => {
    const { result, records } = await importCells({ in: cell });
    expect(expectSuccess(result).rejected).toBe(0);
    expect(records.map(({ tokens }) => tokens.input)).toEqual([input]);
  });

  it('1.250, which may be two numbers: asked, and read as it is answered', async () => {
    const { result } = await importCells({ in: '1.250' });
    expect(result).toMatchObject({ ok: false, error: { code: 'number-format-ambiguous', at: { column: 'in' } } });
    expect((await importCells({ in: '1.250' }, { decimalMark: 'comma' })).records).toMatchObject([
      { tokens: { input: 1250 } },
    ]);
  });

  it.each([
    ['$0.10', 100_000_000],
    ['"4,12"', 4_120_000_000],
    ['"3,16 €"', 3_476_000_000],
    ['0.0038359800000000000000000000', 3_835_980],
    ['4.1e-7', 410],
    ['-1.5', -1_500_000_000],
    ['-', undefined],
    ['', undefined],
  ])('an amount written %s', async (cell, billedNanoUsd) => {
    const { result, facts } = await importCells(
      { cost: cell },
      { usdPerUnit: { EUR: 1.1 }, ...(cell === '"4,12"' ? { decimalMark: 'comma' } : {}) },
    );
    expect(expectSuccess(result).rejected).toBe(0);
    expect(facts.map((fact) => fact.billedNanoUsd)).toEqual([billedNanoUsd]);
  });

  it('a currency without a rate: refused, never taken for dollars', async () => {
    const { result } = await importTable(`${header}\n2026-03-31,10,1,,,1 €\n2026-03-31,10,1,,,\n`);
    expect(expectSuccess(result)).toMatchObject({ billedNanoUsd: null });
    expect(expectSuccess(result).notes.join(' ')).toContain('EUR');
  });

  it('`Included` for a cost: Cursor bills nothing for the row', async () => {
    const { report } = await importFixture('cursor-events.csv');
    // The one event on demand: $0.10.
    expect(report.billedNanoUsd).toBe('100000000');
    expect(report.notes.join(' ')).toContain('notional, and nothing was billed');
  });
});

describe('time', () => {
  const noon = Date.UTC(2026, 2, 31, 12, 30, 15);
  it.each([
    ['Unix seconds', '1774960215', noon],
    ['Unix milliseconds', '1774960215250', noon + 250],
    ['Unix microseconds', '1774960215250999', noon + 250],
    ['Unix nanoseconds', '1774960215250999999', noon + 250],
    ['ISO with Z', '2026-03-31T12:30:15Z', noon],
    ['ISO with an offset', '2026-03-31T14:30:15+02:00', noon],
    ['ISO without a zone', '2026-03-31 12:30:15', noon],
    ['a fraction of seven digits', '2026-03-31T12:30:15.2509999Z', noon + 250],
    ['a date alone', '2026-03-31', day],
    ['MM/DD/YYYY that shows itself', '03/31/2026', day],
    ['DD.MM.YYYY', '31.03.2026', day],
    ['a month by name', '"Mar 31, 2026 12:30:15"', noon],
  ])('%s', async (_trap, when, startMs) => {
    const { result, records } = await importCells({ when });
    expect(expectSuccess(result).rejected).toBe(0);
    expect(records.map((record) => record.startMs)).toEqual([startMs]);
  });

  it('03/04/2026, which may be two days: asked, and read as it is answered', async () => {
    const { result } = await importCells({ when: '03/04/2026' });
    expect(result).toMatchObject({ ok: false, error: { code: 'date-order-ambiguous', at: { column: 'when' } } });
    const { records } = await importCells({ when: '03/04/2026' }, { dateOrder: 'dmy' });
    expect(records.map((record) => record.startMs)).toEqual([Date.UTC(2026, 3, 3)]);
  });

  it('30 February and the year 1970: refused with line and column', async () => {
    const { result } = await importTable(`${header}\n2026-02-30,1,1,,,\n1000,1,1,,,\n2026-03-31,1,1,,,\n`);
    expect(expectSuccess(result)).toMatchObject({
      imported: 1,
      rejects: [
        { line: 2, column: 'when' },
        { line: 3, column: 'when' },
      ],
    });
  });
});

describe('what the file is', () => {
  it("a hand-made file under a vendor's name: told by its header and values, never by its name", async () => {
    const inspection = await withFile(`${header}\n2026-03-31,10,1,,,\n`, (path) =>
      inspectFile({ path, name: 'completions_usage_2026-03-01_2026-03-31.csv' }),
    );
    expect(expectSuccess(inspection).matches.map(({ preset }) => preset)).not.toContain('openai-completions');
  });

  it('the header of a vendor over values that it never writes: recognised with doubt, refused whole', async () => {
    const columns = 'TIMESTAMP,ContextTokens,GeneratedTokens';
    const text = `${columns}\nmonday,many,few\n`;
    const inspection = await withFile(text, (path) => inspectFile({ path, name: 'trace.csv' }));
    const [sure = { confidence: 0 }] = expectSuccess(
      await withFile(`${columns}\n2023-11-16 18:15:46.6805900,374,44\n`, (path) => inspectFile({ path, name: 'x' })),
    ).matches;
    expect(expectSuccess(inspection).matches[0]?.confidence).toBeLessThan(sure.confidence / 1.5);
    const ledger = createMemoryLedger();
    const result = await withFile(text, (path) => importInto(ledger, path, { options: { model: 'openai/gpt-4o' } }));
    expect(failureCode(result)).toBe('no-usable-rows');
    expect(ledger.imports).toEqual([]);
  });

  it('why a format was recognised: the report says it', async () => {
    const { report } = await importFixture('openai-completions.csv');
    expect(report.preset).toBe('openai-completions');
    expect(report.presetReason).not.toBe('');
  });
});

describe('what a row counts', () => {
  it('an aggregate has no arrivals: its span is kept', async () => {
    const { records } = await importFixture('openai-completions.csv');
    expect(records.every(({ startMs, endMs }) => endMs > startMs)).toBe(true);
  });

  it('no request count (Anthropic): 0 = not known, never one request a row', async () => {
    const { records, report } = await importFixture('anthropic-tokens-2026.csv');
    expect(records.map(({ requests }) => requests)).toEqual(records.map(() => 0));
    expect(report.requests).toBe(0);
  });

  it('equal rows of an aggregate: each counts', async () => {
    const text = `${header}\n2026-03-31,10,1,a,b,\n2026-03-31,10,1,a,b,\n`;
    expect(expectSuccess((await importTable(text)).result)).toMatchObject({ imported: 2, duplicate: 0 });
  });

  it('equal lines of an agent log: the fullest counts, once', async () => {
    const call = (output: number) => ({
      type: 'assistant',
      timestamp: '2026-03-31T12:30:15.000Z',
      sessionId: 's',
      requestId: 'r',
      message: { id: 'm', model: 'gpt-4o', role: 'assistant', usage: { input_tokens: 3, output_tokens: output } },
    });
    const lines = [call(1), call(40), call(40)].map((line) => `${JSON.stringify(line)}\n`).join('');
    const { report, tokens } = await importText(lines, { preset: 'claude-code' });
    expect(report).toMatchObject({ imported: 1, duplicate: 2 });
    expect(tokens).toEqual({ input: 3, output: 40 });
  });

  it('cached tokens beside a total that cannot hold them: the row is refused, not made negative', async () => {
    const inclusive = columnMappingSchema.parse({
      ...mapping,
      tokens: { input: 'in', cacheRead: 'out' },
      inputIncludesCached: true,
    });
    const { result, records } = await importTable(`${header}\n2026-03-31,10,11,,,\n2026-03-31,10,4,,,\n`, {
      mapping: inclusive,
    });
    expect(expectSuccess(result)).toMatchObject({ imported: 1, rejected: 1 });
    expect(records).toMatchObject([{ tokens: { input: 6, cacheRead: 4 } }]);
  });

  it('a bill: money, never usage', async () => {
    const { report, records } = await importFixture('openai-costs-2026.csv');
    expect(records).toEqual([]);
    expect(report.billedNanoUsd).not.toBeNull();
  });

  it('a model without a price: unpriced with its tokens, not $0', async () => {
    const { result } = await importCells({}, { mapping: { ...mapping, constants: { model: 'no-such-model' } } });
    expect(expectSuccess(result)).toMatchObject({
      unpriced: 1,
      unpricedModels: [{ model: 'no-such-model', tokens: 11 }],
    });
  });
});

describe('personal data at the door', () => {
  it.each([
    ['an e-mail address', 'ann@example.com'],
    ["a key's name", 'claude_code_key_ann_xyz'],
    ['an IP address', '10.1.2.3'],
    ['an ARN', 'arn:aws:iam::123456789012:user/ann'],
  ])('%s: left out and told, kept only when asked', async (_trap, user) => {
    const { result, records } = await importCells({ user });
    expect(records.map((record) => record.user)).toEqual([undefined]);
    expect(expectSuccess(result).notes.join(' ')).toContain('personal data');
    const { records: kept } = await importCells({ user }, { keepPersonalData: true });
    expect(kept).toMatchObject([{ user }]);
  });

  it.each([false, true])('a prompt in a name: left out and told; the usage counts (kept: %s)', async (keeps) => {
    const { result, records } = await importTable(`${header}\n2026-03-31,1,1,${'word '.repeat(200)},,\n`, {
      keepPersonalData: keeps,
    });
    expect(records).toMatchObject([{ tokens: { input: 1 } }]);
    expect(records[0]?.project).toBeUndefined();
    expect(expectSuccess(result).notes.join(' ')).toContain('texts too long for a name in project left out');
  });
});
