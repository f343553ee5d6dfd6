import { describe, expect, it } from 'vitest';
import { seriesKey } from '#forecasting';

describe('seriesKey', () => {
  it('is the same for the same usage, however it is asked for', () => {
    const one = seriesKey({
      timeZone: 'UTC',
      filter: { user: ['bob', 'ada', 'ada'], model: ['gpt-4o'], project: undefined },
    });
    const two = seriesKey({ timeZone: 'UTC', filter: { model: ['gpt-4o'], user: ['ada', 'bob'] } });
    expect(one).toBe(two);
    expect(seriesKey({ timeZone: 'UTC' })).toBe(seriesKey({ timeZone: 'UTC', filter: {} }));
  });

  it('tells other days and other usage apart', () => {
    const keys = [
      seriesKey({ timeZone: 'UTC' }),
      seriesKey({ timeZone: 'Europe/Berlin' }),
      seriesKey({ timeZone: 'UTC', filter: { user: [''] } }),
      seriesKey({ timeZone: 'UTC', filter: { project: [''] } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
