import { describe, expect, it } from 'vitest';
import {
  difference,
  leaf,
  maximum,
  product,
  quotient,
  recompute,
  remainder,
  sum,
} from '../../../electron/simulator/expressions.ts';

const five = leaf('Five', 'tokens', 5, { path: 'a' });
const two = leaf('Two', 'share', 2, { source: 'test' });

describe('expression builders', () => {
  it('compute their value as they are built', () => {
    expect(sum('s', 'tokens', [five, two]).value).toBe(7);
    expect(product('p', 'tokens', [five, two]).value).toBe(10);
    expect(difference('d', 'tokens', five, two).value).toBe(3);
    expect(quotient('q', 'tokens', five, two).value).toBe(2.5);
    expect(maximum('m', 'tokens', [two, five]).value).toBe(5);
    expect(remainder('r', two).value).toBe(-1);
  });

  it('give the neutral element for no operands', () => {
    expect(sum('s', 'USD', []).value).toBe(0);
    expect(product('p', 'factor', []).value).toBe(1);
  });
});

describe('recompute', () => {
  it('evaluates a tree from its leaves, not from the values it stores', () => {
    const honest = product('p', 'tokens', [sum('s', 'tokens', [five, two]), two]);
    expect(recompute(honest)).toBe(14);
    expect(recompute({ ...honest, value: 999 })).toBe(14);
  });

  it('refuses a binary operation with three operands', () => {
    const broken = { ...difference('d', 'tokens', five, two), operands: [five, two, two] };
    expect(() => recompute(broken)).toThrow('two operands');
  });
});
