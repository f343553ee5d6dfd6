import type { Expression, ExpressionUnit } from '#shared/domain/expression.ts';
import { sum, sumOf } from './expressions.ts';

/**
 * A number whose derivation is written when it is first asked for. A slider asks for sums in every frame and opens no
 * formula, so what is only added up has its number at once and its tree of expressions later. Derivation and number are
 * the same sum in the same order: they agree to the last bit, or the derivation throws. Each kind of figure is a class that
 * keeps what its derivation is written from; a closure for each would take twice the memory, and memory is what a frame waits for.
 */
export abstract class Figure {
  readonly value: number;
  #written: Expression | undefined;

  constructor(value: number) {
    this.value = value;
  }

  /** How the number comes about; the same tree at every call, so that formulas share it. */
  get expression(): Expression {
    if (this.#written === undefined) {
      this.#written = this.write();
      checkDerivation(this.#written, this.value);
    }
    return this.#written;
  }

  protected abstract write(): Expression;
}

function checkDerivation({ label, value }: Expression, expected: number): void {
  if (value === expected || (Number.isNaN(value) && Number.isNaN(expected))) return;
  throw new Error(`The derivation of ${label} gives ${value}, not ${expected}.`);
}

/** A number that has its derivation already. */
export function figureOf(expression: Expression): Figure {
  return new WrittenFigure(expression);
}

class WrittenFigure extends Figure {
  readonly #expression: Expression;

  constructor(expression: Expression) {
    super(expression.value);
    this.#expression = expression;
  }

  protected override write(): Expression {
    return this.#expression;
  }
}

/** Sum of any number of figures. */
export function sumFigure(label: string, unit: ExpressionUnit, figures: readonly Figure[]): Figure {
  return new SumFigure(label, unit, figures);
}

class SumFigure extends Figure {
  readonly #label: string;
  readonly #unit: ExpressionUnit;
  readonly #figures: readonly Figure[];

  constructor(label: string, unit: ExpressionUnit, figures: readonly Figure[]) {
    super(sumOf(figures));
    this.#label = label;
    this.#unit = unit;
    this.#figures = figures;
  }

  protected override write(): Expression {
    return sum(
      this.#label,
      this.#unit,
      this.#figures.map(({ expression }) => expression),
    );
  }
}
