import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger, RecordColumns } from '#ledger';
import { openLedger } from '#ledger';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { msPerHour } from '#shared/time.ts';
import { exampleCard, exampleSource, marchMs, valueOf } from '../unit/ledger/sample-usage.ts';

interface Row {
  readonly record: UsageRecord;
  readonly price: RecordPrice;
}

const row: fc.Arbitrary<Row> = fc.record({
  record: fc
    .record({
      hour: fc.nat(2),
      minutes: fc.constantFrom(0, 5),
      provider: fc.constantFrom('', 'openai'),
      model: fc.constantFrom('a', 'b'),
      user: fc.constantFrom(undefined, 'ada', 'bob'),
      serviceTier: fc.constantFrom(...serviceTiers),
      requests: fc.nat(2),
      tokens: fc.dictionary(fc.constantFrom(...tokenKinds), fc.nat(3), { noNullPrototype: true, maxKeys: 3 }),
      units: fc.dictionary(fc.constantFrom('webSearch' as const, 'sessionHour' as const), fc.constantFrom(0, 1, 0.25), {
        noNullPrototype: true,
      }),
      residency: fc.constantFrom(...residencies),
    })
    .map(({ hour, minutes, ...rest }) => {
      const startMs = marchMs + hour * msPerHour;
      return { ...rest, startMs, endMs: startMs + minutes * 60_000 };
    }),
  price: fc.oneof(
    fc.constant({ costNanoUsd: 0, priceVersion: null, unpricedKinds: [] }),
    fc.record({
      costNanoUsd: fc.nat(9),
      priceVersion: fc.constantFrom('v1', 'v2'),
      unpricedKinds: fc.subarray([...tokenKinds], { maxLength: 2 }),
      unpricedUnits: fc.subarray([...billableUnits], { maxLength: 2 }),
    }),
  ),
});

/** Rows as an importer's columns: its own ids, the first of each list for none. */
function columnsOf(rows: readonly Row[]): RecordColumns {
  const names = Object.fromEntries(usageDimensions.map((dimension) => [dimension, ['']])) as Record<
    (typeof usageDimensions)[number],
    string[]
  >;
  const priceVersions = [''];
  function indexIn(list: string[], value: string): number {
    if (!list.includes(value)) list.push(value);
    return list.indexOf(value);
  }
  function bits<Name>(chosen: readonly Name[], all: readonly Name[]): number {
    return chosen.reduce((sum, one) => sum | (1 << all.indexOf(one)), 0);
  }
  return {
    names,
    priceVersions,
    columns: {
      rows: rows.length,
      startMs: Float64Array.from(rows, ({ record }) => record.startMs),
      endMs: Float64Array.from(rows, ({ record }) => record.endMs),
      requests: Float64Array.from(rows, ({ record }) => record.requests),
      serviceTier: Uint8Array.from(rows, ({ record }) => serviceTiers.indexOf(record.serviceTier)),
      tokens: Object.fromEntries(
        tokenKinds.map((kind) => [kind, Uint32Array.from(rows, ({ record }) => record.tokens[kind] ?? 0)]),
      ),
      dimensions: Object.fromEntries(
        usageDimensions.map((dimension) => [
          dimension,
          Uint16Array.from(rows, ({ record }) => indexIn(names[dimension], record[dimension] ?? '')),
        ]),
      ),
      costNanoUsd: Float64Array.from(rows, ({ price }) => price.costNanoUsd),
      priceCard: Uint8Array.from(rows, ({ price }) =>
        price.priceVersion === null ? 0 : indexIn(priceVersions, price.priceVersion),
      ),
      unpricedKinds: Uint32Array.from(rows, ({ price }) => bits(price.unpricedKinds, tokenKinds)),
      microUnits: Object.fromEntries(
        (['webSearch', 'sessionHour'] as const).map((unit) => [
          unit,
          Float64Array.from(rows, ({ record }) => (record.units?.[unit] ?? 0) * 1e6),
        ]),
      ),
      unpricedUnits: Uint32Array.from(rows, ({ price }) => bits(price.unpricedUnits ?? [], billableUnits)),
      residency: Uint8Array.from(rows, ({ record }) => residencies.indexOf(record.residency ?? 'global')),
    },
  };
}

/** Imports files one after the other; the later ones may repeat the earlier. */
function importAll(
  ledger: Ledger,
  files: readonly (readonly Row[])[],
  grain: 'bucket' | 'request',
  overlap: 'add' | 'skip' | 'replace',
  write: (writer: ReturnType<Ledger['beginImport']>, rows: readonly Row[]) => readonly boolean[],
): unknown {
  const added = files.map((rows, index) => {
    const writer = ledger.beginImport(exampleSource(`${index}.csv`, { grain, overlap }));
    for (const version of ['v1', 'v2']) writer.keepCard(exampleCard(version));
    const outcome = write(writer, rows);
    const overlaps = writer.overlaps();
    const { records, duplicates } = writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
    return { outcome, overlaps, records, duplicates };
  });
  valueOf(ledger.verify());
  return { added, held: valueOf(ledger.query('SELECT * FROM usage_record ORDER BY segment_id')) };
}

describe('records that come as columns', () => {
  it('are stored, left out and told as the same records one by one are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(row, { maxLength: 20 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('bucket' as const, 'request' as const),
        fc.constantFrom('add' as const, 'skip' as const, 'replace' as const),
        (files, batch, grain, overlap) => {
          const folder = mkdtempSync(join(tmpdir(), 'burnrate-columns-'));
          const ledgers = ['rows', 'columns'].map((name) =>
            valueOf(openLedger({ file: join(folder, name), now: () => marchMs })),
          );
          const [first, second] = ledgers;
          try {
            if (first === undefined || second === undefined) throw new Error('no ledgers');
            const one = importAll(first, files, grain, overlap, (writer, rows) =>
              rows.map(({ record, price }) => writer.append(record, price) === 'added'),
            );
            const other = importAll(second, files, grain, overlap, (writer, rows) => {
              const outcomes: boolean[] = [];
              for (let from = 0; from < rows.length; from += batch) {
                const part = rows.slice(from, from + batch);
                const isAdded = writer.appendColumns(columnsOf(part));
                outcomes.push(...part.map((_row, index) => isAdded?.[index] !== 0));
              }
              return outcomes;
            });
            expect(other).toEqual(one);
          } finally {
            for (const ledger of ledgers) ledger.close();
            rmSync(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
