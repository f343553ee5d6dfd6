import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { PriceCard, PriceModifier } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';

/** Product of modifiers in their order; 1 for none. */
export function productOf(modifiers: readonly PriceModifier[]): number {
  return modifiers.reduce((product, { multiplier }) => product * multiplier, 1);
}

/** A card's contract as a step of a price; none without a contract. */
export function contractModifiers({ contract }: PriceCard, kind: TokenKind | BillableUnit): PriceModifier[] {
  if (contract === undefined) return [];
  const multiplier = contract.kindMultipliers?.[kind] ?? contract.multiplier;
  return [{ step: 'contract', name: contract.name, multiplier, source: 'contract' }];
}
