import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import type { BilledCharge } from '#shared/domain/charge.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { codeOf, exampleSource, marchMs, openTestLedger, valueOf } from './sample-usage.ts';

function charge(more: Partial<BilledCharge> = {}): BilledCharge {
  return {
    startMs: marchMs,
    endMs: marchMs + msPerDay,
    provider: 'openai',
    model: 'gpt-4o',
    line: 'gpt-4o, input',
    category: 'usage',
    billedNanoUsd: 1_000,
    ...more,
  };
}

function importCharges(ledger: Ledger, file: string, charges: readonly BilledCharge[]): number {
  const writer = ledger.beginImport(exampleSource(file));
  for (const one of charges) writer.appendCharge(one);
  return writer.commit({ rowsRead: charges.length, rejected: 0, residualNanoUsd: null }).id;
}

describe('lines of a bill', () => {
  it('are summed by their days and everything they name', () => {
    const ledger = openTestLedger();
    const id = importCharges(ledger, 'bill.csv', [
      charge({ startMs: marchMs + msPerHour, endMs: marchMs + 2 * msPerHour, listNanoUsd: 1_500 }),
      charge({ endMs: marchMs, billedNanoUsd: 20, listNanoUsd: 30 }),
      charge({ project: 'apollo', billedNanoUsd: -5, category: 'credit', line: 'Free tier' }),
      charge({ startMs: marchMs, endMs: marchMs + 31 * msPerDay, model: '', line: 'Support', category: 'other' }),
    ]);
    const shared = { importId: id, startMs: marchMs, provider: 'openai' };
    expect(ledger.charges({})).toEqual([
      {
        ...shared,
        endMs: marchMs + msPerDay,
        model: 'gpt-4o',
        line: 'Free tier',
        project: 'apollo',
        category: 'credit',
        lines: 1,
        billedNanoUsd: -5n,
        listNanoUsd: null,
      },
      {
        ...shared,
        endMs: marchMs + msPerDay,
        model: 'gpt-4o',
        line: 'gpt-4o, input',
        project: '',
        category: 'usage',
        lines: 2,
        billedNanoUsd: 1_020n,
        listNanoUsd: 1_530n,
      },
      {
        ...shared,
        endMs: marchMs + 31 * msPerDay,
        model: '',
        line: 'Support',
        project: '',
        category: 'other',
        lines: 1,
        billedNanoUsd: 1_000n,
        listNanoUsd: null,
      },
    ]);
  });

  it('have no list price together when one of them states none', () => {
    const ledger = openTestLedger();
    importCharges(ledger, 'bill.csv', [charge({ listNanoUsd: 5 }), charge(), charge({ listNanoUsd: 5 })]);
    expect(ledger.charges({})[0]?.listNanoUsd).toBeNull();
  });

  it('belong to a period when one of their days does', () => {
    const ledger = openTestLedger();
    importCharges(ledger, 'bill.csv', [
      charge({ startMs: marchMs - 1, endMs: marchMs, line: 'before' }),
      charge({ startMs: marchMs - msPerDay, endMs: marchMs + msPerDay, line: 'across' }),
      charge({ line: 'in' }),
      charge({ startMs: marchMs + msPerDay, endMs: marchMs + 2 * msPerDay, line: 'after' }),
    ]);
    const lines = ledger.charges({ fromMs: marchMs, toMs: marchMs + msPerDay }).map(({ line }) => line);
    expect(lines).toEqual(['across', 'in']);
  });

  it('are summed up with their import, and go with it', () => {
    const ledger = openTestLedger();
    const id = importCharges(ledger, 'bill.csv', [charge(), charge({ category: 'credit', billedNanoUsd: -400 })]);
    expect(ledger.listImports()).toMatchObject([{ records: 0, charges: 2, billedNanoUsd: '600', costUsd: 0 }]);
    expect(valueOf(ledger.verify())).toEqual({ records: 0 });
    valueOf(ledger.undoImport(id));
    expect(ledger.charges({})).toEqual([]);
    expect(codeOf(ledger.verify())).toBe('no failure');
  });

  it('that no ledger can hold are refused', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('bill.csv'));
    expect(() => writer.appendCharge(charge({ billedNanoUsd: 0.5 }))).toThrow('Not an amount that a ledger holds: 0.5');
    expect(() => writer.appendCharge(charge({ listNanoUsd: 2 ** 53 }))).toThrow('Not an amount');
    expect(() => writer.appendCharge(charge({ endMs: marchMs - 1 }))).toThrow('Not the times of a charge');
    writer.rollback();
    expect(ledger.charges({})).toEqual([]);
  });
});
