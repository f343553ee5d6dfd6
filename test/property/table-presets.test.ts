import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKinds, totalTokens } from '#shared/domain/token-kinds.ts';
import { parseDecimal } from '../../electron/importing/read/decimals.ts';
import { createHeader } from '../../electron/importing/read/header.ts';
import { normalise } from '../../electron/importing/normalise.ts';
import type { Amount, RowOutcome, RowReader, UsageDraft } from '../../electron/importing/presets/preset.ts';
import { tablePresets } from '../../electron/importing/presets/index.ts';
import { isRejection } from '../../electron/importing/presets/row-cells.ts';
import { expectSuccess, fixture } from '../unit/importing/in-memory.ts';

/** A column's number in a row that was written with numbers alone. */
type Numbers = (column: string) => number;

interface Subject {
  readonly preset: string;
  readonly file: string;
}

/** A format whose columns say themselves how many tokens a row used. */
interface CountedSubject extends Subject {
  /** Columns that hold counts. */
  readonly counts: readonly string[];
  /** All tokens that a row used: what the preset must have counted. */
  readonly total: (numbers: Numbers) => number;
}

const countedSubjects: readonly CountedSubject[] = [
  {
    preset: 'openai-other-usage',
    file: 'openai-embeddings.csv',
    counts: ['input_tokens'],
    total: (n) => n('input_tokens'),
  },
  {
    preset: 'anthropic-tokens',
    file: 'anthropic-tokens-2026.csv',
    counts: [
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
      'usage_output_tokens',
    ],
    total: (n) =>
      n('usage_input_tokens_no_cache') +
      n('usage_input_tokens_cache_write_5m') +
      n('usage_input_tokens_cache_write_1h') +
      n('usage_input_tokens_cache_read') +
      n('usage_output_tokens'),
  },
  {
    preset: 'openrouter-generations',
    file: 'openrouter-generations.csv',
    counts: ['tokens_prompt', 'tokens_completion', 'tokens_reasoning', 'tokens_cached'],
    total: (n) =>
      n('tokens_prompt') +
      n('tokens_completion') +
      (n('tokens_reasoning') > n('tokens_completion') ? n('tokens_reasoning') : 0),
  },
  {
    preset: 'openrouter-activity',
    file: 'openrouter-activity.csv',
    counts: ['Prompt Tokens', 'Completion Tokens', 'Reasoning Tokens'],
    total: (n) =>
      n('Prompt Tokens') +
      n('Completion Tokens') +
      (n('Reasoning Tokens') > n('Completion Tokens') ? n('Reasoning Tokens') : 0),
  },
  {
    preset: 'cursor-events',
    file: 'cursor-events-2026.csv',
    counts: ['Input (w/ Cache Write)', 'Input (w/o Cache Write)', 'Cache Read', 'Output Tokens', 'Total Tokens'],
    total: (n) => n('Total Tokens'),
  },
  {
    preset: 'helicone-requests',
    file: 'helicone-requests.csv',
    counts: ['prompt_tokens', 'completion_tokens'],
    total: (n) => n('prompt_tokens') + n('completion_tokens'),
  },
  {
    preset: 'copilot-billing',
    file: 'copilot-billing-2026.csv',
    counts: ['input', 'output', 'cache_read', 'cache_write'],
    total: (n) => n('input') + n('output') + n('cache_read') + n('cache_write'),
  },
  {
    preset: 'fireworks-metrics',
    file: 'fireworks-metrics-cached.csv',
    counts: ['prompt_tokens', 'completion_tokens', 'cached_prompt_tokens', 'uncached_prompt_tokens'],
    total: (n) => n('prompt_tokens') + n('completion_tokens'),
  },
  {
    preset: 'burstgpt-trace',
    file: 'burstgpt.csv',
    counts: ['Request tokens', 'Response tokens', 'Total tokens'],
    total: (n) => n('Total tokens'),
  },
];

const subjects: readonly Subject[] = [
  ...countedSubjects,
  { preset: 'openai-other-usage', file: 'openai-vector-stores.csv' },
  { preset: 'openai-costs', file: 'openai-costs-2026.csv' },
  { preset: 'anthropic-costs', file: 'anthropic-costs-2026.csv' },
  { preset: 'langfuse-observations', file: 'langfuse-observations.csv' },
  { preset: 'langfuse-observations', file: 'langfuse-events.csv' },
  { preset: 'copilot-requests', file: 'copilot-requests-2025.csv' },
  { preset: 'openai-completions', file: 'openai-completions.csv' },
  { preset: 'litellm-spend-logs', file: 'litellm-spend-logs.csv' },
];

