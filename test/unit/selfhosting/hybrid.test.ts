import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overflowRules } from '#shared/domain/fleet.ts';
import { cheapestHybrid, hybridCosts } from '../../../electron/selfhosting/hybrid/best-capacity.ts';
import { overflowOf, overflowShare } from '../../../electron/selfhosting/hybrid/overflow.ts';
import { erlangB } from '../../../electron/selfhosting/queueing/erlang.ts';

const pace = { concurrency: 4, secondsPerRequest: 2 };

describe('overflow to an API', () => {
  it('instant: Erlang B over all places of all replicas', () => {
    const policy = { rule: 'instant', maxWaitSeconds: 0 } as const;
    expect(overflowOf(2, 3, pace, policy)).toBeCloseTo(2 * erlangB(12, 8), 12);
  });

  it('fluid: what exceeds the hour’s capacity', () => {
    const policy = { rule: 'fluid', maxWaitSeconds: 0 } as const;
    expect(overflowShare([1, 3, 5], [2, 2, 2], pace, policy)).toBeCloseTo((0 + 1 + 3) / 9, 12);
  });

  it('queued: a longer wait sends fewer to the API', () => {
    const at = (maxWaitSeconds: number): number => overflowOf(2.9, 3, pace, { rule: 'queued', maxWaitSeconds });
    expect(at(0)).toBeCloseTo(overflowOf(2.9, 3, pace, { rule: 'instant', maxWaitSeconds: 0 }), 12);
    expect(at(10)).toBeLessThan(at(1));
    expect(at(1)).toBeLessThan(at(0));
  });
});

describe('the cost-optimal capacity', () => {
  const question = fc.record({
    loads: fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 168, maxLength: 168 }),
    usdPerReplica: fc.double({ min: 1, max: 3000, noNaN: true }),
    fixedUsd: fc.double({ min: 0, max: 2000, noNaN: true }),
    apiUsd: fc.double({ min: 0, max: 20_000, noNaN: true }),
    concurrency: fc.integer({ min: 1, max: 4 }),
    escalationShare: fc.double({ min: 0, max: 0.5, noNaN: true }),
  });

  it.each(overflowRules)('equals brute force over capacities on 100 random traffic shapes: %s', (rule) => {
    fc.assert(
      fc.property(question, ({ loads, usdPerReplica, fixedUsd, apiUsd, concurrency, escalationShare }) => {
        const policy = { rule, maxWaitSeconds: 3 };
        const own = { concurrency, secondsPerRequest: 2 };
        const fleetUsd = (replicas: number): number => (replicas === 0 ? 0 : fixedUsd + replicas * usdPerReplica);
        const found = cheapestHybrid(hybridCosts({ loads, pace: own, policy, fleetUsd, apiUsd, escalationShare }));
        // Each capacity by itself, from the formulas, far beyond any that could pay.
        let best = Infinity;
        for (let replicas = 0; replicas <= 40; replicas += 1) {
          const running = loads.map(() => replicas);
          const over = overflowShare(loads, running, own, policy);
          best = Math.min(best, fleetUsd(replicas) + apiUsd * (over + (1 - over) * escalationShare));
        }
        expect(found?.usd).toBeCloseTo(best, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('newsvendor: the best capacity is busy in just the share of hours that its price is of the API’s', () => {
    // Loads 1…100 in turn; a replica costs 25, a replica-hour at the API 100 ÷ 168 a week's hour: 25 % of the hours above.
    const loads = Array.from({ length: 168 }, (_, hour) => (hour % 100) + 1);
    const apiUsd = loads.reduce((sum, load) => sum + load, 0);
    const costs = hybridCosts({
      loads,
      pace: { concurrency: 1, secondsPerRequest: 1 },
      policy: { rule: 'fluid', maxWaitSeconds: 0 },
      fleetUsd: (replicas) => replicas * 0.25 * 168,
      apiUsd,
      escalationShare: 0,
    });
    const best = cheapestHybrid(costs)?.replicas ?? 0;
    const above = loads.filter((load) => load > best).length / 168;
    const aboveOneLess = loads.filter((load) => load > best - 1).length / 168;
    expect(above).toBeLessThanOrEqual(0.25);
    expect(aboveOneLess).toBeGreaterThanOrEqual(0.25);
  });
});
