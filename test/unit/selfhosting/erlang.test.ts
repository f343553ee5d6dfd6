import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  erlangB,
  erlangC,
  lateShare,
  lossAfter,
  lossWithWaiting,
} from '../../../electron/selfhosting/queueing/erlang.ts';

describe('Erlang’s formulas', () => {
  it.each([
    // Servers, load, B, C: computed by hand from the recursion; reference/models.md 1.4.
    [10, 8, 0.1217, 0.4092],
    [20, 16, 0.0644, 0.2561],
    [100, 90, 0.027, 0.2169],
  ])('B(%i, %i) = %d and C = %d', (servers, load, blocked, waiting) => {
    expect(erlangB(servers, load)).toBeCloseTo(blocked, 4);
    expect(erlangC(servers, load)).toBeCloseTo(waiting, 4);
  });

  it('C(5, 4) = 0.5541', () => {
    expect(erlangC(5, 4)).toBeCloseTo(0.5541, 4);
  });

  it('B(2, 1) = (1/2) ÷ (1 + 1 + 1/2) = 0.2 exactly', () => {
    expect(erlangB(2, 1)).toBeCloseTo(0.2, 15);
  });

  it('stays finite and within 0…1 for tens of thousands of servers', () => {
    expect(erlangB(50_000, 49_500)).toBeGreaterThan(0);
    expect(erlangB(50_000, 49_500)).toBeLessThan(0.01);
    expect(erlangC(1000, 1000)).toBe(1);
  });

  it('nobody is refused without load, everybody without servers', () => {
    expect(erlangB(3, 0)).toBe(0);
    expect(erlangB(0, 3)).toBe(1);
    expect(erlangC(3, 0)).toBe(0);
    expect(lateShare(3, 0, 1, 1)).toBe(0);
  });

  it('goes on from where it was left', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.01, max: 90, noNaN: true }),
        (first, more, load) => {
          const half = erlangB(first, load);
          expect(lossAfter(half, first, first + more, load)).toBeCloseTo(erlangB(first + more, load), 12);
        },
      ),
    );
  });

  it('fewer wait than find every server taken with waiting, and the wait falls off with time', () => {
    expect(lateShare(10, 8, 0, 1)).toBeCloseTo(erlangC(10, 8), 12);
    // C·e^(−(10 − 8)·1/1) = 0.4092 × 0.1353 = 0.0554.
    expect(lateShare(10, 8, 1, 1)).toBeCloseTo(0.0554, 4);
    expect(lateShare(8, 8, 1, 1)).toBe(1);
  });

  it('loss with waiting places lies between Erlang B and the share that exceeds capacity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 200 }),
        (servers, load, places) => {
          const blocked = erlangB(servers, load);
          const loss = lossWithWaiting(blocked, servers, load, places);
          expect(loss).toBeLessThanOrEqual(blocked + 1e-12);
          expect(loss).toBeGreaterThanOrEqual(Math.max(0, 1 - servers / load) - 1e-9);
        },
      ),
    );
  });

  it('M/M/1 with one waiting place at load 1 turns away a third', () => {
    // Three states alike, the last one full.
    expect(lossWithWaiting(erlangB(1, 1), 1, 1, 1)).toBeCloseTo(1 / 3, 12);
  });
});
