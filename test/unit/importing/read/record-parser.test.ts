import { describe, expect, it } from 'vitest';
import { createRecordParser, type CsvRecord } from '../../../../electron/importing/read/record-parser.ts';
import type { Result } from '#shared/result.ts';
import { expectSuccess } from '../in-memory.ts';

/** Parses a text handed over in pieces of `size` bytes. */
function parseInPieces(text: string, size: number, recordCharacters = 10_000): Result<CsvRecord[]> {
  const parser = createRecordParser(',', 'usage.csv', { recordCharacters });
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  for (let start = 0; start < bytes.length; start += size) {
    const batch = parser.push(bytes.subarray(start, start + size));
    if (!batch.ok) return batch;
    records.push(...batch.value);
  }
  const last = parser.end();
  if (!last.ok) return last;
  return { ok: true, value: [...records, ...last.value] };
}

describe('createRecordParser', () => {
  const text = 'a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\r\nlines\nand a third"\n3,é\r4,5" disk\n5,last';
  const expected = [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', 'x, "y"'] },
    { line: 4, cells: ['2', 'two\r\nlines\nand a third'] },
    { line: 7, cells: ['3', 'é'] },
    { line: 8, cells: ['4', '5" disk'] },
    { line: 9, cells: ['5', 'last'] },
  ];

  it('gives every record with its first line: quotes, mixed line ends, empty lines, no last newline', () => {
    expect(expectSuccess(parseInPieces(text, 10_000))).toEqual(expected);
  });

  it.each([1, 2, 3, 7])('gives the same records from pieces of %i bytes', (size) => {
    expect(expectSuccess(parseInPieces(text, size))).toEqual(expected);
  });

  it('names the line of a quote that is never closed', () => {
    const result = parseInPieces('a,b\n1,2\n3,"open\n4,5\n', 100);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'quote-not-closed', at: { file: 'usage.csv', line: 3 } },
    });
  });

  it('refuses a record beyond the limit with the line on which it begins', () => {
    const result = parseInPieces(`a,b\n1,"${'x\n'.repeat(200)}`, 64, 100);
    expect(result).toMatchObject({ ok: false, error: { code: 'record-too-long', at: { line: 2 } } });
  });
});
