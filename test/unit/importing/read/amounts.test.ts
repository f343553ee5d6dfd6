import { describe, expect, it } from 'vitest';
import { addDecimals, readAmount, readQuantity, signOfDecimal } from '../../../../electron/importing/read/amounts.ts';
import { isProblem } from '../../../../electron/importing/read/cells.ts';

describe('readAmount', () => {
  it('reads amounts as files write them, digit for digit', () => {
    const cells: readonly (readonly [string, string, string?])[] = [
      ['0.06', '0.06'],
      ['$0.10', '0.10', 'USD'],
      ['-$1.50', '-1.50', 'USD'],
      ['$-1.50', '-1.50', 'USD'],
      ['−0.05', '-0.05'],
      ['3,16 €', '3.16', 'EUR'],
      ['EUR 1.234,56', '1234.56', 'EUR'],
      ['1,234.50', '1234.50'],
      ['$1,234', '1234', 'USD'],
      ['1,234,567', '1234567'],
      ['0.0038359800000000000000000000', '0.0038359800000000000000000000'],
      ['4.1e-7', '4.1e-7'],
      ['+.5', '.5'],
      ['0,125', '0.125'],
      ['12 usd', '12', 'USD'],
      ['(0.43)', '-0.43'],
      ['($1,234.50)', '-1234.50', 'USD'],
      ['₹12,34,567.5', '1234567.5', 'INR'],
    ];
    const read = cells.map(([text]) => [text, readAmount(text)]);
    const expected = cells.map(([text, decimal, currency]) => [
      text,
      currency === undefined ? { decimal } : { decimal, currency },
    ]);
    expect(read).toEqual(expected);
  });

  it('says nothing for an empty cell', () => {
    for (const text of ['', '  ', 'NULL', 'null']) expect(readAmount(text)).toBeUndefined();
  });

  it('refuses what is no amount, and what may mean two', () => {
    const refused = ['Included', '$', '1.2.3', '$1€', '--1', '1,23,4', '(-1)', '()', 'NaN', '1e999', '1e15', '1e-61'];
    expect(refused.filter((text) => isProblem(readAmount(text)))).toEqual(refused);
    expect(readAmount('1,234')).toEqual({ problem: '"1,234" may mean 1234 or 1.234' });
    expect(readAmount('1'.repeat(101))).toHaveProperty('problem');
    expect(readAmount(`$${' '.repeat(1_000_000)}x`)).toHaveProperty('problem');
  });
});

describe('readQuantity', () => {
  it('reads numbers from 0 on, whole or not', () => {
    expect(readQuantity('0.33')).toBe(0.33);
    expect(readQuantity('1,000')).toBe(1000);
    expect(readQuantity('-0')).toBe(0);
    expect(readQuantity('')).toBeUndefined();
    expect(readQuantity('-1')).toEqual({ problem: '"-1" is negative' });
    expect(readQuantity('many')).toEqual({ problem: '"many" is not a number' });
    expect(readQuantity('1e15')).toEqual({ problem: '"1e15" is too large' });
  });
});

describe('addDecimals', () => {
  it('adds exactly, where floats would not', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('1e-7', '0.0005')).toBe('0.0005001');
    expect(addDecimals('0.0038359800000000000000000001', '1')).toBe('1.0038359800000000000000000001');
    expect(addDecimals('2', '-2.50')).toBe('-0.50');
    expect(addDecimals('1e3', '1')).toBe('1001');
    expect(() => addDecimals('x', '1')).toThrow(RangeError);
  });
});

describe('signOfDecimal', () => {
  it('tells credits from charges and zeros', () => {
    expect([signOfDecimal('-0.01'), signOfDecimal('0.000'), signOfDecimal('-0'), signOfDecimal('3e-9')]).toEqual([
      -1, 0, 0, 1,
    ]);
  });
});
