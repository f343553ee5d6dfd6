import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetSchema } from '#shared/domain/budget.ts';
import { msPerDay } from '#shared/time.ts';
import { budgetStatus, recordedSpan } from '#tracking';
import { examplePrice, exampleRecord, importUsage, openTestLedger } from '../unit/ledger/sample-usage.ts';

const startMs = Date.UTC(2026, 1, 1);
const record = fc.record({
  atMs: fc.integer({ min: startMs, max: startMs + 90 * msPerDay }),
  costNanoUsd: fc.integer({ min: 0, max: 10_000_000_000 }),
  user: fc.constantFrom('ada', 'bob', ''),
});
const time = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
  period: fc.constantFrom('day', 'week', 'month', 'rolling'),
});

describe('the sum of a budget’s period', () => {
  it('equals a full scan of the ledger, in every time zone and across clock changes', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 60 }), time, (records, { timeZone, period }) => {
        const ledger = openTestLedger();
        importUsage(
          ledger,
          'usage.csv',
          records.map(({ atMs, costNanoUsd, user }) => [
            exampleRecord({ startMs: atMs, ...(user === '' ? {} : { user }) }),
            examplePrice(costNanoUsd),
          ]),
        );
        const budget = budgetSchema.parse({
          name: 'All',
          amountUsd: 1,
          period,
          timeZone,
          ...(period === 'rolling' && { rollingDays: 30 }),
        });
        const entry = { id: 1, createdAtMs: startMs, budget };
        const status = budgetStatus(ledger, entry, recordedSpan(ledger), startMs + 200 * msPerDay);
        let scanned = 0n;
        ledger.scan({}, (columns) => {
          for (let row = 0; row < columns.rows; row++) {
            const at = columns.startMs[row] ?? 0;
            if (at >= status.period.fromMs && at < status.period.toMs) scanned += BigInt(columns.costNanoUsd[row] ?? 0);
          }
        });
        expect(status.spend.spentUsd).toBeCloseTo(Number(scanned) / 1e9, 9);
        expect(status.period.fromMs).toBeLessThan(status.period.toMs);
        ledger.close();
      }),
      { numRuns: 60 },
    );
  });
});
