import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { tokenKinds, type TokenCounts } from '#shared/domain/token-kinds.ts';
import type { ImportOptions } from '#shared/domain/importing.ts';
import { importFile } from '#importing';
import { createMemoryLedger, expectSuccess, roundCatalogue } from '../unit/importing/in-memory.ts';

const cases = 800;

/** So many cases need more than the usual time where a machine has other work. */
const timeoutMs = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'burnrate-oracle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A row's counts by the name of their column. */
type Numbers = (column: string) => number;

/** A format, and what its columns mean in words of its vendor alone. */
interface Format {
  readonly name: string;
  readonly options: ImportOptions;
  /** Cells that are the same in every row. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Columns of counts that are free. */
  readonly free: readonly string[];
  /** Columns that follow from those. */
  readonly derived: Readonly<Record<string, (numbers: Numbers) => number>>;
  readonly tokens: (numbers: Numbers) => TokenCounts;
}

const formats: readonly Format[] = [
  {
    name: "OpenAI's completions usage",
    options: {},
    fixed: {
      start_time: '1759708800',
      end_time: '1759795200',
      start_time_iso: '2025-10-06T00:00:00+00:00',
      end_time_iso: '2025-10-07T00:00:00+00:00',
      model: 'gpt-4o',
      batch: 'False',
    },
    free: ['input_cached_tokens', 'input_uncached_tokens', 'output_tokens', 'num_model_requests'],
    derived: { input_tokens: (n) => n('input_cached_tokens') + n('input_uncached_tokens') },
    tokens: (n) => ({
      input: n('input_uncached_tokens'),
      cacheRead: n('input_cached_tokens'),
      output: n('output_tokens'),
    }),
  },
  {
    name: "Anthropic's console tokens",
    options: {},
    fixed: { usage_date_utc: '2026-03-31', model_version: 'claude-haiku-4-5-20251001', usage_type: 'standard' },
    free: [
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
      'usage_output_tokens',
    ],
    derived: {},
    tokens: (n) => ({
      input: n('usage_input_tokens_no_cache'),
      cacheWrite5m: n('usage_input_tokens_cache_write_5m'),
      cacheWrite1h: n('usage_input_tokens_cache_write_1h'),
      cacheRead: n('usage_input_tokens_cache_read'),
      output: n('usage_output_tokens'),
    }),
  },
  {
    name: "Cursor's usage events",
    options: {},
    fixed: { Date: '2025-12-02T01:46:34.592Z', Kind: 'On-Demand', Model: 'claude-4.5-sonnet', Cost: '0.06' },
    free: ['Input (w/ Cache Write)', 'Input (w/o Cache Write)', 'Cache Read', 'Output Tokens'],
    derived: {
      'Total Tokens': (n) =>
        n('Input (w/ Cache Write)') + n('Input (w/o Cache Write)') + n('Cache Read') + n('Output Tokens'),
    },
    tokens: (n) => ({
      cacheWrite5m: n('Input (w/ Cache Write)'),
      input: n('Input (w/o Cache Write)'),
      cacheRead: n('Cache Read'),
      output: n('Output Tokens'),
    }),
  },
  {
    name: 'the Azure trace',
    options: { model: 'openai/gpt-4o' },
    fixed: { TIMESTAMP: '2023-11-16 18:15:46.6805900' },
    free: ['ContextTokens', 'GeneratedTokens'],
    derived: {},
    tokens: (n) => ({ input: n('ContextTokens'), output: n('GeneratedTokens') }),
  },
  {
    name: 'a table with a mapping',
    options: {
      mapping: {
        format: 'burnrate-mapping',
        version: 1,
        time: { column: 'when', format: 'auto' },
        tokens: { input: 'in', output: 'out', cacheRead: 'cached', reasoning: 'thought' },
        inputIncludesCached: true,
        outputIncludesReasoning: true,
        dimensions: { model: 'model' },
        constants: {},
      },
    },
    fixed: { when: '2026-01-01T00:00:00Z', model: 'gpt-4o' },
    free: ['uncached', 'cached', 'said', 'thought'],
    derived: { in: (n) => n('uncached') + n('cached'), out: (n) => n('said') + n('thought') },
    tokens: (n) => ({ input: n('uncached'), cacheRead: n('cached'), output: n('said'), reasoning: n('thought') }),
  },
];

