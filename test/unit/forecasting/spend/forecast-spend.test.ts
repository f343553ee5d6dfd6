import { describe, expect, it } from 'vitest';
import { forecastSpend } from '#forecasting';
import { spendForecastQuerySchema, type SpendForecast } from '#shared/domain/forecast.ts';
import { dayOfMarch, spendLedger, type TestSpend } from './spend-builder.ts';

/** Ten dollars a day for some days from 2026-03-02 on. */
function tens(days: number): TestSpend[] {
  return Array.from({ length: days }, (_none, index) => ({ day: dayOfMarch(index), usd: 10 }));
}

function forecastOf(
  source: Parameters<typeof forecastSpend>[0],
  query: object = {},
  costOf: Parameters<typeof forecastSpend>[2] = () => undefined,
): SpendForecast {
  const result = forecastSpend(source, spendForecastQuerySchema.parse({ windows: 0, ...query }), costOf);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('forecastSpend', () => {
  it('ends the month: what was spent and ten dollars for each day left', () => {
    // 2 to 22 March are 21 days; nine are left of the month.
    const { months, points } = forecastOf(spendLedger([tens(21)]), { months: 2 });
    expect(months.map(({ month, actualUsd, actualDays }) => [month, actualUsd, actualDays])).toEqual([
      ['2026-03', 210, 21],
      ['2026-04', 0, 0],
    ]);
    expect(months[0]?.value).toBeCloseTo(300, 6);
    expect(months[1]?.value).toBeCloseTo(300, 6);
    expect(points).toHaveLength(9 + 30);
    expect(points[0]?.date).toBe('2026-03-23');
  });

  it('leaves a last day out that usage does not reach the end of, and says so', () => {
    const forecast = forecastOf(spendLedger([tens(21)], 12));
    expect(forecast.partialDay).toEqual({ day: '2026-03-22', usd: 10 });
    expect(forecast.observations).toBe(20);
    expect(forecast.notes.join(' ')).toContain('2026-03-22 is left out');
  });

  it('takes a day without usage as 0 within an import, and fills it between imports', () => {
    const within = tens(21).filter((_row, index) => index !== 9);
    expect(forecastOf(spendLedger([within])).history[9]?.usd).toBe(0);
    const rows = tens(21);
    const between = forecastOf(spendLedger([rows.slice(0, 9), rows.slice(10)]));
    expect(between.history[9]?.usd).toBe(10);
    expect(between.notes.join(' ')).toContain('1 day is in no import');
  });

  it('takes launches and dated prices as given', () => {
    const launched = forecastOf(spendLedger([tens(21)]), { launches: [{ day: '2026-03-30', factor: 2 }] });
    expect(launched.points.map(({ value }) => Math.round(value))).toEqual([10, 10, 10, 10, 10, 10, 10, 20, 20]);
    // Seven days at $10 and two at $20, after $210.
    expect(launched.months[0]?.value).toBeCloseTo(320, 6);
    const from = Date.parse('2026-03-30');
    const cheaper = forecastOf(spendLedger([tens(21)]), {}, (_provider, _model, _tokens, atMs) =>
      atMs < from ? 4 : 1,
    );
    expect(cheaper.points.map(({ value }) => value)[8]).toBeCloseTo(2.5, 6);
  });

  it('says when a budget is reached', () => {
    const { runOut } = forecastOf(spendLedger([tens(21)]), { budgetUsd: 240 });
    expect(runOut).toMatchObject({ spentUsd: 210, date: '2026-03-25' });
    // $10 a day: the tenth day of use reached $100.
    expect(forecastOf(spendLedger([tens(21)]), { budgetUsd: 100 }).runOut).toMatchObject({
      date: '2026-03-11',
      latest: '2026-03-11',
    });
    expect(forecastOf(spendLedger([tens(21)]), { budgetUsd: 1000 }).runOut?.date).toBeNull();
  });

  it('cuts days by a time zone', () => {
    // Hours at midnight UTC are the evening before in New York.
    const { history } = forecastOf(spendLedger([tens(21)]), { timeZone: 'America/New_York' });
    expect(history[0]?.date).toBe('2026-03-02');
  });
});
