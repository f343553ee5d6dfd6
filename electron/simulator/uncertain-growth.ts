import type { Expression } from '#shared/domain/expression.ts';
import type { Growth } from '#shared/domain/calendar.ts';
import { difference, exponentialOf, leaf, product, quotient, remainder, sum } from './expressions.ts';
import { quantityLeaf } from './quantity-leaf.ts';

/** Growth that follows a curve, or a table. */
type CurvedGrowth = Extract<Growth, { kind: 's-curve' | 'table' }>;

/** Growth along a curve of which some number is a range: worked out anew in every sample. Undefined where none is. */
export function uncertainGrowth(growth: CurvedGrowth): ((months: number) => Expression) | undefined {
  if (growth.kind === 's-curve') {
    const { ceiling, midpointMonth, steepness } = growth;
    return [ceiling, midpointMonth, steepness].some((number) => typeof number !== 'number')
      ? uncertainSCurve(growth)
      : undefined;
  }
  const { factors } = growth;
  if (factors.every((factor) => typeof factor === 'number')) return undefined;
  return (months) => {
    const index = Math.min(months, factors.length - 1);
    const label = months === 0 ? 'Traffic of the first month' : `Growth of traffic over ${months} months`;
    return quantityLeaf(label, 'factor', factors[index] ?? 1, `calendar.growth.factors[${index}]`);
  };
}

const one = leaf('One', 'factor', 1, { source: 'definition' });
const zero = leaf('Zero', 'factor', 0, { source: 'definition' });

/** 1 + (ceiling − 1) · (l(m) − l(0)) ÷ (1 − l(0)) with the logistic function l(m) = 1 ÷ (1 + e^(−steepness · (m − midpoint))). */
function uncertainSCurve(growth: Extract<Growth, { kind: 's-curve' }>): (months: number) => Expression {
  const path = 'calendar.growth';
  const ceiling = quantityLeaf('Ceiling', 'factor', growth.ceiling, `${path}.ceiling`);
  const midpoint = quantityLeaf('Middle of the rise, months', 'factor', growth.midpointMonth, `${path}.midpointMonth`);
  const steepness = quantityLeaf('Steepness per month', 'factor', growth.steepness, `${path}.steepness`);
  const rise = difference('Rise in the end', 'factor', ceiling, one);
  const logistic = (months: number): Expression => {
    const since = leaf('Months', 'factor', months, { source: 'calendar' });
    const before = difference('Months until the middle', 'factor', midpoint, since);
    const power = exponentialOf(
      'e^(steepness × months)',
      'factor',
      product('Steepness × months', 'factor', [steepness, before]),
    );
    return quotient(`Logistic function after ${months} months`, 'share', one, sum('1 + e^…', 'factor', [one, power]));
  };
  const start = logistic(0);
  const whole = remainder('Rise of the curve in all', start);
  return (months) => {
    const done =
      months === 0
        ? zero
        : quotient('Part of the rise', 'share', difference('Risen so far', 'share', logistic(months), start), whole);
    return sum(`Growth of traffic over ${months} months, an S-curve`, 'factor', [
      one,
      product('Growth so far', 'factor', [rise, done]),
    ]);
  };
}
