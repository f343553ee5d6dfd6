import { z } from 'zod';
import { distributionSchema } from './quantity.ts';

/**
 * A figure with its derivation. The closed form returns these trees, so that any number on a screen can be opened
 * into its formula down to inputs and dated prices.
 */

/** What an expression's value measures. */
export const expressionUnits = [
  'USD',
  'USD/MTok',
  'USD/request',
  'tokens',
  'requests',
  'calls',
  'days',
  'seconds',
  'share',
  'factor',
] as const;
export type ExpressionUnit = (typeof expressionUnits)[number];

const expressionOperations = ['sum', 'product', 'difference', 'quotient', 'minimum', 'maximum', 'exponential'] as const;

const base = {
  /** What the figure is, in words: `Input tokens per month`. */
  label: z.string(),
  unit: z.enum(expressionUnits),
  /** Value in `unit`. */
  value: z.number(),
  /** Sentences that qualify the figure. */
  notes: z.array(z.string()).readonly().optional(),
};

/** A leaf: a number that the user gave, a measured mean, or a price. */
const inputExpressionSchema = z.object({
  ...base,
  operation: z.literal('input'),
  /** JSON path in the scenario, for a number the user gave. */
  path: z.string().optional(),
  /** For a price: book, version and effective date. For a measured number: the ledger. */
  source: z.string().optional(),
  /** For an uncertain number: the distribution whose mean `value` is. */
  distribution: distributionSchema.optional(),
  /** True for the spread of a belief that stands in for sampling it: 0 once the belief itself is sampled. */
  vanishesWhenSampled: z.boolean().optional(),
});
export type InputExpression = z.infer<typeof inputExpressionSchema>;

/**
 * An operation over other expressions: n-ary sum, product, minimum, maximum; binary difference and quotient; the exponential
 * function of one.
 */
const operationExpressionSchema = z.object({
  ...base,
  operation: z.enum(expressionOperations),
  get operands() {
    return z.array(expressionSchema).readonly();
  },
});

export const expressionSchema: z.ZodType<Expression> = z.union([inputExpressionSchema, operationExpressionSchema]);

export interface OperationExpression {
  readonly operation: (typeof expressionOperations)[number];
  readonly operands: readonly Expression[];
  readonly label: string;
  readonly unit: ExpressionUnit;
  readonly value: number;
  readonly notes?: readonly string[] | undefined;
}

export type Expression = InputExpression | OperationExpression;
