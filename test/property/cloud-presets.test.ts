import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { normaliseCharge } from '../../electron/importing/charges.ts';
import { normalise } from '../../electron/importing/normalise.ts';
import { tablePresets } from '../../electron/importing/presets/index.ts';
import type { RowOutcome, RowReader } from '../../electron/importing/presets/preset.ts';
import { isRejection } from '../../electron/importing/presets/row-cells.ts';
import { blockOf, readBillQuantity, tokensOf } from '../../electron/importing/presets/token-quantity.ts';
import { isProblem } from '../../electron/importing/read/cells.ts';
import { createHeader } from '../../electron/importing/read/header.ts';
import { expectSuccess, fixture } from '../unit/importing/in-memory.ts';

const bills = [
  ['azure-costs', 'azure-costs-ea.csv'],
  ['azure-costs', 'azure-costs-mca.csv'],
  ['aws-bedrock-costs', 'aws-cur2-bedrock.csv'],
  ['aws-bedrock-costs', 'aws-cur-legacy-bedrock.csv'],
  ['gcp-report', 'gcp-report.csv'],
  ['gcp-cost-table', 'gcp-cost-table.csv'],
  ['gcp-bigquery', 'gcp-bigquery.csv'],
  ['focus', 'focus-1.0.csv'],
  ['focus', 'focus-1.1.csv'],
  ['focus', 'focus-1.2.csv'],
  ['focus', 'focus-1.3.csv'],
] as const;

/** Cells that break readers of bills. */
const oddCell = fc.oneof(
  fc.constantFrom(
    '',
    'NULL',
    '-1',
    '1e999',
    '1e308',
    'NaN',
    '$5',
    '3,16 €',
    '1.250',
    '12/31/2025',
    '31/12/2025',
    '2026-03-02',
  ),
  fc.constantFrom(
    '1K',
    '1M Tokens',
    '0 Tokens',
    '99999999999999999999 Tokens',
    '[{"amount":"1e999"}]',
    '[{"amount":{}}]',
    '{"a":',
  ),
  fc.constantFrom('tokens for ', '-input-tokens', 'Image Input ', '::').map((piece) => piece.repeat(20_000)),
  fc.string(),
  fc.double().map(String),
);

interface Bill {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly reader: RowReader;
}

function openBill(preset: string, file: string): Bill {
  const records: string[][] = parse(readFileSync(fixture(file), 'utf8'), { relax_column_count: true });
  const [header = [], ...rows] = records.filter((record) => record.length > 5);
  const found = tablePresets.find(({ id }) => id === preset);
  if (found === undefined) throw new Error(`There is no preset ${preset}.`);
  return { header, rows, reader: expectSuccess(found.rowReader(createHeader(header), {}, file)) };
}

function check(outcome: RowOutcome): void {
  if (outcome.kind !== 'charge') return;
  normaliseCharge(outcome.charge, () => 1);
  const record = outcome.draft === undefined ? undefined : normalise(outcome.draft, undefined);
  if (record === undefined || isRejection(record)) return;
  // A line of a bill is of one kind.
  expect(tokenKinds.filter((kind) => (record.tokens[kind] ?? 0) > 0).length).toBeLessThanOrEqual(1);
  for (const kind of tokenKinds) expect((record.tokens[kind] ?? 0) >= 0).toBe(true);
}

describe('the presets of cloud bills', () => {
  it.each(bills)('%s gives an outcome for every row, whatever is changed in %s', (preset, file) => {
    const { header, rows, reader } = openBill(preset, file);
    const change = fc.tuple(fc.nat(header.length - 1), oddCell);
    fc.assert(
      fc.property(fc.nat(rows.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (row, changes) => {
        const cells = [...(rows[row] ?? [])];
        for (const [column, text] of changes) cells[column] = text;
        check(reader.read(cells));
      }),
      { numRuns: 500 },
    );
  });

  it('charge exactly what a line says, for any amount', () => {
    const { header, rows, reader } = openBill('gcp-report', 'gcp-report.csv');
    const column = header.indexOf('Unrounded subtotal ($)');
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (millionths) => {
        const text = `${millionths < 0 ? '-' : ''}${(BigInt(Math.abs(millionths)) / 1_000_000n).toString()}.${String(Math.abs(millionths) % 1_000_000).padStart(6, '0')}`;
        const cells = [...(rows[0] ?? [])];
        cells[column] = text;
        const outcome = reader.read(cells);
        const charge = outcome.kind === 'charge' ? normaliseCharge(outcome.charge, () => 1) : undefined;
        expect(charge).toMatchObject({ billedNanoUsd: millionths * 1000 });
      }),
    );
  });
});

describe('a quantity of tokens', () => {
  it('is exact in every unit that bills count in, however it is written', () => {
    const unit = fc.constantFrom(
      ['Tokens', 0],
      ['1K', 3],
      ['1K tokens', 3],
      ['1M', 6],
      ['1000000 Tokens', 6],
    ) as fc.Arbitrary<readonly [string, number]>;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), unit, fc.boolean(), (tokens, [name, places], isExponent) => {
        const digits = String(tokens).padStart(places + 1, '0');
        const point = digits.length - places;
        const plain = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
        const quantity = readBillQuantity(isExponent ? `${tokens}e-${places}` : plain);
        if (quantity === undefined || isProblem(quantity)) throw new Error(`Not a quantity: ${plain}`);
        expect(tokensOf(quantity, blockOf(name) ?? 0)).toEqual({ tokens, remarks: [] });
      }),
    );
  });

  it('is not told by units of other things', () => {
    for (const text of ['Units', '1 Hour', 'Hrs', 'GB-Mo', '', 'Images', '1K text units', '0 Tokens', '-1K']) {
      expect(blockOf(text)).toBeUndefined();
    }
  });
});
