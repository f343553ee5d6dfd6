import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { missingRejectsLine, rejectsHeader, rejectsLines } from '#importing';

describe('the CSV of rejected rows', () => {
  it('writes every rejected row so that any CSV reader reads it back', () => {
    const csv =
      rejectsHeader +
      rejectsLines(
        [
          { line: 3, column: 'input, text', reason: '"-3" is negative' },
          { file: 'b.jsonl', line: 7, reason: 'two\nlines' },
        ],
        'usage.csv',
      );
    expect(parse(csv)).toEqual([
      ['file', 'line', 'column', 'reason'],
      ['usage.csv', '3', 'input, text', '"-3" is negative'],
      ['b.jsonl', '7', '', 'two\nlines'],
    ]);
  });

  it('guards cells that a spreadsheet would compute', () => {
    expect(rejectsLines([{ line: 1, column: '=1+1', reason: '@SUM is no time' }], '-x.csv')).toContain(
      "'-x.csv,1,'=1+1,'@SUM is no time",
    );
  });

  it('says how many are not in it, and nothing where all are', () => {
    expect(missingRejectsLine(1_500_000, 1_000_000, 'a.csv')).toBe(
      'a.csv,,,"500,000 more rejected rows were counted and not kept"\r\n',
    );
    expect(missingRejectsLine(3, 3, 'a.csv')).toBe('');
  });
});
