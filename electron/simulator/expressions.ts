import type { Expression, ExpressionUnit, InputExpression, OperationExpression } from '#shared/domain/expression.ts';
import type { Distribution } from '#shared/domain/quantity.ts';
import { assertNever } from '#shared/result.ts';
import { boundedExponential } from '#shared/statistics/exponential.ts';

/**
 * Builders of expression trees. Each computes the value as it builds the node, so that a tree's figure and its
 * derivation cannot drift apart; `recompute` is the proof.
 */

/** Where a leaf comes from: a path in the scenario, a published source, or both. */
export interface LeafOrigin {
  /** JSON path in the scenario. */
  readonly path?: string;
  readonly source?: string;
  /** Sentences that qualify the number. */
  readonly notes?: readonly string[];
  /** For an uncertain number: the distribution whose mean it is. */
  readonly distribution?: Distribution;
  /** True for the spread of a belief that stands in for sampling it. */
  readonly vanishesWhenSampled?: boolean;
}

/** A leaf: a number that somebody gave, measured or published. */
export function leaf(label: string, unit: ExpressionUnit, value: number, origin: LeafOrigin): InputExpression {
  return { operation: 'input', label, unit, value, ...origin };
}

/** Sum of any number of operands; 0 for none. */
export function sum(label: string, unit: ExpressionUnit, operands: readonly Expression[]): Expression {
  return { operation: 'sum', label, unit, value: sumOf(operands), operands };
}

/** The value of a sum. */
export function sumOf(operands: readonly Pick<Expression, 'value'>[]): number {
  let value = 0;
  for (const operand of operands) value += operand.value;
  return value;
}

/** Product of any number of operands; 1 for none. */
export function product(label: string, unit: ExpressionUnit, operands: readonly Expression[]): Expression {
  return { operation: 'product', label, unit, value: productOf(operands), operands };
}

/** The value of a product. @param first what it starts from. */
export function productOf(operands: readonly Pick<Expression, 'value'>[], first = 1): number {
  let value = first;
  for (const operand of operands) value *= operand.value;
  return value;
}

/** `left − right`. */
export function difference(label: string, unit: ExpressionUnit, left: Expression, right: Expression): Expression {
  return { operation: 'difference', label, unit, value: left.value - right.value, operands: [left, right] };
}

/** `dividend ÷ divisor`. The divisor must not be 0. */
export function quotient(label: string, unit: ExpressionUnit, dividend: Expression, divisor: Expression): Expression {
  return { operation: 'quotient', label, unit, value: dividend.value / divisor.value, operands: [dividend, divisor] };
}

/** The smallest operand. */
export function minimum(label: string, unit: ExpressionUnit, operands: readonly Expression[]): Expression {
  let value = Infinity;
  for (const operand of operands) value = Math.min(value, operand.value);
  return { operation: 'minimum', label, unit, value, operands };
}

/** The largest operand. */
export function maximum(label: string, unit: ExpressionUnit, operands: readonly Expression[]): Expression {
  let value = -Infinity;
  for (const operand of operands) value = Math.max(value, operand.value);
  return { operation: 'maximum', label, unit, value, operands };
}

/** e to the power of the operand. */
export function exponentialOf(label: string, unit: ExpressionUnit, operand: Expression): Expression {
  return { operation: 'exponential', label, unit, value: boundedExponential(operand.value), operands: [operand] };
}

const one = leaf('Whole', 'share', 1, { source: 'definition' });

/** Tokens in a million: turns USD per million tokens into USD. */
export const tokensPerMillion = leaf('Tokens in a million', 'factor', 1e6, { source: 'definition' });

/** Zero tokens. */
export const noTokens = leaf('None', 'tokens', 0, { source: 'definition' });

/** `1 − part`: what is left of a whole. */
export function remainder(label: string, part: Expression): Expression {
  return difference(label, 'share', one, part);
}

/** The same tree with one node of it, found by identity, replaced wherever it stands; an untouched part stays the same object. */
export function substitute(root: Expression, from: Expression, to: Expression): Expression {
  const known = new Map<Expression, Expression>([[from, to]]);
  function visit(node: Expression): Expression {
    const earlier = known.get(node);
    if (earlier !== undefined) return earlier;
    const replaced = node.operation === 'input' ? node : withOperands(node, node.operands.map(visit));
    known.set(node, replaced);
    return replaced;
  }
  return visit(root);
}

function withOperands(node: OperationExpression, operands: readonly Expression[]): Expression {
  if (operands.every((operand, index) => operand === node.operands[index])) return node;
  const value = combine(
    node.operation,
    operands.map((operand) => operand.value),
  );
  return { ...node, value, operands };
}

/** Evaluates a tree from its leaves alone, trusting no stored value but theirs. Shared nodes are evaluated once. */
export function recompute(root: Expression): number {
  const known = new Map<Expression, number>();
  function visit(node: Expression): number {
    const earlier = known.get(node);
    if (earlier !== undefined) return earlier;
    const value = node.operation === 'input' ? node.value : combine(node.operation, node.operands.map(visit));
    known.set(node, value);
    return value;
  }
  return visit(root);
}

function combine(operation: Exclude<Expression['operation'], 'input'>, values: readonly number[]): number {
  switch (operation) {
    case 'sum':
      return values.reduce((total, value) => total + value, 0);
    case 'product':
      return values.reduce((total, value) => total * value, 1);
    case 'difference':
      return binary(values, (left, right) => left - right);
    case 'quotient':
      return binary(values, (left, right) => left / right);
    case 'minimum':
      return Math.min(...values);
    case 'maximum':
      return Math.max(...values);
    case 'exponential':
      return boundedExponential(values[0] ?? Number.NaN);
    default:
      return assertNever(operation);
  }
}

function binary(values: readonly number[], apply: (left: number, right: number) => number): number {
  const [left, right] = values;
  if (left === undefined || right === undefined || values.length !== 2) {
    throw new Error(`A binary operation needs two operands, not ${values.length}`);
  }
  return apply(left, right);
}
