import type { Expression, InputExpression, OperationExpression } from '#shared/domain/expression.ts';

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

/** One operation on columns. Constants of sums and products are gathered into one. */
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
    steps.push({ operation: node.operation, operands });
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
