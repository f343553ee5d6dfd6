import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImportOptions } from '#shared/domain/importing.ts';
import { guessMapping, importFile } from '#importing';
import { isProblem, readCount, type CellProblem } from '../../electron/importing/read/cells.ts';
import { readInstant, type Instant } from '../../electron/importing/read/instants.ts';
import { createRecordParser, type CsvRecord } from '../../electron/importing/read/record-parser.ts';
import { createMemoryLedger, expectSuccess, roundCatalogue } from '../unit/importing/in-memory.ts';
import { brokenLaws } from './import-laws.ts';

const folder = mkdtempSync(join(tmpdir(), 'burnrate-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'usage.csv');

/** True when a reader gave what its promise allows: nothing, a reason, or a value that `fits`. */
function keepsPromise<T>(read: T | undefined | CellProblem, fits: (value: T) => boolean): boolean {
  return read === undefined || isProblem(read) || fits(read);
}

function isOfThisCentury({ ms }: Instant): boolean {
  return ms >= Date.UTC(2000, 0) && ms < Date.UTC(2100, 0);
}

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 5_000_000 }).map(String) },
  fc.nat({ max: 5_000_000 }).map((count) => `${count}.0`),
  fc.constantFrom(
    '',
    'NULL',
    'NaN',
    '-1',
    '1e3',
    '1e999',
    '1.5',
    '"1,000"',
    '"a""b"',
    '"two\nlines"',
    '"',
    '0x1',
    '😀',
    'True',
  ),
  fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map(String),
  fc
    .date({ min: new Date('2001-01-01'), max: new Date('2098-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.string({ maxLength: 12 }),
);
/** A format's header, with a row that it can read. */
interface Format {
  readonly header: readonly string[];
  readonly goodRow: readonly string[];
  readonly options: ImportOptions;
}

const formats: readonly Format[] = [
  {
    header: ['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'],
    goodRow: ['2023-11-16 18:15:46.6805900', '374', '44'],
    options: { model: 'openai/gpt-4o' },
  },
  {
    header: [
      'start_time',
      'end_time',
      'num_model_requests',
      'model',
      'batch',
      'input_tokens',
      'output_tokens',
      'input_cached_tokens',
      'input_uncached_tokens',
    ],
    goodRow: ['1759708800', '1759795200', '10.0', 'gpt-5', 'False', '59200.0', '10646.0', '5760.0', '53440.0'],
    options: {},
  },
  {
    header: ['time', 'model', 'prompt_tokens', 'completion_tokens', 'cached_tokens'],
    goodRow: ['1759708800123', 'gpt-4o', '1000', '50', '400'],
    options: {
      mapping: {
        format: 'burnrate-mapping',
        version: 1,
        time: { column: 'time', format: 'auto' },
        tokens: { input: 'prompt_tokens', output: 'completion_tokens', cacheRead: 'cached_tokens' },
        inputIncludesCached: true,
        outputIncludesReasoning: false,
        dimensions: { model: 'model' },
        constants: {},
      },
    },
  },
];
const newline = fc.constantFrom('\n', '\r\n', '\r');
const options = fc.constantFrom(...formats.map((format) => format.options));

/** A row of a format: good, good but for one cell, or anything. */
function rowOf({ goodRow }: Format): fc.Arbitrary<readonly string[]> {
  const damaged = fc
    .tuple(fc.nat(goodRow.length - 1), cell)
    .map(([position, text]) => goodRow.map((value, index) => (index === position ? text : value)));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(goodRow) },
    { weight: 4, arbitrary: damaged },
    fc.array(cell, { minLength: 1, maxLength: 10 }),
  );
}

