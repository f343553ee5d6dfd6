import { describe, expect, it } from 'vitest';
import { onPremiseReadings, rooflineErrors } from '#selfhosting';

describe('published figures, read again', () => {
  it('arXiv 2509.18101: every printed cell follows from the effective inputs within 0.06 month, none from the stated ones', () => {
    for (const { published, effective, stated } of onPremiseReadings()) {
      for (const api of ['gpt5', 'sonnet4'] as const) {
        expect(Math.abs((effective[api] ?? 0) - (published[api] ?? 0))).toBeLessThan(0.06);
        // 176 hours of work take 160 a month 1.1 times as long, and a little more for the electricity.
        expect((stated[api] ?? 0) / (effective[api] ?? 1)).toBeGreaterThan(1.1);
      }
    }
    const [kimi] = onPremiseReadings();
    expect(kimi?.stated.gpt5).toBeCloseTo(77.16, 2);
  });

  it('the roofline is optimistic on every measurement: by 14 % decoding on one GPU, by no more than 27.5 %', () => {
    const errors = rooflineErrors();
    expect(errors).toHaveLength(4);
    for (const { error } of errors) {
      expect(error).toBeLessThan(0);
      expect(error).toBeGreaterThan(-0.275);
    }
    expect(errors[1]).toMatchObject({ what: 'Each further token, 1 GPU' });
    expect(errors[1]?.error).toBeCloseTo(-0.14, 2);
  });
});
