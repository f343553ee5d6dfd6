import { describe, expect, it } from 'vitest';
import { publishedApis, publishedFigures } from '#selfhosting';

const { onPremise, guide, roofline } = publishedFigures();

describe('published figures, read again', () => {
  it('arXiv 2509.18101: every printed cell follows from the effective inputs within 0.06 month, none from the stated ones', () => {
    for (const { published, effective, stated } of onPremise) {
      for (const [api, months] of Object.entries(published)) {
        expect(Math.abs((effective[api] ?? 0) - (months ?? 0))).toBeLessThan(0.06);
        // 176 hours of work take 160 a month 1.1 times as long, and a little more for the electricity.
        expect((stated[api] ?? 0) / (effective[api] ?? 1)).toBeGreaterThan(1.1);
      }
      expect(Object.keys(effective)).toEqual(publishedApis.map(({ name }) => name));
    }
    expect(onPremise[0]?.stated['GPT-5']).toBeCloseTo(77.16, 2);
    // 506.88 M tokens: 168.96 × 15 + 337.92 × 75 = $27,878.40 of Opus; 240,000 ÷ (27,878.40 − 126.72) = 8.65.
    expect(onPremise[0]?.effective['Claude-4 Opus']).toBeCloseTo(8.648, 3);
  });

  it('the guide: a ratio of 0.67, and 6,667 requests a day', () => {
    expect(guide.ratio).toBeCloseTo(2 / 3, 12);
    expect(guide.requestsPerDay).toBeCloseTo(10_000, 9);
    expect(guide.breakEvenRequestsPerDay).toBeCloseTo(6666.67, 2);
  });

  it('the roofline is optimistic on every measurement: by 14 % decoding on one GPU, by no more than 27.5 %', () => {
    expect(roofline).toHaveLength(4);
    for (const { error } of roofline) {
      expect(error).toBeLessThan(0);
      expect(error).toBeGreaterThan(-0.275);
    }
    expect(roofline[1]).toMatchObject({ what: 'Each further token, 1 GPU' });
    expect(roofline[1]?.error).toBeCloseTo(-0.14, 2);
  });
});
