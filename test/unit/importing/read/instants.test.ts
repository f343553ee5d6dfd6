import { describe, expect, it } from 'vitest';
import { readInstant, type TimeFormat } from '../../../../electron/importing/read/instants.ts';

function msOf(text: string, format: TimeFormat = 'auto'): unknown {
  const instant = readInstant(text, format);
  return instant !== undefined && 'ms' in instant ? new Date(instant.ms).toISOString() : instant;
}

describe('readInstant', () => {
  it.each([
    ['1759708800', '2025-10-06T00:00:00.000Z'],
    ['1759708800.0', '2025-10-06T00:00:00.000Z'],
    ['1759708800.25', '2025-10-06T00:00:00.250Z'],
    ['1759708800123', '2025-10-06T00:00:00.123Z'],
    ['1759708800123456', '2025-10-06T00:00:00.123Z'],
    ['1759708800123456789', '2025-10-06T00:00:00.123Z'],
    ['2023-11-16 18:17:03.9799600', '2023-11-16T18:17:03.979Z'],
    ['2023-11-16 18:59:59.9999999', '2023-11-16T18:59:59.999Z'],
    ['2023-11-16T18:17:03Z', '2023-11-16T18:17:03.000Z'],
    ['2023-11-16T18:17:03.5+02:00', '2023-11-16T16:17:03.500Z'],
    ['2023-11-16T18:17:03-0530', '2023-11-16T23:47:03.000Z'],
    ['2023-11-16 18:17:03 UTC', '2023-11-16T18:17:03.000Z'],
    ['2026-03-31 02:00', '2026-03-31T02:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['13-Apr-26', '2026-04-13T00:00:00.000Z'],
    ['5-Oct-25 10:00', '2025-10-05T10:00:00.000Z'],
    ['2024/2/9', '2024-02-09T00:00:00.000Z'],
  ])('reads %s without being told its form', (text, iso) => {
    expect(msOf(text)).toBe(iso);
  });

  it('reads month-first and day-first dates only when told which', () => {
    expect(msOf('03/04/2025', 'mdy')).toBe('2025-03-04T00:00:00.000Z');
    expect(msOf('03.04.2025', 'dmy')).toBe('2025-04-03T00:00:00.000Z');
    expect(msOf('3/4/25 1:05 PM', 'mdy')).toBe('2025-03-04T13:05:00.000Z');
    expect(msOf('3/4/25 12:05 AM', 'mdy')).toBe('2025-03-04T00:05:00.000Z');
    expect(msOf('03/04/2025')).toEqual({
      problem: '"03/04/2025" may be month/day or day/month: say which (date order)',
    });
  });

  it('knows a whole day from an instant', () => {
    expect(readInstant('2025-03-01', 'auto')).toEqual({ ms: Date.UTC(2025, 2, 1), isWholeDay: true });
    expect(readInstant('2025-03-01 00:00', 'auto')).toEqual({ ms: Date.UTC(2025, 2, 1), isWholeDay: false });
  });

  it.each([
    ['2023-02-29', 'auto', '"2023-02-29" is not a time'],
    ['2023-11-16 24:00', 'auto', '"2023-11-16 24:00" is not a time'],
    ['2023-11-16T10:00+19:00', 'auto', '"2023-11-16T10:00+19:00" is not a time'],
    ['yesterday', 'auto', '"yesterday" is not a time'],
    ['45000', 'auto', '"45000" is outside the years 2000 to 2099'],
    ['2150-01-01', 'auto', '"2150-01-01" is outside the years 2000 to 2099'],
    ['1759708800', 'unix-ms', '"1759708800" is outside the years 2000 to 2099'],
    ['2023-11-16', 'unix-s', '"2023-11-16" is not a time in Unix seconds'],
    ['1759708800', 'iso', '"1759708800" is not an ISO 8601 time'],
    ['13/13/2025', 'dmy', '"13/13/2025" is not a day/month/year time'],
    ['3/4/2025 13:00 PM', 'mdy', '"3/4/2025 13:00 PM" is not a month/day/year time'],
  ] as const)('refuses %s as %s', (text, format, problem) => {
    expect(readInstant(text, format)).toEqual({ problem });
  });

  it('takes an empty cell as nothing', () => {
    expect(readInstant(' ', 'auto')).toBeUndefined();
  });
});
