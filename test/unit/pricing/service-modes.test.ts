import { describe, expect, it } from 'vitest';
import { combineServiceModes, serviceModes, type ServiceMode } from '#pricing';

/** Every pair that no request can have; all other pairs combine. */
const refusedPairs: readonly (readonly [ServiceMode, ServiceMode, reason: RegExp])[] = [
  ['batch', 'flex', /^Batch and flex do not combine: flex already bills at the batch rate/],
  ['batch', 'priority', /takes no priority\.$/],
  ['batch', 'fast', /^Batch and fast do not combine: fast mode is not available in batches\.$/],
  ['flex', 'priority', /a request names one service tier\.$/],
  ['flex', 'fast', /a request names one service tier\.$/],
  ['priority', 'fast', /the new name of priority processing/],
  ['standard', 'batch', /no other service tier\.$/],
  ['standard', 'flex', /no other service tier\.$/],
  ['standard', 'priority', /no other service tier\.$/],
  ['standard', 'fast', /no other service tier\.$/],
];

describe('combineServiceModes', () => {
  it.each(refusedPairs)(
    'refuses %s with %s, in either order, in one sentence with the reason',
    (first, second, reason) => {
      for (const modes of [
        [first, second],
        [second, first],
      ]) {
        const result = combineServiceModes(modes);
        expect(result).toMatchObject({ ok: false, error: { code: 'modes-do-not-combine' } });
        if (result.ok) continue;
        expect(result.error.message).toMatch(reason);
        expect(result.error.message.match(/\./g)).toHaveLength(1);
        expect(result.error.nextStep).toContain('source: ');
      }
    },
  );

  it('accepts every other pair: caching and residency go with every tier', () => {
    for (const first of serviceModes) {
      for (const second of serviceModes) {
        if (refusedPairs.some((pair) => first !== second && pair.includes(first) && pair.includes(second))) continue;
        expect(combineServiceModes([first, second]), `${first} + ${second}`).toMatchObject({ ok: true });
      }
    }
  });

  it.each([
    [[], 'standard'],
    [['caching', 'residency'], 'standard'],
    [['batch'], 'batch'],
    [['batch', 'batch', 'caching'], 'batch'],
    [['residency', 'fast', 'caching'], 'fast'],
  ] as const)('gives the tier of %j: %s', (modes, tier) => {
    expect(combineServiceModes(modes)).toEqual({ ok: true, value: tier });
  });

  it('finds the conflict among three', () => {
    expect(combineServiceModes(['caching', 'flex', 'batch'])).toMatchObject({ ok: false });
  });
});
