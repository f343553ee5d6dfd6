import type { Expression } from '#shared/domain/expression.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { product, quotient, remainder, sum } from './expressions.ts';
import { quantityLeaf } from './quantity-leaf.ts';

/** A share as the scenario gives it. */
export interface GivenShare {
  readonly label: string;
  readonly share: Quantity;
  /** JSON path. */
  readonly path: string;
}

/**
 * Shares of one whole: plain ones as they are. Beside ranges, which are taken as they are drawn, plain ones divide what is
 * left in proportion; where all are ranges each is divided by their sum. In every sample they sum to 1.
 */
export function sharesOfWhole(given: readonly GivenShare[]): readonly Expression[] {
  const leaves = given.map(({ label, share, path }) => quantityLeaf(label, 'share', share, path));
  const ranges = leaves.filter(({ distribution }) => distribution !== undefined);
  if (ranges.length === 0) return leaves;
  const plain = leaves.filter(({ distribution, value }) => distribution === undefined && value > 0);
  const drawn = sum('Shares drawn', 'share', ranges);
  if (plain.length === 0) {
    return leaves.map((leaf) =>
      ranges.includes(leaf) ? quotient(`${leaf.label}, of all shares`, 'share', leaf, drawn) : leaf,
    );
  }
  const left = remainder('Share that the ranges leave', drawn);
  const together = sum('Plain shares', 'share', plain);
  return leaves.map((leaf) =>
    plain.includes(leaf)
      ? product(leaf.label, 'share', [quotient('Part of the plain shares', 'share', leaf, together), left])
      : leaf,
  );
}
