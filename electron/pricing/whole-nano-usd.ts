import { nanoUsdPerUsd, usdToNanoUsd } from '#shared/money.ts';

/**
 * Rounds the parts of a sum to whole nano-dollars so that they add up exactly to the rounded sum: every part is rounded
 * down, and the parts that lost most get one more (largest remainder; equal losses go to the earlier part). No part
 * moves by a nano-dollar or more.
 * @param parts USD; null = unknown, and stays so.
 * @throws RangeError when the sum is beyond what a ledger row can hold exactly (about $9 million).
 */
export function wholeNanoUsd(parts: readonly (number | null)[]): readonly (number | null)[] {
  const total = usdToNanoUsd(parts.reduce<number>((sum, usd) => sum + (usd ?? 0), 0));
  const rounded = parts.map((usd) => (usd === null ? null : Math.floor(usd * nanoUsdPerUsd) + 0));
  let missing = total - rounded.reduce<number>((sum, nanoUsd) => sum + (nanoUsd ?? 0), 0);
  const byLoss = parts
    .flatMap((usd, index) =>
      usd === null ? [] : [{ index, loss: usd * nanoUsdPerUsd - Math.floor(usd * nanoUsdPerUsd) }],
    )
    .sort((left, right) => right.loss - left.loss || left.index - right.index);
  for (const { index } of byLoss) {
    if (missing <= 0) break;
    const nanoUsd = rounded[index];
    if (nanoUsd === null || nanoUsd === undefined) continue;
    rounded[index] = nanoUsd + 1;
    missing -= 1;
  }
  return rounded;
}
