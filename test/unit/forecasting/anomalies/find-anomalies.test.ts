import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAnomalies } from '#forecasting';
import { anomalyQuerySchema, type Anomalies } from '#shared/domain/anomaly.ts';
import { robustSpread } from '../../../../electron/forecasting/anomalies/robust-spread.ts';
import { dayOfMarch, spendLedger, type TestSpend } from '../spend/spend-builder.ts';

const days = 42;

/** Two models and two users: $40 and $20 a day, and what is added to one day. */
function steady(extra: readonly TestSpend[] = []): TestSpend[] {
  const rows = Array.from({ length: days }, (_none, index) => dayOfMarch(index)).flatMap((day, index) => [
    { day, usd: 40 + (index % 3), model: 'large', user: 'ada', project: 'search' },
    { day, usd: 20, model: 'small', user: 'bob', project: 'chat' },
  ]);
  return [...rows, ...extra];
}

function find(rows: readonly TestSpend[], query: object = {}): Anomalies {
  const result = findAnomalies(spendLedger([rows]), anomalyQuerySchema.parse(query), () => undefined);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('findAnomalies', () => {
  it('finds nothing in a steady ledger', () => {
    expect(find(steady()).anomalies).toEqual([]);
  });

  it('finds a burst with who and what explains it, dearest first', () => {
    const found = find(
      steady([
        { day: dayOfMarch(20), usd: 50, model: 'small', user: 'bob', project: 'chat' },
        { day: dayOfMarch(30), usd: 300, model: 'large', user: 'eve', project: 'search' },
      ]),
    );
    expect(found.anomalies.map(({ day }) => day)).toEqual([dayOfMarch(30), dayOfMarch(20)]);
    const [largest] = found.anomalies;
    expect(largest?.impactUsd).toBeGreaterThan(280);
    expect(largest?.causes['model']?.[0]?.name).toBe('large');
    expect(largest?.causes['user']?.[0]?.name).toBe('eve');
  });

  it('keeps quiet below either floor', () => {
    const burst = steady([{ day: dayOfMarch(20), usd: 30 }]);
    expect(find(burst).anomalies).toHaveLength(1);
    expect(find(burst, { minUsd: 100 }).anomalies).toEqual([]);
    expect(find(burst, { minShare: 2 }).anomalies).toEqual([]);
    expect(find(burst, { minUsd: 100 }).notes).toEqual([
      '1 more day is out of line by less than $100.00 or less than 25.0 % of what was expected: lower the least that is worth a look to see what happened.',
    ]);
    expect(find(burst).notes).toEqual([]);
  });

  it('names none under 14 days, and says why', () => {
    const few = steady([{ day: dayOfMarch(5), usd: 500 }]).filter(({ day }) => day < dayOfMarch(10));
    const { anomalies, notes } = find(few);
    expect(anomalies).toEqual([]);
    expect(notes.join(' ')).toContain('10 days cannot tell an unusual day from chance');
  });

  it('explains each impact to the last cent, whatever the ledger', () => {
    const row = fc.record({
      day: fc.integer({ min: 0, max: days - 1 }).map(dayOfMarch),
      usd: fc.integer({ min: 0, max: 90_000 }).map((cents) => cents / 100),
      model: fc.constantFrom('large', 'small', 'new'),
      user: fc.constantFrom('ada', 'bob', 'eve'),
      project: fc.constantFrom('search', ''),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (extra) => {
        for (const { impactUsd, causes } of find(steady(extra), { minUsd: 0, minShare: 0 }).anomalies) {
          for (const list of Object.values(causes)) {
            const sum = list.reduce((total, cause) => total + cause.impactUsd, 0);
            expect(Math.abs(sum - impactUsd)).toBeLessThan(0.005);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('robustSpread', () => {
  it('is the MAD over 0.6745, then the quartiles over 1.349, then 5 % of a typical value', () => {
    // Median 3, distances 2 1 0 1 97: MAD 1.
    expect(robustSpread(Float64Array.of(1, 2, 3, 4, 100), 50)).toMatchObject({ basis: 'MAD', centre: 3 });
    expect(robustSpread(Float64Array.of(1, 2, 3, 4, 100), 50).deviation).toBeCloseTo(1 / 0.6745, 12);
    // Four of seven are 0: the MAD is 0, the third quartile 2.5.
    expect(robustSpread(Float64Array.of(0, 0, 0, 0, 1, 4, 9), 50)).toMatchObject({ basis: 'IQR' });
    expect(robustSpread(Float64Array.of(0, 0, 0, 0, 1, 4, 9), 50).deviation).toBeCloseTo(2.5 / 1.349, 12);
    expect(robustSpread(new Float64Array(9), 50)).toEqual({ centre: 0, deviation: 2.5, basis: 'relative' });
  });
});
