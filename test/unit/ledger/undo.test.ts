import { describe, expect, it } from 'vitest';
import {
  codeOf,
  examplePrice,
  exampleRecord,
  importUsage,
  newLedgerFile,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

describe('undoImport', () => {
  it('takes exactly one import away', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'kept.csv', [[exampleRecord({ user: 'ada' }), examplePrice(7)]]);
    const before = ledger.usage({ by: ['user', 'import'] });
    const { id } = importUsage(
      ledger,
      'undone.csv',
      Array.from({ length: 50 }, () => [exampleRecord({ user: 'bob' }), examplePrice(9, { priceVersion: 'v2' })]),
      { rejects: [{ line: 2, reason: 'bad' }] },
    );
    expect(ledger.usage({ by: [] }).totals.records).toBe(51);
    expect(valueOf(ledger.undoImport(id))).toEqual({ records: 50 });
    expect(ledger.usage({ by: ['user', 'import'] })).toEqual(before);
    expect(ledger.listImports().map(({ file }) => file)).toEqual(['kept.csv']);
    expect(ledger.rejectedRows(id, 0, 10)).toEqual([]);
    expect(valueOf(ledger.verify())).toEqual({ records: 1 });
  });

  it('leaves no name and no price card behind that only the undone file had', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'kept.csv', [[exampleRecord({ user: 'ada', conversation: 'c' }), examplePrice(7)]]);
    const { id } = importUsage(ledger, 'undone.csv', [
      [exampleRecord({ user: 'bob', conversation: 'd' }), examplePrice(9, { priceVersion: 'v2' })],
      [exampleRecord({ user: 'ada' }), examplePrice(9)],
    ]);
    ledger.undoImport(id);
    const names = valueOf(ledger.query('SELECT name FROM dictionary_entry ORDER BY name')).map(({ name }) => name);
    expect(names).toEqual(['ada', 'c', 'gpt-4o', 'openai']);
    expect(valueOf(ledger.query('SELECT price_version FROM price_card'))).toEqual([{ price_version: 'v1' }]);
  });

  it('never gives an id a second meaning', () => {
    const ledger = openTestLedger();
    const first = importUsage(ledger, 'a.csv', [[exampleRecord({ user: 'ada' }), unpriced]]);
    const dictionary = ledger.dictionary();
    expect(dictionary.name('user', 1)).toBe('ada');
    ledger.undoImport(first.id);
    const second = importUsage(ledger, 'b.csv', [[exampleRecord({ user: 'bob' }), unpriced]]);
    expect(second.id).toBeGreaterThan(first.id);
    expect(ledger.usage({ by: ['user'] }).groups.map(({ keys }) => keys.user)).toEqual(['bob']);
    expect(valueOf(ledger.query('SELECT id FROM dictionary_entry WHERE name = ?', ['bob']))).toEqual([{ id: 2n }]);
  });

  it('lets the same file be imported again', () => {
    const ledger = openTestLedger();
    const { id } = importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    ledger.undoImport(id);
    expect(ledger.findImport('sha256 of a.csv')).toBeUndefined();
    expect(importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]).records).toBe(1);
  });

  it('fails plainly for an import that is not there', () => {
    expect(codeOf(openTestLedger().undoImport(7))).toBe('unknown-import');
  });

  it('is seen by another connection that has read the names before', () => {
    const file = newLedgerFile();
    const writer = openTestLedger(file);
    const reader = openTestLedger(file);
    const { id } = importUsage(writer, 'a.csv', [[exampleRecord({ user: 'ada' }), unpriced]]);
    expect(reader.usage({ by: ['user'] }).groups[0]?.keys.user).toBe('ada');
    writer.undoImport(id);
    importUsage(writer, 'b.csv', [[exampleRecord({ user: 'bob' }), unpriced]]);
    expect(reader.usage({ by: ['user'] }).groups.map(({ keys }) => keys.user)).toEqual(['bob']);
  });
});
