import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { columnMappingSchema, type ColumnMapping, type ImportOptions } from '#shared/domain/importing.ts';
import type { Result } from '#shared/result.ts';
import { importFile } from '#importing';
import { openLedger, type Ledger } from '#ledger';
import { createMemoryLedger, expectSuccess, roundCatalogue } from '../unit/importing/in-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'burnrate-plans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'usage.csv');

/** Cells that a plan reads as they pass, and cells that only text reading understands or refuses. */
const times = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map(isoTime) },
  fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map(String),
  fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }).map(String),
  fc.constantFrom(
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '"2026-01-31 10:00:00"',
    '2026-01-31T10:00:00+00:00',
    '2026-01-31T10:00:00+02:00',
    '2026-01-31T10:00',
    '2026-01-31T24:00:00Z',
    '2026-01-31 10:00:00.1234567',
    '2026-1-3',
    '1999-12-31',
    '2100-01-01',
    'soon',
    '',
    ' 2026-01-31',
  ),
);
function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
const counts = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 50_000 }).map(String) },
  fc.nat({ max: 50_000 }).map((count) => `${count}.0`),
  fc.nat({ max: 50_000 }).map((count) => `"${count}"`),
  fc.constantFrom(
    '',
    '0',
    '007',
    '1.00',
    '1.000',
    '12.000',
    '"1,000"',
    '1e3',
    '-1',
    '1.5',
    'NULL',
    '-',
    '99999999999999',
    '999999999999999',
    '1000000000000000',
    '9007199254740993',
    "'+5",
    ' 7',
  ),
);
const names = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('alpha', 'beta', 'GPT-4o', 'gpt-4o', 'gpt-4o-mini', 'openai', 'OpenAI') },
  fc.constantFrom(
    '',
    'NULL',
    '"with, comma"',
    '"with ""quotes"""',
    '""',
    'jane@example.com',
    '10.0.0.1',
    ' alpha ',
    "'=alpha",
    '"two\nlines"',
    '"closed"then text',
    'région',
    'x'.repeat(501),
    '1.250',
    '2026-01-01',
  ),
);
const tiers = fc.constantFrom('', 'default', 'batch', 'Priority', 'scale', 'flex');

const header = [
  'time',
  'end',
  'input',
  'cached',
  'write',
  'output',
  'thought',
  'calls',
  'vendor',
  'model',
  'team',
  'who',
  'tier',
  'spent',
  'note',
];
const amounts = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.nat(20_000_000), fc.nat(999_999_999)).map(([usd, nano]) => `${usd}.${nano}`) },
  { weight: 3, arbitrary: fc.nat(5000).map((cents) => String(cents / 100)) },
  fc.constantFrom(
    '',
    '-0.5',
    '-0',
    '.5',
    '5.',
    '.',
    '-',
    '"0.25"',
    '1.250',
    '"3,16"',
    '$0.10',
    '3 €',
    '4.1e-7',
    'Included',
    '0.1234567891',
    '9007199.254740991',
    '9007199.254740992',
    '12345678',
  ),
);
const note = fc.constantFrom('', 'fine', '"a, b"', '"line\r\nbreak"', '"" x');
const goodRow = fc
  .tuple(
    fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }),
    fc.nat(5000),
    fc.nat(1000),
    fc.nat(500),
    fc.nat(900),
    names,
  )
  .map(([second, input, cached, write, output, who]) =>
    [
      isoTime(second),
      isoTime(second + 60),
      input + cached + write,
      cached,
      write,
      output + 10,
      10,
      1,
      'OpenAI',
      'gpt-4o',
      'core',
      who,
      'default',
      '0.0312',
      '',
    ].map(String),
  );
const oddRow = fc
  .tuple(times, times, counts, counts, counts, counts, counts, counts, names, names, names, names, tiers, amounts, note)
  .map((cells) => [...cells]);
/** A good row with one odd cell. */
const spoiledRow = fc
  .tuple(goodRow, oddRow, fc.nat(header.length - 1))
  .map(([good, odd, index]) => good.map((cell, at) => (at === index ? (odd[at] ?? '') : cell)));