/** A file in a format, more or less, with the options that go with it. */
const table = fc.constantFrom(...formats).chain((format) =>
  fc
    .record({
      rows: fc.array(rowOf(format), { maxLength: 12 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      end: newline,
      bom: fc.boolean(),
      lastNewline: fc.boolean(),
    })
    .map(({ rows, delimiter, end, bom, lastNewline }) => {
      const lines = [format.header, ...rows].map((cells) => cells.join(delimiter));
      const content = `${bom ? '\ufeff' : ''}${lines.join(end)}${lastNewline ? end : ''}`;
      return { content, options: format.options };
    }),
);

describe('importing any file', () => {
  it('never crashes, never hangs, never stores a part: random tables', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ content, options: chosen }) => {
        expect(await brokenLaws(path, content, chosen)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('imports exactly the good rows and rejects exactly the bad ones, each by its line', async () => {
    const goodRow = fc.tuple(fc.nat(1e6), fc.nat(1e6));
    const badRow = fc.constantFrom(
      'soon,1,1',
      '2025-01-01,-1,1',
      '2025-01-01,NaN,1',
      '2025-01-01,1',
      '2025-13-01,1,1',
      ',1,1',
    );
    const rows = fc.array(fc.oneof(goodRow, badRow), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(goodRow, rows), newline, async ([first, rest], end) => {
        const all = [first, ...rest];
        const lines = all.map((row) => (typeof row === 'string' ? row : `2025-01-01,${row[0]},${row[1]}`));
        writeFileSync(path, ['TIMESTAMP,ContextTokens,GeneratedTokens', ...lines].join(end));
        const ledger = createMemoryLedger();
        const report = expectSuccess(
          await importFile({
            path,
            name: 'usage.csv',
            options: { model: 'openai/gpt-4o' },
            ledger,
            catalogue: roundCatalogue,
            now: () => 0,
          }),
        );
        const good = all.filter((row) => typeof row !== 'string');
        expect(report.imported).toBe(good.length);
        expect(report.tokens.input ?? 0).toBe(good.reduce((sum, [input]) => sum + input, 0));
        expect(report.tokens.output ?? 0).toBe(good.reduce((sum, [, output]) => sum + output, 0));
        // The header is line 1, so row i stands on line i + 2.
        const badLines = all.flatMap((row, index) => (typeof row === 'string' ? [index + 2] : []));
        expect(report.rejects.map((rejected) => rejected.line)).toEqual(badLines);
      }),
      { numRuns: 100 },
    );
  });

  it('never crashes, never hangs, never stores a part: random bytes, plain and gzipped', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), options, async (content, isPacked, chosen) => {
        expect(await brokenLaws(path, isPacked ? gzipSync(content) : content, chosen)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('never crashes, never hangs, never stores a part: good files cut off or damaged anywhere', async () => {
    const good = gzipSync(
      'TIMESTAMP,ContextTokens,GeneratedTokens\r\n' + '2023-11-16 18:15:46.6805900,374,44\r\n'.repeat(40),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length), fc.nat(good.length - 1), fc.nat(255), async (length, position, byte) => {
        const damaged = Buffer.from(good);
        damaged[position] = byte;
        expect(await brokenLaws(path, damaged.subarray(0, length), { model: 'openai/gpt-4o' })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the record parser', () => {
  const plainCell = fc.string({ maxLength: 8, unit: fc.constantFrom('a', '7', ' ', '"', ',', '\n', '\r', 'é', '😀') });

  it('gives back every cell that was written, with its line, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(plainCell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        newline,
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const written = rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
          const bytes = Buffer.from(written.join(end));
          const parser = createRecordParser(',', 'usage.csv', { recordCharacters: 10_000 });
          const records: CsvRecord[] = [];
          for (let start = 0; start < bytes.length; start += size) {
            records.push(...expectSuccess(parser.push(bytes.subarray(start, start + size))));
          }
          records.push(...expectSuccess(parser.end()));
          expect(records.map((record) => record.cells)).toEqual(rows);
          let line = 1;
          for (const [index, record] of records.entries()) {
            expect(record.line).toBe(line);
            line += (written[index] ?? '').split(/\r\n|\r|\n/).length;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('reading cells', () => {
  it('gives a non-negative whole number, nothing, or a reason for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), cell), (text) => {
        expect(keepsPromise(readCount(text), (count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
    );
  });

  it('reads back every count that people and programs write', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), (count) => {
        expect(readCount(String(count))).toBe(count);
        expect(readCount(`${count}.0`)).toBe(count);
        expect(readCount(count.toLocaleString('en-US'))).toBe(count);
      }),
    );
  });

  it('reads back every instant of this century in each of its forms', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (instant) => {
        const ms = instant.getTime();
        const forms = [
          instant.toISOString(),
          instant.toISOString().replace('T', ' ').replace('Z', '9999'),
          `${ms}000`,
          `${ms}000000`,
        ];
        for (const text of ms > 1e12 ? [...forms, String(ms)] : forms.slice(0, 2)) {
          expect(readInstant(text, 'auto')).toMatchObject({ ms });
        }
      }),
    );
  });

  it('gives an instant of this century, nothing, or a reason for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), cell),
        fc.constantFrom('auto', 'unix-s', 'unix-ms', 'iso', 'mdy', 'dmy'),
        (text, format) => {
          expect(keepsPromise(readInstant(text, format), isOfThisCentury)).toBe(true);
        },
      ),
    );
  });

  it('guesses a mapping for any header without a crash, and only from its own columns', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom('time', 'date', 'input_tokens', 'output_tokens', 'model', 'cached_tokens'),
    );
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 8 }),
        fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 4 }),
        (columns, rows) => {
          const guess = guessMapping(columns, rows);
          const named = guess === undefined ? [] : [guess.time.column, ...Object.values(guess.tokens)];
          expect(named.filter((column) => !columns.includes(column))).toEqual([]);
        },
      ),
    );
  });
});
