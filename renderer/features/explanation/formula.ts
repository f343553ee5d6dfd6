import type { Expression, OperationExpression } from '#shared/domain/expression.ts';
import { formatValue } from '../../ui/format.ts';

/** Operands written out in a formula line before the rest is counted. */
const longestFormula = 4;

/** Name of an operation, as a person would say it. */
export function operationName(operation: OperationExpression['operation']): string {
  switch (operation) {
    case 'sum':
      return 'Sum';
    case 'product':
      return 'Product';
    case 'difference':
      return 'Difference';
    case 'quotient':
      return 'Quotient';
    case 'minimum':
      return 'Smallest of';
    case 'maximum':
      return 'Largest of';
    case 'exponential':
      return 'e to the power of';
  }
}

/** The formula of an operation with its operands' values: `30,000 requests × 500 tokens`. */
export function formulaOf(expression: OperationExpression): string {
  const { operands, operation } = expression;
  const values = operands.slice(0, longestFormula).map(({ value, unit }: Expression) => formatValue(value, unit));
  const rest = operands.length - values.length;
  const shown = rest > 0 ? [...values, `${rest} more`] : values;
  return shown.join(separatorOf(operation));
}

function separatorOf(operation: OperationExpression['operation']): string {
  switch (operation) {
    case 'sum':
      return ' + ';
    case 'product':
      return ' × ';
    case 'difference':
      return ' − ';
    case 'quotient':
      return ' ÷ ';
    case 'minimum':
    case 'maximum':
    case 'exponential':
      return ', ';
  }
}
