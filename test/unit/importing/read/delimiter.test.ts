import { describe, expect, it } from 'vitest';
import { sniffDelimiter } from '../../../../electron/importing/read/delimiter.ts';

describe('sniffDelimiter', () => {
  it('finds comma, semicolon and tab', () => {
    expect(sniffDelimiter('a,b,c\n1,2,3\n')).toBe(',');
    expect(sniffDelimiter('a;b;c\r\n1,5;2,5;3,5\r\n')).toBe(';');
    expect(sniffDelimiter('a\tb\tc\n1\t2\t3\n')).toBe('\t');
    expect(sniffDelimiter('a|b|c\n1,5|2,5|3\n')).toBe('|');
    expect(sniffDelimiter('sep=|\na,b\n')).toBe('|');
  });

  it('counts no delimiter inside quotes', () => {
    expect(sniffDelimiter('"a,b,c,d";e\n"1,2,3,4";5\n')).toBe(';');
  });

  it('prefers the delimiter that agrees from line to line', () => {
    expect(sniffDelimiter('time;note, free text\n1;a, b, c\n2;none\n')).toBe(';');
  });

  it('takes the comma for a single column and for nothing at all', () => {
    expect(sniffDelimiter('tokens\n1\n2\n')).toBe(',');
    expect(sniffDelimiter('')).toBe(',');
    expect(sniffDelimiter('a;b')).toBe(';');
  });
});
