import { describe, expect, it } from 'vitest';
import { count, counted } from '#shared/count.ts';

describe('counts', () => {
  it('group digits, and keep two decimals only below 100', () => {
    expect(count(22_361_870)).toBe('22,361,870');
    expect(count(14_334_853.54)).toBe('14,334,854');
    expect(count(99.456)).toBe('99.46');
    expect(count(-1200)).toBe('-1,200');
  });

  it('carry their noun', () => {
    expect(counted(1, 'day')).toBe('1 day');
    expect(counted(0, 'day')).toBe('0 days');
    expect(counted(19_366, 'record')).toBe('19,366 records');
  });
});