const raggedRow = fc.array(names, { minLength: 1, maxLength: header.length + 2 });
const rows = fc.array(
  fc.oneof({ weight: 5, arbitrary: goodRow }, { weight: 5, arbitrary: spoiledRow }, oddRow, {
    weight: 1,
    arbitrary: raggedRow,
  }),
  { maxLength: 14 },
);

/** Mappings of the same columns, from the barest to all of them. */
const mappings = fc
  .record({
    format: fc.constantFrom('auto', 'iso', 'unix-s', 'unix-ms'),
    hasEnd: fc.boolean(),
    isInclusive: fc.boolean(),
    hasCached: fc.boolean(),
    hasThought: fc.boolean(),
    hasCalls: fc.boolean(),
    hasTier: fc.boolean(),
    currency: fc.constantFrom(undefined, 'USD', 'USD', 'EUR'),
    hasKey: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    hasVendor: fc.boolean(),
    hasModel: fc.boolean(),
    repeats: fc.boolean(),
  })
  .map((choice): ColumnMapping =>
    columnMappingSchema.parse({
      format: 'burnrate-mapping',
      version: 1,
      time: { column: 'time', format: choice.format },
      ...(choice.hasEnd ? { endTime: { column: 'end' } } : {}),
      tokens: {
        input: 'input',
        output: 'output',
        ...(choice.hasCached ? { cacheRead: 'cached', cacheWrite5m: 'write' } : {}),
        ...(choice.hasThought ? { reasoning: 'thought' } : {}),
      },
      inputIncludesCached: choice.isInclusive,
      outputIncludesReasoning: choice.isInclusive,
      ...(choice.hasCalls ? { requests: 'calls' } : {}),
      ...(choice.hasTier ? { serviceTier: 'tier' } : {}),
      ...(choice.currency === undefined ? {} : { cost: { column: 'spent', currency: choice.currency } }),
      ...(choice.hasKey ? { key: 'note' } : {}),
      dimensions: {
        ...(choice.hasVendor ? { provider: 'vendor' } : {}),
        ...(choice.hasModel ? { model: 'model' } : {}),
        project: 'team',
        user: choice.repeats ? 'team' : 'who',
      },
      constants: { provider: 'Acme', ...(choice.hasTier ? { serviceTier: 'flex' } : {}) },
    }),
  );

const files = fc
  .record({
    rows,
    mapping: mappings,
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    preamble: fc.constantFrom('', 'Report of usage\n', '"A title, ""quoted"""\n\n'),
    hasLastEnd: fc.boolean(),
    model: fc.constantFrom(undefined, 'gpt-4o', 'openai/gpt-4o', 'acme/unknown'),
    keepPersonalData: fc.boolean(),
  })
  .map(({ rows: cells, mapping, delimiter, end, preamble, hasLastEnd, model, keepPersonalData }) => ({
    text: `${preamble}${[header, ...cells].map((row) => row.join(delimiter)).join(end)}${hasLastEnd ? end : ''}`,
    options: { mapping, model, keepPersonalData, usdPerUnit: { EUR: 1.08 } } satisfies ImportOptions,
  }));

/** Traces, and OpenAI's exports with the columns that they may have. */
const traces = fc.array(fc.tuple(times, counts, counts), { maxLength: 12 }).map((cells) => ({
  text: [['TIMESTAMP', 'ContextTokens', 'GeneratedTokens'], ...cells].map((row) => row.join(',')).join('\n'),
  options: { model: 'gpt-4o' } satisfies ImportOptions,
}));

const smallCount = fc.oneof({ weight: 8, arbitrary: fc.nat({ max: 900 }) }, fc.constantFrom(0, 5, 1_000_000_000));
const bucket = fc
  .record({
    start: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map(String) },
      times,
    ),
    seconds: fc.constantFrom(60, 3600, 86_400),
    requests: fc.constantFrom('10.0', '1', '0', '0.0', ''),
    text: smallCount,
    audio: smallCount,
    image: smallCount,
    cachedText: smallCount,
    cachedAudio: smallCount,
    write: smallCount,
    outText: smallCount,
    outAudio: smallCount,
    model: names,
    batch: fc.constantFrom('False', 'True', 'TRUE', '', '1', 'maybe', ' False'),
    tier: tiers,
    spoil: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, fc.tuple(fc.nat(15), counts)),
  })
  .map((row): readonly string[] => {
    const cached = row.cachedText + row.cachedAudio;
    const uncached = row.text + row.audio + row.image;
    const second = Number(row.start);
    const cells = [
      row.start,
      Number.isNaN(second) ? row.start : String(second + row.seconds),
      row.requests,
      row.model,
      row.batch,
      row.tier,
      `${uncached + cached + row.write}.0`,
      row.outText + row.outAudio,
      cached,
      uncached,
      row.text,
      row.audio,
      row.image,
      row.cachedText,
      row.cachedAudio,
      row.outText,
      row.outAudio,
      row.write,
    ].map(String);
    return row.spoil === undefined ? cells : cells.with(row.spoil[0], row.spoil[1]);
  });
