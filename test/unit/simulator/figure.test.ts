import { describe, expect, it } from 'vitest';
import type { Expression } from '#shared/domain/expression.ts';
import { leaf, product } from '../../../electron/simulator/expressions.ts';
import { Figure, figureOf, sumFigure } from '../../../electron/simulator/figure.ts';

const two = leaf('Two', 'factor', 2, { source: 'test' });

/** Two twos, with a count of how often its derivation was written. */
class TwoTwos extends Figure {
  written = 0;

  protected override write(): Expression {
    this.written += 1;
    return product('Two twos', 'factor', [two, two]);
  }
}

describe('a figure', () => {
  it('has its number at once and writes its derivation when asked, once', () => {
    const figure = new TwoTwos(4);
    expect(figure.value).toBe(4);
    expect(figure.written).toBe(0);
    const { expression } = figure;
    expect(expression).toEqual(product('Two twos', 'factor', [two, two]));
    expect(figure.expression).toBe(expression);
    expect(figure.written).toBe(1);
  });

  it('refuses a derivation that gives another number', () => {
    expect(() => new TwoTwos(5).expression).toThrow('Two twos gives 4, not 5');
  });
});

describe('a sum of figures', () => {
  it('adds them in order, and shares their derivations', () => {
    const figure = new TwoTwos(4);
    const total = sumFigure('Both', 'factor', [figure, figureOf(two)]);
    expect(total.value).toBe(6);
    expect(figure.written).toBe(0);
    expect(total.expression).toMatchObject({ operation: 'sum', label: 'Both', value: 6 });
    expect(total.expression).toHaveProperty('operands.0', figure.expression);
  });
});
