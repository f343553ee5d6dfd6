import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '#shared/csv.ts';

describe('csvLine', () => {
  it('is read back by any CSV reader as it was', () => {
    // Formulas apart: they are guarded, as the next test says.
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        expect(parse(csvLine(cells), { relax_column_count: true })).toEqual([cells]);
      }),
    );
  });

  it('guards what a spreadsheet would compute, and leaves numbers as they are', () => {
    expect(csvLine(['=1+1', '+SUM(A1)', '@x', '-x', '\tx'])).toBe("'=1+1,'+SUM(A1),'@x,'-x,'\tx\r\n");
    expect(csvLine(['-5', '+0.25', '-0.000000001'])).toBe('-5,+0.25,-0.000000001\r\n');
  });
});