const bucketHeader = [
  ['start_time', 'end_time', 'num_model_requests', 'model', 'batch', 'service_tier', 'input_tokens', 'output_tokens'],
  ['input_cached_tokens', 'input_uncached_tokens', 'input_text_tokens', 'input_audio_tokens', 'input_image_tokens'],
  ['input_cached_text_tokens', 'input_cached_audio_tokens', 'output_text_tokens', 'output_audio_tokens'],
  ['input_cache_write_tokens'],
].flat();
const exports = fc
  .record({ rows: fc.array(bucket, { maxLength: 10 }), width: fc.constantFrom(8, 10, 17, 18) })
  .map(({ rows: cells, width }) => ({
    text: [bucketHeader, ...cells].map((row) => row.slice(0, width).join(',')).join('\r\n'),
    options: { model: 'gpt-4o' } satisfies ImportOptions,
  }));

/** What a ledger holds of records, their prices, names and totals. */
function contents(ledger: Ledger): unknown {
  const result = {
    records: expectSuccess(ledger.query('SELECT * FROM usage_record')),
    names: expectSuccess(ledger.query('SELECT * FROM dictionary_entry ORDER BY dimension_id, id')),
    usage: ledger.usage({ by: ['day', 'provider', 'model', 'project', 'user'] }),
    imports: ledger.listImports(),
  };
  expect(expectSuccess(ledger.verify()).records).toBe(result.records.length);
  return result;
}

async function inMemory(options: ImportOptions, readsByPlan: boolean): Promise<unknown> {
  const ledger = createMemoryLedger();
  const result = await importFile({
    path,
    name: 'usage.csv',
    options,
    ledger,
    catalogue: roundCatalogue,
    now: () => 0,
    readsByPlan,
  });
  return { result: sorted(result), stored: ledger.imports.map(({ records, outcome }) => ({ records, outcome })) };
}

/** A result whose remarks stand in one order: columns are told of when their batch is stored, rows at once. */
function sorted(result: Result<{ readonly notes: readonly string[] }>): unknown {
  return result.ok ? { ...result.value, notes: result.value.notes.toSorted() } : result;
}

async function inLedger(options: ImportOptions, readsByPlan: boolean): Promise<unknown> {
  const file = join(folder, readsByPlan ? 'plan.sqlite' : 'text.sqlite');
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  const ledger = expectSuccess(openLedger({ file, now: () => 0 }));
  try {
    const services = { options, ledger, catalogue: roundCatalogue, now: () => 0, readsByPlan };
    await importFile({ path, name: 'usage.csv', ...services });
    return contents(ledger);
  } finally {
    ledger.close();
  }
}

describe('a column plan', () => {
  it('gives the same records, prices and report as reading the rows as text', async () => {
    await fc.assert(
      fc.asyncProperty(files, async ({ text, options }) => {
        writeFileSync(path, text);
        expect(await inMemory(options, true)).toEqual(await inMemory(options, false));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['traces', traces],
    ["OpenAI's exports", exports],
  ] as const)('reads %s as their presets read them', async (_format, generated) => {
    await fc.assert(
      fc.asyncProperty(generated, async ({ text, options }) => {
        writeFileSync(path, text);
        expect(await inMemory(options, true)).toEqual(await inMemory(options, false));
      }),
      { numRuns: 250 },
    );
  });

  it('gives the same ledger, to the ids of its names', async () => {
    await fc.assert(
      fc.asyncProperty(files, async ({ text, options }) => {
        writeFileSync(path, text);
        expect(await inLedger(options, true)).toEqual(await inLedger(options, false));
      }),
      { numRuns: 25 },
    );
  });
});
