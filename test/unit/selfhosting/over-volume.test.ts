import { describe, expect, it } from 'vitest';
import { analyseFleet, type AnalysisOptions } from '#selfhosting';
import type { FleetComparison } from '#shared/domain/self-hosting.ts';
import { seededUniforms } from '#simulator';
import { demandOf, resolved } from './builders.ts';

const options: AnalysisOptions = { samples: 100, random: () => seededUniforms(7), growthPerMonth: 0 };
const still = { low: 0, likely: 0, high: 0 };

/** A box at $2,000 a month for anything, against $0.01 a request at 10,000 requests a day: $3,000 a month. */
function comparisonOf(outlook: object): FleetComparison {
  const fleet = resolved({
    payment: { kind: 'flat', usdPerReplicaMonth: 2000 },
    throughput: { kind: 'measured-requests', requestsPerHour: 100_000 },
    outlook,
  });
  const [found] = analyseFleet(fleet, demandOf({ apiUsdPerCall: 0.01 }), options).comparisons;
  if (found === undefined) throw new Error('No comparison.');
  return found;
}

describe('fleet and API over the volume', () => {
  it('without change ahead the lines are today’s: flat against through the origin, crossing at 6,667 requests a day', () => {
    const { overVolume } = comparisonOf({
      years: 1,
      growthPerMonth: still,
      apiPriceDeclinePerYear: still,
      gpuPriceDeclinePerYear: still,
    });
    for (const { requestsPerDay, api, fleet } of overVolume.points) {
      expect(api.likely).toBeCloseTo(requestsPerDay * 30 * 0.01, 6);
      expect(fleet.likely).toBeCloseTo(2000, 6);
      expect([api.p5, api.p95]).toEqual([expect.closeTo(api.likely, 6), expect.closeTo(api.likely, 6)]);
    }
    const { likely, p5, p50, p95 } = overVolume.crossing;
    for (const crossing of [likely, p5, p50, p95]) expect(crossing?.requestsPerDay).toBeCloseTo(6666.67, 1);
    expect(likely?.tokensPerMonth).toBeCloseTo(6666.67 * 30 * 1500, -3);
    expect(overVolume.meetingShare).toBe(1);
    // Your own 10,000 a day and both crossings have their place.
    expect(overVolume.points.at(-1)?.requestsPerDay).toBe(13_000);
    expect(overVolume.sentence).toContain(
      'from 6,667 requests a day in the first month on (300.0 million tokens a month)',
    );
  });

  it('with an API that gets cheaper more volume is needed: by hand for a steady fall of 20 % a year', () => {
    const fall = { low: 0.2, likely: 0.2, high: 0.2 };
    const { overVolume } = comparisonOf({
      years: 1,
      growthPerMonth: still,
      apiPriceDeclinePerYear: fall,
      gpuPriceDeclinePerYear: still,
    });
    const mean = Array.from({ length: 12 }, (_, month) => 0.8 ** (month / 12)).reduce((sum, price) => sum + price) / 12;
    expect(overVolume.crossing.likely?.requestsPerDay).toBeCloseTo(6666.667 / mean, 1);
    expect(overVolume.crossing.p50?.requestsPerDay).toBeCloseTo(6666.667 / mean, 1);
  });

  it('uncertain prices give a band that holds the likely line, and a spread of crossings in order', () => {
    const { overVolume } = comparisonOf({ years: 3 });
    for (const { api, fleet } of overVolume.points.slice(1)) {
      expect(api.p5).toBeLessThan(api.likely);
      expect(api.p95).toBeGreaterThan(api.likely);
      expect(fleet.p5).toBeLessThan(fleet.p95);
    }
    const { p5, p50, p95 } = overVolume.crossing;
    expect(p5?.requestsPerDay).toBeLessThan(p50?.requestsPerDay ?? 0);
    expect(p50?.requestsPerDay).toBeLessThan(p95?.requestsPerDay ?? 0);
  });

  it('says that lines which never meet do not', () => {
    const fleet = resolved({
      payment: { kind: 'flat', usdPerReplicaMonth: 2000 },
      throughput: { kind: 'measured-requests', requestsPerHour: 10 },
      scaling: { kind: 'peak' },
    });
    const [found] = analyseFleet(fleet, demandOf({ apiUsdPerCall: 0.0001 }), options).comparisons;
    expect(found?.overVolume.meetingShare).toBe(0);
    expect(found?.overVolume.crossing).toEqual({ likely: null, p5: null, p50: null, p95: null });
    expect(found?.overVolume.sentence).toContain('the lines do not cross; they cross in 0.0 % of 100 outlooks');
  });
});

describe('what would have to be true', () => {
  const { conditions } = comparisonOf({
    years: 1,
    growthPerMonth: still,
    apiPriceDeclinePerYear: still,
    gpuPriceDeclinePerYear: still,
  });
  const of = (subject: string) => conditions.find((condition) => condition.subject === subject);

  it('is told in absolute terms, with today’s value and the needed one', () => {
    expect(of('volume')).toMatchObject({ today: 10_000, unit: 'requests a day', fleetWins: 'above', holds: true });
    expect(of('volume')?.needed).toBeCloseTo(6666.67, 1);
    expect(of('api-price')).toMatchObject({ unit: 'USD per 1,000 calls' });
    expect(of('api-price')?.today).toBeCloseTo(10, 9);
    expect(of('api-price')?.needed).toBeCloseTo(6.667, 2);
    expect(of('gpu-price')?.needed).toBeCloseTo(3000, 3);
    expect(of('gpu-price')?.sentence).toBe(
      'Over 1 year the fleet wins if the price of a replica is at most $3,000.00 a month (now $2,000.00 a month).',
    );
    expect(of('volume')?.comment).toBe('33.3 % below today’s. The fleet is cheaper from there on up.');
  });

  it('a number that does not decide says so, and what follows', () => {
    const dear = resolved({
      payment: { kind: 'flat', usdPerReplicaMonth: 2000 },
      throughput: { kind: 'measured-requests', requestsPerHour: 10 },
      scaling: { kind: 'peak' },
    });
    const [found] = analyseFleet(dear, demandOf({ apiUsdPerCall: 0.0001 }), options).comparisons;
    const decline = found?.conditions.find(({ subject }) => subject === 'api-decline');
    expect(decline).toMatchObject({ needed: null, holds: false, today: 0.2, unit: 'a year' });
    expect(decline?.comment).toBe('By itself it does not make the fleet cheaper, whatever it is.');
    expect(decline?.sentence).toContain('the API stays cheaper');
  });
});
