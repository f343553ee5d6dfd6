import { describe, expect, it } from 'vitest';
import { atOnce, calibrateInSteps, seededRandom } from '#forecasting';
import type { Calibration, CalibrationFit, FitQuantity } from '#shared/domain/calibration.ts';
import { normalDistribution } from '#shared/statistics/normal-distribution.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { conversationsFit } from '../../../../electron/forecasting/fits/conversations.ts';
import { quantile975, ratioOverDays } from '../../../../electron/forecasting/fits/interval.ts';
import { ledgerOf, type TestRecord } from '../usage-builder.ts';

/** A Monday. */
const startMs = Date.UTC(2026, 0, 5);

function calibrated(records: readonly TestRecord[]): Calibration {
  const result = atOnce(
    calibrateInSteps(ledgerOf([{ records }], []), { startMonth: '2026-06', random: seededRandom(1) }),
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function fitOf({ fits }: Calibration, quantity: FitQuantity): CalibrationFit {
  const fit = fits.find((candidate) => candidate.quantity === quantity);
  if (fit === undefined) throw new Error(`There is no fit of ${quantity}.`);
  return fit;
}

/** Hourly buckets: busy at noon, quiet on Sundays, growing by a rate each week. */
function weeksOf(weeks: number, perWeek = 1): TestRecord[] {
  return Array.from({ length: weeks * 7 * 24 }, (_none, hour) => {
    const day = Math.floor(hour / 24);
    const busy = (hour % 24 === 12 ? 100 : 10) * (day % 7 === 6 ? 0.5 : 1) * perWeek ** Math.floor(day / 7);
    return {
      startMs: startMs + hour * msPerHour,
      endMs: startMs + (hour + 1) * msPerHour,
      requests: Math.round(busy * 10),
      tokens: { input: 7000, cacheRead: 3000, output: 1000 },
    };
  });
}

describe('calibration fits', () => {
  it('finds the shapes of day and week, the growth and the cache, and uses them', () => {
    const calibration = calibrated(weeksOf(12, 1.05));
    const traffic = calibration.scenario.workloads[0]?.traffic;
    // 100 of 330 requests at noon; half a day's requests on Sunday, of 6.5 days.
    expect(traffic?.hourShares?.[12]).toBeCloseTo(100 / 330, 3);
    expect(traffic?.weekdayShares?.[6]).toBeCloseTo(0.5 / 6.5, 3);
    const growth = fitOf(calibration, 'growth');
    // 5 % a week is 1.05^(30.4375 ÷ 7) a month.
    expect(growth.estimate?.value).toBeCloseTo(1.05 ** (30.4375 / 7) - 1, 3);
    expect(growth.estimate?.lower).toBeGreaterThan(0.15);
    expect(calibration.scenario.calendar.growth).toEqual({ kind: 'compound', perMonth: growth.estimate?.value });
    expect(fitOf(calibration, 'cache').estimate).toMatchObject({ value: 0.3 });
    expect(fitOf(calibration, 'tiers').shape).toMatchObject({ rows: [{ name: 'standard', share: 1 }] });
  });

  it('counts a first and a last day that are whole', () => {
    expect(fitOf(calibrated(weeksOf(2)), 'weekdays')).toMatchObject({ sample: 14, missing: null });
    expect(fitOf(calibrated(weeksOf(2).slice(3)), 'weekdays')).toMatchObject({ sample: 13, shape: null });
  });

  it('refuses what the data cannot tell, and says what is missing', () => {
    const calibration = calibrated(weeksOf(1));
    for (const [quantity, missing] of [
      ['weekdays', '2 whole weeks'],
      ['growth', '8 whole weeks'],
      ['tokens', 'one record a request'],
      ['conversations', '20 conversations'],
      ['retries', 'status of every attempt'],
    ] as const) {
      const fit = fitOf(calibration, quantity);
      expect(fit).toMatchObject({ estimate: null, shape: null, usedAs: null });
      expect(fit.missing).toContain(missing);
    }
    expect(calibration.scenario.calendar.growth).toEqual({ kind: 'compound', perMonth: 0 });
  });

  it('takes no growth where it cannot be told from chance', () => {
    const random = seededRandom(3);
    const noisy = weeksOf(10).map((record) => ({
      ...record,
      requests: Math.round((record.requests ?? 0) * (0.5 + random())),
    }));
    const growth = fitOf(calibrated(noisy), 'growth');
    expect(growth.estimate?.lower).toBeLessThan(0);
    expect(growth.estimate?.upper).toBeGreaterThan(0);
    expect(growth).toMatchObject({ usedAs: null });
  });

  it('shows token counts beside the curve, and how far off it is', () => {
    const random = seededRandom(7);
    /** Box and Muller. */
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const requests = (tokensOf: () => number): TestRecord[] =>
      Array.from({ length: 2000 }, (_none, index) => ({
        startMs: startMs + index * 60_000,
        requests: 1,
        tokens: { input: Math.round(tokensOf()), output: 10 },
      }));
    const lognormal = fitOf(calibrated(requests(() => Math.exp(7 + 0.5 * normal()))), 'tokens');
    // The mean of a lognormal distribution: e^(μ + σ²/2).
    expect(Math.abs((lognormal.estimate?.value ?? 0) / Math.exp(7.125) - 1)).toBeLessThan(0.04);
    expect(lognormal.shape).toMatchObject({ kind: 'histogram', curve: 'lognormal' });
    const distanceOf = ({ shape }: CalibrationFit): number => (shape?.kind === 'histogram' ? shape.distance : 1);
    expect(distanceOf(lognormal)).toBeLessThan(0.04);
    const observed = lognormal.shape?.kind === 'histogram' ? lognormal.shape.bins : [];
    expect(observed.reduce((sum, bin) => sum + bin.observed, 0)).toBeCloseTo(1, 9);
    const twoPeaks = fitOf(calibrated(requests(() => (random() < 0.5 ? 100 : 10_000))), 'tokens');
    expect(distanceOf(twoPeaks)).toBeGreaterThan(0.2);
    expect(twoPeaks.sentence).toContain('does not fit well');
  });
});

describe('conversations', () => {
  it('grow by the mean slope of their prompts', () => {
    const turns = (slope: number) =>
      Array.from({ length: 6 }, (_none, turn) => ({
        atMs: turn * 1000,
        promptTokens: 500 + slope * turn,
      })).toReversed();
    const fit = conversationsFit(Array.from({ length: 30 }, (_none, index) => turns(100 + (index % 3) * 10)));
    expect(fit.estimate?.value).toBeCloseTo(110, 9);
    expect(fit.estimate?.lower).toBeLessThan(110);
    expect(fit).toMatchObject({ sample: 30, sampleOf: 'conversations' });
    expect(conversationsFit([turns(100)]).missing).toContain('20 conversations');
  });
});

describe('intervals', () => {
  it('of a share over days hold it 95 times in 100', () => {
    const random = seededRandom(11);
    let held = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const days = Array.from({ length: 30 }, () => {
        const whole = 50 + 100 * random();
        return { whole, part: whole * (0.2 + 0.2 * random()) };
      });
      const { lower, upper } = ratioOverDays(days);
      if (lower <= 0.3 && upper >= 0.3) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.98);
    expect(ratioOverDays([{ part: 1, whole: 2 }])).toMatchObject({ value: 0.5, lower: 0, upper: 1 });
  });

  it('use the published quantiles', () => {
    // Student's t, 97.5 %: 2.228 with 10 degrees, 2.042 with 30.
    expect(quantile975(10)).toBeCloseTo(2.228, 2);
    expect(quantile975(30)).toBeCloseTo(2.042, 3);
    expect(normalDistribution(1.96)).toBeCloseTo(0.975, 4);
    expect(normalDistribution(-1.96)).toBeCloseTo(0.025, 4);
  });
});

describe('a large ledger', () => {
  it('is read in slices of time that visit every record once', () => {
    const records = weeksOf(10);
    const ledger = ledgerOf([{ records }], []);
    const whole = calibrated(records);
    const sliced = {
      ...ledger,
      listImports: () => [
        { id: 1, monthScale: null, records: 3_000_000, firstMs: startMs, lastMs: startMs + 70 * msPerDay },
      ],
    };
    const steps = calibrateInSteps(sliced, { startMonth: '2026-06', random: seededRandom(1) });
    let seen = 0;
    let step = steps.next();
    while (step.done !== true) {
      seen += 1;
      expect(step.value.done).toBeLessThanOrEqual(step.value.total);
      step = steps.next();
    }
    expect(step.value).toMatchObject({ ok: true, value: { scenario: whole.scenario } });
    expect(seen).toBe(3 * 8);
  });
});
