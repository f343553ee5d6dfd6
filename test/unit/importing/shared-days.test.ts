import { describe, expect, it } from 'vitest';
import { sharedDaysNotes } from '#importing';
import { msPerDay } from '#shared/time.ts';
import { exampleRecord, importUsage, marchMs, openTestLedger, unpriced } from '../ledger/sample-usage.ts';

describe('the same models on the same days', () => {
  it('are told when they come from another kind of file', () => {
    const ledger = openTestLedger();
    const days = (count: number, model: string) =>
      Array.from(
        { length: count },
        (_, day) => [exampleRecord({ startMs: marchMs + day * msPerDay, model }), unpriced] as const,
      );
    importUsage(ledger, 'vendor.csv', days(10, 'gpt-4o-2024-08-06'), {}, { preset: 'vendor' });
    importUsage(ledger, 'other-model.csv', days(10, 'claude'), {}, { preset: 'vendor' });
    const gateway = importUsage(ledger, 'gateway.csv', days(3, 'openai/gpt-4o'), {}, { preset: 'gateway' });
    expect(sharedDaysNotes(ledger, gateway)).toEqual([
      'The same models are on the same days in files of another kind: import 1 (vendor.csv) on 3 days from 2024-03-01 to 2024-03-03. If they are of the same requests, undo one of the imports: they are counted twice.',
    ]);
  });

  it('are nothing to tell within one kind of file, on other days, or without usage', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const same = importUsage(ledger, 'b.csv', [[exampleRecord(), unpriced]]);
    expect(sharedDaysNotes(ledger, same)).toEqual([]);
    const later = exampleRecord({ startMs: marchMs + 5 * msPerDay });
    const other = importUsage(ledger, 'c.csv', [[later, unpriced]], {}, { preset: 'other' });
    expect(sharedDaysNotes(ledger, other)).toEqual([]);
    const empty = importUsage(ledger, 'd.csv', [], {}, { preset: 'other' });
    expect(sharedDaysNotes(ledger, empty)).toEqual([]);
  });
});
