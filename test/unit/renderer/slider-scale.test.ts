import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestStep, roundSteps } from '../../../renderer/ui/slider-scale.ts';

const steps = roundSteps(200_000);

describe('the scale of a slider', () => {
  it('goes by ones to 100 and then by two significant digits', () => {
    expect(steps.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(steps.slice(99, 103)).toEqual([99, 100, 110, 120]);
    expect(steps.at(-1)).toBe(200_000);
  });

  it('ascends without doubles and reaches any maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (max) => {
        const scale = roundSteps(max);
        expect(scale.every((step, index) => index === 0 || step > (scale[index - 1] ?? 0))).toBe(true);
        expect(scale.at(-1)).toBeGreaterThanOrEqual(max);
      }),
    );
  });

  it('finds the nearest step to any value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200_000, noNaN: true }), (value) => {
        const found = Math.abs((steps[nearestStep(steps, value)] ?? Number.NaN) - value);
        expect(found).toBe(Math.min(...steps.map((step) => Math.abs(step - value))));
      }),
    );
  });

  it('finds a step on itself, so that an arrow key always moves', () => {
    for (const [index, step] of steps.entries()) expect(nearestStep(steps, step)).toBe(index);
  });
});
