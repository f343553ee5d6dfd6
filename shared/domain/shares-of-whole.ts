import { highestOf, meanOf, type Quantity } from './quantity.ts';

/**
 * Shares that make up a whole: a call's models, a workload's classes, the owners of a cost. Their means sum to 1. Where some
 * are ranges, those are taken as they are drawn, and the plain ones divide what is left in proportion; where all are ranges,
 * each is divided by their sum.
 */

/** True when the means sum to 1. */
export function sumToOne(shares: readonly Quantity[]): boolean {
  return Math.abs(shares.reduce((sum: number, share) => sum + meanOf(share), 0) - 1) < 1e-6;
}

/** True when the ranges never take more than the whole from the plain shares beside them. */
export function leaveRoom(shares: readonly Quantity[]): boolean {
  if (!shares.some((share) => typeof share === 'number' && share > 0)) return true;
  const most = shares.reduce((sum: number, share) => (typeof share === 'number' ? sum : sum + highestOf(share)), 0);
  return most <= 1 + 1e-9;
}

/** What is said of shares that do not leave room. */
export const noRoom = 'the highest values of ranges beside plain shares must not sum to more than 1';
