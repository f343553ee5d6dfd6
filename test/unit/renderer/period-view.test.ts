import { describe, expect, it } from 'vitest';
import { recompute } from '../../../electron/simulator/expressions.ts';
import { meanOfHorizon, monthLabel, periodView } from '../../../renderer/store/period-view.ts';
import { leverOf, run, scenarioOf } from '../simulator/builders.ts';

const growing = run(
  scenarioOf({
    calendar: {
      startMonth: '2026-11',
      months: 3,
      daysPerMonth: 'calendar',
      growth: { kind: 'compound', perMonth: 0.1 },
    },
    levers: [
      leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }),
      leverOf('batch', { eligibleShare: 0.4, retryShare: 0 }),
    ],
  }),
);

describe('the mean of the horizon', () => {
  const view = periodView(growing, meanOfHorizon);

  it('is what the summary says', () => {
    expect(view.label).toBe('Mean of 3 months');
    expect(view.baseline.usd).toBeCloseTo(growing.summary.baselineMonthlyUsd, 9);
    expect(view.optimized.usd).toBeCloseTo(growing.summary.optimizedMonthlyUsd, 9);
    expect(view.saving.value).toBeCloseTo(growing.summary.savingMonthlyUsd, 9);
    expect(view.savingShare).toBeCloseTo(growing.summary.savingShare ?? Number.NaN, 9);
    expect(view.baseline.usdPerRequest).toBeCloseTo(growing.summary.baselineUsdPerRequest ?? Number.NaN, 12);
  });

  it('has a waterfall that leads from baseline to optimized', () => {
    const changes = view.waterfall.reduce((sum, { deltaUsd }) => sum + deltaUsd, 0);
    expect(view.baseline.usd + changes).toBeCloseTo(view.optimized.usd, 9);
    expect(view.waterfall[0]?.beforeUsd).toBeCloseTo(view.baseline.usd, 9);
    expect(view.waterfall.at(-1)?.afterUsd).toBeCloseTo(view.optimized.usd, 9);
  });

  it('has lines that sum to its cost', () => {
    for (const side of [view.baseline, view.optimized]) {
      expect(side.lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0)).toBeCloseTo(side.usd, 9);
    }
  });

  it('shows every figure with a derivation that computes it', () => {
    const figures = [
      [view.baseline.expression, view.baseline.usd],
      [view.optimized.expression, view.optimized.usd],
      [view.saving, view.baseline.usd - view.optimized.usd],
      ...view.waterfall.map((step) => [step.expression, step.deltaUsd] as const),
      ...view.optimized.lines.map((line) => [line.expression, line.usd ?? Number.NaN] as const),
    ] as const;
    for (const [expression, value] of figures) {
      expect(expression.value).toBeCloseTo(value, 9);
      expect(recompute(expression)).toBeCloseTo(value, 9);
    }
  });
});

describe('one month', () => {
  it('is shown as the engine gave it', () => {
    const view = periodView(growing, '2026-12');
    expect(view.label).toBe('December 2026');
    expect(view.baseline).toBe(growing.months[1]?.baseline);
  });

  it('stands for a month that the horizon no longer has: the mean', () => {
    expect(periodView(growing, '2031-01').label).toBe('Mean of 3 months');
  });

  it('is shown by name when the horizon has no other', () => {
    expect(periodView(run(scenarioOf()), meanOfHorizon).label).toBe('December 2026');
  });
});

describe('a line without a price in some month', () => {
  it('has an unknown mean, not the mean of the known months', () => {
    const [month] = growing.months;
    if (month === undefined) throw new Error('The horizon has months');
    const unknown = {
      ...month,
      baseline: { ...month.baseline, lines: month.baseline.lines.map((line) => ({ ...line, usd: null })) },
    };
    const view = periodView({ ...growing, months: [...growing.months, unknown] }, meanOfHorizon);
    expect(view.baseline.lines.map(({ usd }) => usd)).toEqual(view.baseline.lines.map(() => null));
  });
});

describe('monthLabel', () => {
  it('names a month in any time zone of the machine', () => {
    expect(monthLabel('2026-01')).toBe('January 2026');
  });
});
