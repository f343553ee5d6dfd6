import { describe, expect, it, vi } from 'vitest';
import { withLazyProperties } from '#shared/lazy-properties.ts';

describe('an object with lazy properties', () => {
  it('works each of them out when it is first read, once', () => {
    const months = vi.fn<() => number[]>(() => [1, 2]);
    const result = withLazyProperties({ usd: 3 }, { months });
    expect(result.usd).toBe(3);
    expect(months).not.toHaveBeenCalled();
    expect(result.months).toEqual([1, 2]);
    expect(result.months).toBe(result.months);
    expect(months).toHaveBeenCalledTimes(1);
  });

  it('keeps what is worked out to be nothing', () => {
    const nothing = vi.fn<() => undefined>();
    const result = withLazyProperties({}, { nothing });
    expect([result.nothing, result.nothing]).toEqual([undefined, undefined]);
    expect(nothing).toHaveBeenCalledTimes(1);
  });

  it('is whole in copies, in JSON and in messages', () => {
    const make = (): object => withLazyProperties({ usd: 3 }, { months: () => [1, 2] });
    const whole = { usd: 3, months: [1, 2] };
    expect({ ...make() }).toEqual(whole);
    expect(JSON.parse(JSON.stringify(make()))).toEqual(whole);
    expect(structuredClone(make())).toEqual(whole);
  });

  it('shares its getter with all objects that have a property of the name', () => {
    const getterOf = (value: number): unknown =>
      Object.getOwnPropertyDescriptor(withLazyProperties({}, { shared: () => value }), 'shared')?.get;
    expect(getterOf(1)).toBeTypeOf('function');
    expect(getterOf(1)).toBe(getterOf(2));
  });
});
