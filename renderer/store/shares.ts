import { meanOf, type Quantity } from '#shared/domain/quantity.ts';

/**
 * Sets one of several shares; the others make up the rest, so that the means go on to sum to 1. Plain shares keep their
 * proportions and leave the ranges beside them alone; where all others are ranges, they become numbers in theirs.
 */
export function setShare<Part extends { readonly share: Quantity }>(
  parts: readonly Part[],
  index: number,
  share: Quantity,
): Part[] {
  if (parts.length < 2) return parts.map((part) => ({ ...part, share: 1 }));
  const others = parts.filter((_part, other) => other !== index);
  const plain = others.filter((part) => typeof part.share === 'number');
  const moving = plain.length === 0 ? others : plain;
  const held = plain.length === 0 ? 0 : sumOfMeans(others) - sumOfMeans(plain);
  const rest = Math.max(0, 1 - meanOf(share) - held);
  const total = sumOfMeans(moving);
  return parts.map((part, other) => {
    if (other === index) return { ...part, share };
    if (!moving.includes(part)) return part;
    return { ...part, share: total === 0 ? rest / moving.length : (meanOf(part.share) / total) * rest };
  });
}

/** Scales shares so that they sum to 1; a range becomes a number where it must change. */
export function normaliseShares<Part extends { readonly share: Quantity }>(parts: readonly Part[]): Part[] {
  const total = sumOfMeans(parts);
  if (Math.abs(total - 1) < 1e-9) return [...parts];
  return parts.map((part) => ({ ...part, share: total === 0 ? 1 / parts.length : meanOf(part.share) / total }));
}

/** Sum of shares, each at its mean. */
export function sumOfMeans(parts: readonly { readonly share: Quantity }[]): number {
  return parts.reduce((sum, { share }) => sum + meanOf(share), 0);
}
