import { describe, expect, it } from 'vitest';
import { isEmptyCell, readCount, readName } from '../../../../electron/importing/read/cells.ts';

describe('readCount', () => {
  it.each([
    ['0', 0],
    ['59200.0', 59_200],
    ['59200.', 59_200],
    ['260,580', 260_580],
    ['1,234,567.00', 1_234_567],
    ['1 234 567', 1_234_567],
    ['1\u00a0234\u00a0567', 1_234_567],
    ['12\u202f345', 12_345],
    ['12\u2009345', 12_345],
    ["1'234'567", 1_234_567],
    ['1’234.0', 1234],
    [' 12 ', 12],
    ['5.92e4', 59_200],
    ['1E3', 1000],
    ['+7', 7],
    ['-0', 0],
    ['0.000', 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['1,23,456', 123_456],
    ['12,34,567.0', 1_234_567],
  ])('reads %s as %d', (text, count) => {
    expect(readCount(text)).toBe(count);
  });

  it.each(['', ' ', 'NULL', 'None', '\\N', '-', ' — ', '–', 'N/A', '#N/A', '<NA>', 'nil', 'undefined', '(null)'])(
    'reads %j as nothing',
    (text) => {
      expect(readCount(text)).toBeUndefined();
      expect(isEmptyCell(text)).toBe(true);
    },
  );

  it.each([
    ['-5', '"-5" is negative'],
    ['-0.5', '"-0.5" is negative'],
    ['NaN', '"NaN" is not a number'],
    ['Infinity', '"Infinity" is not a number'],
    ['1e400', '"1e400" is too large to count exactly'],
    ['9007199254740993', '"9007199254740993" is too large to count exactly'],
    ['1.5', '"1.5" is not a whole number'],
    ['5e-1', '"5e-1" is not a whole number'],
    ['1.250', '"1.250" may mean 1.25 or 1,250'],
    ['12,34', '"12,34" is not a number'],
    ['12 34', '"12 34" is not a number'],
    ['1234 567', '"1234 567" is not a number'],
    ['4,12', '"4,12" is not a number'],
    ['0x10', '"0x10" is not a number'],
    ['$0.10', '"$0.10" is not a number'],
    ['Included', '"Included" is not a number'],
  ])('refuses %s with a reason', (text, problem) => {
    expect(readCount(text)).toEqual({ problem });
  });
});

describe('readName', () => {
  it('trims blanks and takes empty cells as nothing', () => {
    expect(readName('  proj_1 ')).toBe('proj_1');
    expect(readName('NULL')).toBeUndefined();
  });

  it('puts a name on one line', () => {
    expect(readName('research\r\nand\u0000labs\n')).toBe('research and labs');
  });
});
