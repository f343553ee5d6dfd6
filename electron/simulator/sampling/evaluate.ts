import { assertNever } from '#shared/result.ts';
import { boundedExponential } from '#shared/statistics/exponential.ts';
import type { Operand, Program, Step } from './program.ts';

/** Columns for blocks of at most `rows` samples, one for each column of a program. */
export function createColumns({ columns }: Pick<Program, 'columns'>, rows: number): readonly Float64Array[] {
  return Array.from({ length: columns }, () => new Float64Array(rows));
}

/**
 * Runs a program over a block of samples whose input columns are filled.
 * @param rows samples in the block; at most the columns' length.
 */
export function evaluateBlock(program: Program, columns: readonly Float64Array[], rows: number): void {
  for (const step of program.steps) runStep(step, columns, rows);
}

/** Copies a root's values of a block into `target`, from `offset` on. */
export function copyRoot(
  root: Operand,
  columns: readonly Float64Array[],
  rows: number,
  target: Float64Array,
  offset: number,
): void {
  if ('constant' in root) target.fill(root.constant, offset, offset + rows);
  else target.set(columnAt(columns, root.column).subarray(0, rows), offset);
}

/** Works through the operands from left to right; the first two go into the target in one pass. */
function runStep({ operation, target, operands }: Step, columns: readonly Float64Array[], rows: number): void {
  const out = columnAt(columns, target);
  const [first, ...rest] = operands;
  if (first === undefined) throw new Error('An operation that varies has operands.');
  let left = 'column' in first ? columnAt(columns, first.column) : out.fill(first.constant, 0, rows);
  if (operation === 'exponential') {
    for (let row = 0; row < rows; row += 1) out[row] = boundedExponential(left[row] ?? 0);
    return;
  }
  for (const operand of rest) {
    if ('constant' in operand) applyConstant(operation, out, left, operand.constant, rows);
    else applyColumn(operation, out, left, columnAt(columns, operand.column), rows);
    left = out;
  }
  if (left !== out) out.set(left.subarray(0, rows));
}

/** An operation that takes its operands two at a time. */
type BinaryOperation = Exclude<Step['operation'], 'exponential'>;

function applyConstant(
  operation: BinaryOperation,
  out: Float64Array,
  left: Float64Array,
  right: number,
  rows: number,
): void {
  switch (operation) {
    case 'sum':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) + right;
      return;
    case 'product':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) * right;
      return;
    case 'difference':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) - right;
      return;
    case 'quotient':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) / right;
      return;
    case 'minimum':
      for (let row = 0; row < rows; row += 1) out[row] = Math.min(left[row] ?? 0, right);
      return;
    case 'maximum':
      for (let row = 0; row < rows; row += 1) out[row] = Math.max(left[row] ?? 0, right);
      return;
    default:
      assertNever(operation);
  }
}

function applyColumn(
  operation: BinaryOperation,
  out: Float64Array,
  left: Float64Array,
  right: Float64Array,
  rows: number,
): void {
  switch (operation) {
    case 'sum':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) + (right[row] ?? 0);
      return;
    case 'product':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) * (right[row] ?? 0);
      return;
    case 'difference':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) - (right[row] ?? 0);
      return;
    case 'quotient':
      for (let row = 0; row < rows; row += 1) out[row] = (left[row] ?? 0) / (right[row] ?? 0);
      return;
    case 'minimum':
      for (let row = 0; row < rows; row += 1) out[row] = Math.min(left[row] ?? 0, right[row] ?? 0);
      return;
    case 'maximum':
      for (let row = 0; row < rows; row += 1) out[row] = Math.max(left[row] ?? 0, right[row] ?? 0);
      return;
    default:
      assertNever(operation);
  }
}

function columnAt(columns: readonly Float64Array[], index: number): Float64Array {
  const column = columns[index];
  if (column === undefined) throw new Error(`The program has no column ${index}.`);
  return column;
}