/** Text of a column that nobody asked for. */
const noise = fc.string({
  maxLength: 10,
  unit: fc.constantFrom('a', '7', ' ', '"', ',', ';', '\t', '\n', '\r\n', 'é', '😀'),
});

interface Layout {
  readonly delimiter: string;
  readonly end: string;
  readonly bom: boolean;
  readonly lastEnd: boolean;
  readonly quotesAll: boolean;
  /** Decides the order of the columns. */
  readonly order: readonly number[];
  /** Counts written as floats: `12.0`. */
  readonly asFloats: boolean;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  lastEnd: fc.boolean(),
  quotesAll: fc.boolean(),
  order: fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 }),
  asFloats: fc.boolean(),
});

interface Row {
  readonly counts: readonly number[];
  readonly noise: string;
  /** Cells too many (> 0) or too few (< 0). */
  readonly ragged: number;
}

function rowsOf({ free }: Format): fc.Arbitrary<readonly Row[]> {
  const row = fc.record({
    counts: fc.array(fc.nat(3_000_000), { minLength: free.length, maxLength: free.length }),
    noise,
    ragged: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constantFrom(-1, 1)),
  });
  // The first row is a whole one: a file without any is refused.
  return fc.tuple(row, fc.array(row, { maxLength: 8 })).map(([first, rest]) => [{ ...first, ragged: 0 }, ...rest]);
}

function write(format: Format, { order, ...how }: Layout, rows: readonly Row[]): string {
  const columns = [...Object.keys(format.fixed), ...format.free, ...Object.keys(format.derived), 'noise']
    .map((column, index) => ({ column, rank: order[index] ?? 0 }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ column }) => column);
  const lines = rows.map(({ counts, noise: text, ragged }) => {
    const number: Numbers = (column) => counts[format.free.indexOf(column)] ?? 0;
    const cells = columns.map((column) => {
      if (column === 'noise') return text;
      const fixed = format.fixed[column];
      if (fixed !== undefined) return fixed;
      const count = format.derived[column]?.(number) ?? number(column);
      return how.asFloats ? `${count}.0` : String(count);
    });
    if (ragged < 0) return cells.slice(0, -1);
    return ragged > 0 ? [...cells, 'more'] : cells;
  });
  const quoted = [columns, ...lines].map((cells) =>
    cells
      .map((cell) => (how.quotesAll || /["\n\r,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(how.delimiter),
  );
  return `${how.bom ? '\ufeff' : ''}${quoted.join(how.end)}${how.lastEnd ? how.end : ''}`;
}

/** Reads the file with csv-parse and sums what whole rows used, by the vendor's words. */
function reference(format: Format, text: string, { delimiter }: Layout) {
  const [header = [], ...rows]: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true });
  const sums: TokenCounts = {};
  const whole = rows.filter((cells) => cells.length === header.length);
  for (const cells of whole) {
    const used = format.tokens((column) => Number(cells[header.indexOf(column)]));
    for (const kind of tokenKinds) {
      const count = used[kind] ?? 0;
      if (count > 0) sums[kind] = (sums[kind] ?? 0) + count;
    }
  }
  return { rowsRead: rows.length, rejected: rows.length - whole.length, tokens: sums };
}

describe(`importing beside a reference reader: ${cases * formats.length} cases`, () => {
  it.each(formats)(
    '$name: rows, rejected rows and tokens are those that csv-parse reads',
    async (format) => {
      const path = join(folder, 'usage');
      await fc.assert(
        fc.asyncProperty(layout, rowsOf(format), async (how, rows) => {
          const text = write(format, how, rows);
          writeFileSync(path, text);
          const report = expectSuccess(
            await importFile({
              path,
              name: 'usage.csv',
              options: format.options,
              ledger: createMemoryLedger(),
              catalogue: roundCatalogue,
              now: () => 0,
            }),
          );
          const { rowsRead, rejected, tokens } = report;
          expect({ rowsRead, rejected, tokens }).toEqual(reference(format, text, how));
        }),
        { numRuns: cases },
      );
    },
    timeoutMs,
  );
});
