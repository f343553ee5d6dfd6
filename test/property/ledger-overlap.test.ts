import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { openLedger } from '#ledger';
import { msPerHour } from '#shared/time.ts';
import { exampleRecord, importUsage, marchMs, unpriced, valueOf } from '../unit/ledger/sample-usage.ts';

/** A row of a file: few values, so that files repeat each other and themselves. */
interface Row {
  readonly hour: number;
  readonly user: string;
  readonly tokens: number;
  readonly key: string | undefined;
}

const row: fc.Arbitrary<Row> = fc.record({
  hour: fc.nat(3),
  user: fc.constantFrom('', 'ada', 'bob'),
  tokens: fc.nat(1),
  key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined, freq: 3 }),
});
const file = fc.array(row, { maxLength: 25 });
const grain = fc.constantFrom('bucket' as const, 'request' as const);
const decision = fc.constantFrom('add' as const, 'skip' as const, 'replace' as const);

/** Rows that the ledger holds, by import, as plain lists: the same rules written out once more. */
interface Model {
  readonly imports: Map<number, Row[]>;
}

/** What tells a row without a key from others. */
function identityOf({ hour, user, tokens }: Row, isBucket: boolean): string {
  return isBucket ? `${hour} ${user}` : `${hour} ${user} ${tokens}`;
}

function importIntoModel(
  model: Model,
  importId: number,
  rows: readonly Row[],
  isBucket: boolean,
  choice: 'add' | 'skip' | 'replace',
): void {
  const earlier = [...model.imports.values()].flat();
  const keys = new Set(earlier.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const unkeyed = earlier.filter(({ key }) => key === undefined);
  const takenRows = new Set<Row>();
  const kept: Row[] = [];
  for (const one of rows) {
    if (one.key !== undefined) {
      if (!keys.has(one.key)) kept.push(one);
      keys.add(one.key);
      continue;
    }
    const same = unkeyed.filter((other) => identityOf(other, isBucket) === identityOf(one, isBucket));
    // Every row of a bucket stands for it; a request takes one of its equals.
    const taken = isBucket ? same : same.filter((other) => !takenRows.has(other)).slice(0, 1);
    for (const other of taken) takenRows.add(other);
    if (choice !== 'skip' || taken.length === 0) kept.push(one);
  }
  if (choice === 'replace') {
    for (const [id, held] of model.imports) {
      const left = held.filter((one) => !takenRows.has(one));
      if (left.length === 0 && held.some((one) => takenRows.has(one))) model.imports.delete(id);
      else model.imports.set(id, left);
    }
  }
  model.imports.set(importId, kept);
}

/** Rows by import, as text in any order. */
function contentOfModel({ imports }: Model): unknown {
  return [...imports].map(([id, rows]) => [
    id,
    rows.map(({ hour, user, tokens }) => `${hour} ${user} ${tokens}`).sort((left, right) => (left < right ? -1 : 1)),
  ]);
}

function contentOfLedger(ledger: Ledger): unknown {
  const imports = new Map<number, string[]>();
  for (const { id } of [...ledger.listImports()].reverse()) imports.set(id, []);
  const dictionary = ledger.dictionary();
  ledger.scan({}, (columns, importId) => {
    for (let index = 0; index < columns.rows; index++) {
      const user = dictionary.name('user', columns.dimensions.user?.[index] ?? 0);
      const hour = ((columns.startMs[index] ?? 0) - marchMs) / msPerHour;
      imports.get(importId)?.push(`${hour} ${user} ${columns.tokens.input?.[index] ?? 0}`);
    }
  });
  return [...imports].map(([id, rows]) => [id, rows.sort((left, right) => (left < right ? -1 : 1))]);
}

describe('files that repeat each other', () => {
  it('leave in the ledger exactly what their keys, values and the decisions say', () => {
    fc.assert(
      fc.property(grain, fc.array(fc.tuple(file, decision), { minLength: 1, maxLength: 4 }), (kind, files) => {
        const folder = mkdtempSync(join(tmpdir(), 'burnrate-overlap-'));
        const ledger = valueOf(openLedger({ file: join(folder, 'usage.ledger'), now: () => marchMs }));
        const model: Model = { imports: new Map() };
        try {
          for (const [index, [rows, choice]] of files.entries()) {
            const usage = rows.map(({ hour, user, tokens, key }) => {
              const startMs = marchMs + hour * msPerHour;
              return [exampleRecord({ startMs, user, tokens: { input: tokens } }), unpriced, { key }] as const;
            });
            const { id, records } = importUsage(ledger, `${index}.csv`, usage, {}, { grain: kind, overlap: choice });
            importIntoModel(model, id, rows, kind === 'bucket', choice);
            expect(records).toBe(model.imports.get(id)?.length);
          }
          expect(contentOfLedger(ledger)).toEqual(contentOfModel(model));
          const records = [...model.imports.values()].flat().length;
          expect(valueOf(ledger.verify())).toEqual({ records });
          expect(ledger.usage({ by: [] }).totals.records).toBe(records);
        } finally {
          ledger.close();
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});
