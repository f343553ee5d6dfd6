import type { ExpressionUnit, InputExpression } from '#shared/domain/expression.ts';
import { meanOf, varianceOf, type Distribution, type Quantity } from '#shared/domain/quantity.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { difference, leaf, product, quotient, sum, type LeafOrigin } from './expressions.ts';

/** A scenario's quantity as a leaf: its mean, with a note where it is a distribution. */
export function quantityLeaf(label: string, unit: ExpressionUnit, quantity: Quantity, path: string): InputExpression {
  const value = meanOf(quantity);
  if (typeof quantity === 'number') return leaf(label, unit, value, { path });
  return leaf(label, unit, value, { path, ...rangeOrigin(quantity) });
}

/** What a leaf says of the range whose mean it is. */
export function rangeOrigin(range: Distribution): Pick<LeafOrigin, 'source' | 'notes' | 'distribution'> {
  return {
    ...(range.kind === 'empirical' ? { source: `measured over ${range.records} records` } : {}),
    notes: [`Mean of the ${range.kind} distribution.`],
    distribution: range,
  };
}

const two = leaf('Two', 'factor', 2, { source: 'definition' });

/**
 * Mean number of earlier turns that a call of an n-turn run has behind it, over all calls of all runs:
 * (E[n²] − E[n]) ÷ 2E[n]. Runs of different length count with their spread: long runs carry far more than their share.
 * @param turns the leaf of n; its mean must not be 0.
 */
export function meanEarlierTurns(turns: InputExpression, quantity: Quantity, path: string): Expression {
  const squares = product('Turns squared', 'factor', [turns, turns]);
  const variance = varianceOf(quantity);
  const spread =
    variance === 0
      ? squares
      : sum('Mean of squared turns', 'factor', [
          squares,
          leaf('Variance of turns', 'factor', variance, {
            path: `${path}.variance`,
            source: 'spread of the distribution of turns',
            // Measured runs differ from each other whatever their mean is; a belief about the mean is sampled instead.
            ...(typeof quantity !== 'number' && quantity.kind !== 'empirical' ? { vanishesWhenSampled: true } : {}),
          }),
        ]);
  return quotient(
    'Earlier turns behind a call',
    'factor',
    difference('Squared turns − turns', 'factor', spread, turns),
    product('Twice the turns', 'factor', [two, turns]),
  );
}