/** Cells that break readers. */
const oddCell = fc.oneof(
  fc.nat({ max: 5_000_000 }).map(String),
  fc.double({ noNaN: true }).map(String),
  fc.string({ maxLength: 30 }),
  fc.json(),
  fc.json().map((json) => JSON.stringify(json)),
  fc.constantFrom(
    '',
    '-',
    'NULL',
    'NaN',
    'Included',
    '-1',
    '1e99',
    '-1e-99',
    '.',
    '5.',
    '$',
    '$1,000',
    '1.250',
    '1,234',
    '2026-02-30',
    '2026-03-31T09:15:22.104Z',
    '"2026-03-31T09:15:22.104Z"',
    '253402300800',
    '03/04/2026',
    'True',
    '{"input": 5, "output": -1}',
    '{"input": 5, "total": 9}',
    '{"usage_object": {"prompt_tokens_details": {"cached_tokens": 1e300}}}',
    "{'usage_object': None}",
    '[[[[',
    'GENERATION',
    'a@b.c',
    '\u0000',
    '9'.repeat(120),
    `0.${'3'.repeat(28)}`,
  ),
);

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly reader: RowReader;
}

function tableOf({ preset, file }: Subject): Table {
  const grid: readonly (readonly string[])[] = parse(readFileSync(fixture(file), 'utf8'), { relax_quotes: true });
  const [columns = [], ...rows] = grid;
  const found = tablePresets.find(({ id }) => id === preset);
  if (found === undefined) throw new Error(`There is no preset ${preset}.`);
  return { columns, rows, reader: expectSuccess(found.rowReader(createHeader(columns), {}, file, () => undefined)) };
}

/** The laws that an outcome breaks. */
function brokenLaws(outcome: RowOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'empty':
      return [];
    case 'reject':
      return outcome.reason === '' ? ['a rejection has a reason'] : [];
    case 'usage':
      return brokenUsageLaws(outcome.draft);
    case 'charge':
      return [
        ...brokenMoneyLaws(outcome.charge.billed),
        ...brokenMoneyLaws(outcome.charge.list),
        ...(outcome.draft === undefined ? [] : brokenUsageLaws(outcome.draft)),
      ];
  }
}

function brokenUsageLaws(draft: UsageDraft): readonly string[] {
  const record = normalise(draft, undefined);
  if (isRejection(record)) return record.reason === '' ? ['a rejection has a reason'] : [];
  const counts = tokenKinds.map((kind) => record.tokens[kind] ?? 0);
  const units = Object.values(record.units ?? {});
  const laws = {
    'tokens are whole numbers': counts.every((count) => Number.isSafeInteger(count) && count >= 0),
    'requests are a whole number': Number.isSafeInteger(record.requests) && record.requests >= 0,
    'units are positive': units.every((amount) => Number.isFinite(amount) && amount > 0),
    'times are in order': record.endMs >= record.startMs,
    'a key is not empty': draft.key !== '',
  };
  return [...Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [law])), ...brokenMoneyLaws(draft.billed)];
}

function brokenMoneyLaws(amount: Amount | undefined): readonly string[] {
  if (amount === undefined) return [];
  return parseDecimal(amount.decimal) !== undefined && /^[A-Z]{3}$/.test(amount.currency)
    ? []
    : [`money is a decimal in a currency: ${amount.decimal} ${amount.currency}`];
}

describe.each(subjects)('$preset on $file', (subject) => {
  const { columns, rows, reader } = tableOf(subject);

  it('reads any cells without an exception, and gives only what the ledger can hold', () => {
    const change = fc.record({ column: fc.nat({ max: columns.length - 1 }), cell: oddCell });
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.array(change, { maxLength: 6 }), (row, changes) => {
        const cells = [...row];
        for (const { column, cell } of changes) cells[column] = cell;
        const outcome = reader.read(cells);
        expect(brokenLaws(outcome)).toEqual([]);
        expect(isDeepStrictEqual(reader.read(cells), outcome)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe.each(countedSubjects)('$preset', (subject) => {
  const { columns, rows, reader } = tableOf(subject);

  it('counts every token of an accepted row once', () => {
    const counts = fc.tuple(...subject.counts.map(() => fc.nat({ max: 40 })));
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...rows), counts, (row, values) => {
        const cells = [...row];
        for (const [index, column] of subject.counts.entries()) {
          cells[columns.indexOf(column)] = String(values[index] ?? 0);
        }
        const outcome = reader.read(cells);
        const draft = outcome.kind === 'usage' || outcome.kind === 'charge' ? outcome.draft : undefined;
        const record = draft === undefined ? undefined : normalise(draft, undefined);
        if (record === undefined || isRejection(record)) return;
        accepted++;
        const expected = subject.total((column) => Number(cells[columns.indexOf(column)]));
        expect(totalTokens(record.tokens)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
