import { describe, expect, it } from 'vitest';
import { hostingBookSchema } from '#shared/domain/hosting-book.ts';
import { analyseSelfHosting } from '#simulator';
import { fleetOf } from '../selfhosting/builders.ts';
import { cardOf, scenarioOf } from './builders.ts';

const steady = { low: 0, likely: 0, high: 0 };
const outlook = {
  years: 1,
  growthPerMonth: steady,
  apiPriceDeclinePerYear: steady,
  gpuPriceDeclinePerYear: steady,
  discountRate: 0,
};

/** 30,000 requests a month of 2,000 × $3 + 200 × $15 per million are $270; from February 2027 on a third of that. */
const februaryMs = Date.UTC(2027, 1, 1);
const cards = [
  cardOf('maker/large', { input: 3, output: 15 }, { effectiveToMs: februaryMs }),
  cardOf('maker/large', { input: 1, output: 5 }, { effectiveFromMs: februaryMs }),
];

function fleetReport(fleet: Parameters<typeof fleetOf>[0], hostingBook?: object) {
  const scenario = scenarioOf({
    fleets: [fleetOf({ outlook, ...fleet })],
    ...(hostingBook !== undefined && { hostingBook: hostingBookSchema.parse(hostingBook) }),
  });
  const report = analyseSelfHosting(scenario, cards, { samples: 10, seed: 1 });
  if (!report.ok) throw new Error(report.error.message);
  const [found] = report.value.fleets;
  if (found === undefined) throw new Error('No fleet.');
  return found;
}

describe('dated prices in the years of self-hosting', () => {
  it('count from their month on: two months of $270, then $90 each; today’s break-even stays', () => {
    const { comparisons, notes } = fleetReport({ payment: { kind: 'flat', usdPerReplicaMonth: 100 } });
    const [first] = comparisons;
    expect(first?.cumulative.apiUsd.slice(0, 5).map((usd) => Math.round(usd))).toEqual([0, 270, 540, 630, 720]);
    expect(first?.years[0]?.apiUsd).toBeCloseTo(2 * 270 + 10 * 90, 6);
    // $100 a month against 30,000 requests at $0.009: 370 requests a day.
    expect(first?.breakEven?.requestsPerDay).toBeCloseTo(100 / 0.009 / 30, 6);
    expect(first?.netPresentUsd).toBeCloseTo(2 * 170 - 10 * 10, 6);
    expect(notes).toContain(
      'The price of the scenario’s models falls in 2027-02 (−66.7 %), as dated prices say: it counts in the years ahead, not in today’s break-even.',
    );
  });

  it('of GPUs in the hosting book count as well: $1 an hour, from March 2027 on $2', () => {
    const offer = { id: 'ours', gpu: 'h100-sxm', provider: 'Us', commitment: 'on-demand', source: 'Contract' };
    const { comparisons, notes } = fleetReport(
      { gpu: 'h100-sxm', payment: { kind: 'rent', offer: 'ours' } },
      {
        offers: [
          { ...offer, usdPerGpuHour: 1, from: '2026-12-01' },
          { ...offer, usdPerGpuHour: 2, from: '2027-03-01' },
        ],
      },
    );
    const fleetUsd = comparisons[0]?.cumulative.fleetUsd ?? [];
    const month = fleetUsd[1] ?? 0;
    expect(month).toBeGreaterThan(0);
    expect(fleetUsd[3]).toBeCloseTo(3 * month, 6);
    expect(fleetUsd[4]).toBeCloseTo(5 * month, 6);
    expect(notes.join(' ')).toContain('The price of the GPUs rises in 2027-03 (+100.0 %)');
  });

  it('say nothing where no price changes', () => {
    const scenario = scenarioOf({ fleets: [fleetOf({ outlook })] });
    const report = analyseSelfHosting(scenario, [cardOf('maker/large', { input: 3, output: 15 })], {
      samples: 10,
      seed: 1,
    });
    expect(report.ok && report.value.fleets[0]?.notes.join(' ')).not.toContain('dated prices');
  });
});
