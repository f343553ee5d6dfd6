import { describe, expect, it } from 'vitest';
import type { NewPriceDocument } from '#ledger';
import { codeOf, exampleSource, marchMs, newLedgerFile, openTestLedger, valueOf } from './sample-usage.ts';

function document(name: string): NewPriceDocument {
  return { kind: 'book', name, sha256: `sha256 of ${name}`, recordedAtMs: marchMs, document: `{"name":"${name}"}` };
}

describe('price documents', () => {
  it('are kept whole, in the order they came', () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    expect(ledger.priceDocuments()).toEqual([]);
    const first = valueOf(ledger.addPriceDocument(document('a.json')));
    valueOf(ledger.addPriceDocument({ ...document('b.json'), kind: 'exchange-rate' }));
    expect(first).toEqual({ ...document('a.json'), id: 1, withdrawnAtMs: null });
    expect(openTestLedger(file).priceDocuments()).toMatchObject([first, { id: 2, kind: 'exchange-rate' }]);
  });

  it('stay to be seen when they are withdrawn, once', () => {
    const ledger = openTestLedger();
    const { id } = valueOf(ledger.addPriceDocument(document('a.json')));
    expect(valueOf(ledger.withdrawPriceDocument(id, marchMs + 5))).toBeUndefined();
    expect(ledger.priceDocuments()).toEqual([{ ...document('a.json'), id, withdrawnAtMs: marchMs + 5 }]);
    expect(codeOf(ledger.withdrawPriceDocument(id, marchMs + 9))).toBe('unknown-price-document');
    expect(codeOf(ledger.withdrawPriceDocument(99, marchMs))).toBe('unknown-price-document');
    expect(ledger.priceDocuments()[0]?.withdrawnAtMs).toBe(marchMs + 5);
  });

  it('wait for an import, and cannot change a ledger that is only read', () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const writer = ledger.beginImport(exampleSource('a.csv'));
    expect(codeOf(ledger.addPriceDocument(document('a.json')))).toBe('import-in-progress');
    const other = openTestLedger(file, { busyTimeoutMs: 10 });
    expect(codeOf(other.addPriceDocument(document('a.json')))).toBe('ledger-locked');
    writer.rollback();
    const reader = openTestLedger(file, { readonly: true });
    expect(codeOf(reader.addPriceDocument(document('a.json')))).toBe('ledger-read-only');
    expect(codeOf(reader.withdrawPriceDocument(1, marchMs))).toBe('ledger-read-only');
  });
});
