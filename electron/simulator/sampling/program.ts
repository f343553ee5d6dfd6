import type { Expression, InputExpression, OperationExpression } from '#shared/domain/expression.ts';
import { assertNever } from '#shared/result.ts';

/**
 * Expression trees made flat: a list of steps over columns, each node of the trees once, what does not vary folded into
 * numbers. Evaluating a program over a block of samples touches only typed arrays.
 */
export interface Program {
  /** Uncertain inputs: each fills the column of its index. */
  readonly inputs: readonly InputExpression[];
  /** In order; a step reads columns of inputs and of earlier steps. */
  readonly steps: readonly Step[];
  /** One for each root: a column, or a number that does not vary. */
  readonly roots: readonly Operand[];
  /** Columns needed: inputs first, then one for each step. */
  readonly columns: number;
}

/** A column by its index, or a number. */
export type Operand = { readonly column: number } | { readonly constant: number };

/** One operation on columns, its operands taken from left to right; a column comes first unless order matters. */
export interface Step {
  readonly operation: OperationExpression['operation'];
  readonly target: number;
  readonly operands: readonly Operand[];
}

/** Flattens trees that may share nodes. Inputs with a distribution and a path vary; all other leaves are constants. */
export function compileExpressions(roots: readonly Expression[]): Program {
  const inputs: InputExpression[] = [];
  const inputByPath = new Map<string, Operand>();
  const steps: Omit<Step, 'target'>[] = [];
  const known = new Map<Expression, Operand>();

  function operandOf(node: Expression): Operand {
    const earlier = known.get(node);
    if (earlier !== undefined) return earlier;
    const operand = node.operation === 'input' ? inputOperand(node) : stepOperand(node);
    known.set(node, operand);
    return operand;
  }

  function inputOperand(node: InputExpression): Operand {
    if (node.vanishesWhenSampled === true) return { constant: 0 };
    if (node.distribution === undefined || node.path === undefined) return { constant: node.value };
    // The same number of a scenario may stand in several leaves: it is one uncertain input.
    const earlier = inputByPath.get(node.path);
    if (earlier !== undefined) return earlier;
    const operand = { column: inputs.length };
    inputs.push(node);
    inputByPath.set(node.path, operand);
    return operand;
  }

  function stepOperand(node: OperationExpression): Operand {
    const operands = node.operands.map(operandOf);
    if (operands.every((operand) => 'constant' in operand)) return { constant: node.value };
    // Steps are numbered behind the inputs once all inputs are known.
    steps.push({ operation: node.operation, operands: columnFirst(node.operation, operands) });
    return { column: -steps.length };
  }

  const rootOperands = roots.map(operandOf);
  const place = (operand: Operand): Operand =>
    'column' in operand && operand.column < 0 ? { column: inputs.length - operand.column - 1 } : operand;
  return {
    inputs,
    steps: steps.map(({ operation, operands }, index) => ({
      operation,
      target: inputs.length + index,
      operands: operands.map(place),
    })),
    roots: rootOperands.map(place),
    columns: inputs.length + steps.length,
  };
}

/**
 * The numbers that operands start with become one, worked out in the same order, and change places with the first column: what
 * comes out is the same to the last bit, and no column has to be filled with a number. Differences and quotients stay.
 */
function columnFirst(operation: Step['operation'], operands: readonly Operand[]): readonly Operand[] {
  const apply = commutative(operation);
  const first = operands.findIndex((operand) => 'column' in operand);
  const column = operands[first];
  if (apply === undefined || column === undefined || first === 0) return operands;
  const constants = operands.slice(0, first).flatMap((operand) => ('constant' in operand ? operand.constant : []));
  return [column, { constant: constants.reduce(apply) }, ...operands.slice(first + 1)];
}

/** Undefined for an operation whose operands cannot change places. */
function commutative(operation: Step['operation']): ((left: number, right: number) => number) | undefined {
  switch (operation) {
    case 'sum':
      return (left, right) => left + right;
    case 'product':
      return (left, right) => left * right;
    case 'minimum':
      return (left, right) => Math.min(left, right);
    case 'maximum':
      return (left, right) => Math.max(left, right);
    case 'difference':
    case 'quotient':
    case 'exponential':
      return undefined;
    default:
      return assertNever(operation);
  }
}
