import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleetScalingSchema } from '#shared/domain/fleet.ts';
import { weekShape } from '#selfhosting';
import { lateShare } from '../../../electron/selfhosting/queueing/erlang.ts';
import { replicasFor, type SizingRules } from '../../../electron/selfhosting/sizing/replicas.ts';
import { sizeFleet } from '../../../electron/selfhosting/sizing/size-fleet.ts';

const pace = { concurrency: 8, secondsPerRequest: 0.5 };

function rulesOf(given: object, kind = 'peak'): SizingRules {
  const scaling = fleetScalingSchema.parse({ kind, ...given });
  if (scaling.kind === 'fixed') throw new Error('A fixed fleet has no rules.');
  return scaling;
}

describe('replicas for a load', () => {
  it('peak of 7 at 70 %: 10; square root 7 + √7 = 9.65: 10; one spare: 11', () => {
    expect(replicasFor(7, rulesOf({ targetUtilisation: 0.7 }), pace)).toEqual({ replicas: 11, reason: 'utilisation' });
  });

  it('a small load is staffed by its square root: 4 + 2·√4 = 8 against 4 ÷ 0.9 = 5', () => {
    const rules = rulesOf({ targetUtilisation: 0.9, squareRootBeta: 2, spareReplicas: 0 });
    expect(replicasFor(4, rules, pace)).toEqual({ replicas: 8, reason: 'square-root' });
  });

  it('never fewer than the minimum', () => {
    expect(replicasFor(0, rulesOf({ minimumReplicas: 2, spareReplicas: 1 }), pace)).toEqual({
      replicas: 3,
      reason: 'minimum',
    });
  });

  it('the smallest number that keeps the waiting time', () => {
    const rules = rulesOf({
      targetUtilisation: 1,
      squareRootBeta: 0,
      spareReplicas: 0,
      maxWaitSeconds: 0.01,
      lateShare: 0.001,
    });
    const { replicas, reason } = replicasFor(9.9, rules, pace);
    expect(reason).toBe('waiting');
    const late = (count: number): number => lateShare(count * 8, 9.9 * 8, 0.01, 4);
    expect(late(replicas)).toBeLessThanOrEqual(0.001);
    expect(late(replicas - 1)).toBeGreaterThan(0.001);
  });

  it('never falls as the load grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (load, more) => {
          const rules = rulesOf({ maxWaitSeconds: 1 });
          expect(replicasFor(load + more, rules, pace).replicas).toBeGreaterThanOrEqual(
            replicasFor(load, rules, pace).replicas,
          );
        },
      ),
    );
  });
});

describe('a fleet over the week', () => {
  const shape = weekShape(undefined, [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0]);

  it('has 168 shares that sum to 1, none on an idle weekend', () => {
    expect(shape).toHaveLength(168);
    expect(shape.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shape.slice(120)).toEqual(Array.from({ length: 48 }, () => 0));
  });

  it('at the peak’s size pays the weekend too: 5 days of 7 busy', () => {
    const loads = shape.map((share) => share * 120 * 4);
    const size = sizeFleet(loads, rulesOf({ targetUtilisation: 1, squareRootBeta: 0, spareReplicas: 0 }), pace);
    expect(size.replicas).toBe(4);
    expect(size.paidHours).toBe(4 * 168);
    expect(size.meanUtilisation).toBeCloseTo(5 / 7, 12);
  });

  it('scaled by the hour pays the floor at the weekend, one cold start and one cool-down', () => {
    const loads = shape.map((share) => share * 120 * 4);
    const rules = rulesOf(
      {
        targetUtilisation: 1,
        squareRootBeta: 0,
        spareReplicas: 0,
        minimumReplicas: 1,
        coldStartSeconds: 600,
        cooldownMinutes: 30,
      },
      'autoscale',
    );
    // 120 h × 4 + 48 h × 1 + 3 × 10 min + 3 × 30 min.
    expect(sizeFleet(loads, rules, pace).paidHours).toBeCloseTo(480 + 48 + 0.5 + 1.5, 9);
  });

  it('of a fixed size that is too small says what it cannot carry', () => {
    const size = sizeFleet([1, 3], { kind: 'fixed', replicas: 2 }, pace);
    expect(size.beyondCapacity).toBeCloseTo(1 / 4, 12);
    expect(size.utilisation).toEqual([0.5, 1.5]);
  });
});
