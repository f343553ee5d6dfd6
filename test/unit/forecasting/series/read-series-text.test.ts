import { describe, expect, it } from 'vitest';
import { readSeriesText } from '#forecasting';

describe('readSeriesText', () => {
  it('reads days in any order, by the names of the columns', () => {
    const read = readSeriesText('value,date\r\n2,2026-01-02\r\n1,2026-01-01\r\n', 'a.csv');
    expect(read.ok && [...read.value.values]).toEqual([1, 2]);
    expect(read.ok && read.value.grain).toBe('day');
  });

  it('reads hours, and fills a missing one from the same hour of the days around it', () => {
    const rows = Array.from({ length: 72 }, (_none, hour) => `${new Date(hour * 3_600_000).toISOString()},${hour}`);
    rows.splice(30, 1);
    const read = readSeriesText(`ds,y\n${rows.join('\n')}`, 'a.csv');
    expect(read.ok && read.value.grain).toBe('hour');
    // Hour 6 of the first and of the third day: 6 and 54.
    expect(read.ok && read.value.values[30]).toBe(30);
    expect(read.ok && read.value.notes).toEqual([
      '1 of 72 hours have no value and are filled from the same time of other days.',
    ]);
  });

  it.each([
    ['date,value\n2026-01-01,1\nyesterday,2\n', 3, 'not a date'],
    ['date,value\n2026-01-01,1\n2026-01-02,many\n', 3, 'not a number'],
    ['date,value\n2026-01-01,1\n2026-01-01,2\n', 3, 'comes twice'],
    ['date\n2026-01-01\n', 1, 'two columns'],
    ['date,value\n2026-01-01,1\n', undefined, 'at least two rows'],
  ])('refuses %j with its line', (text, line, message) => {
    const read = readSeriesText(text, 'a.csv');
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.code).toBe('bad-series');
    expect(read.error.at?.line).toBe(line);
    expect(read.error.message).toContain(message);
  });
});
