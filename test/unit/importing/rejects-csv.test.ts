import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rejectsCsv } from '#importing';

describe('rejectsCsv', () => {
  it('writes every rejected row so that any CSV reader reads it back', () => {
    const csv = rejectsCsv(
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
    expect(rejectsCsv([{ line: 1, column: '=1+1', reason: '@SUM is no time' }], '-x.csv')).toContain(
      "'-x.csv,1,'=1+1,'@SUM is no time",
    );
  });
});
