import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { PriceCard, PriceModifier } from '#shared/domain/price.ts';
import { contractModifiers, productOf } from './modifiers.ts';

/** What bills one unit other than tokens. */
export interface UnitBilling {
  readonly usdPerUnit: number;
  /** Where the price is published, when not where the card's rates are. */
  readonly source?: string | undefined;
  /** Units know no service tier and no place: what multiplies them is the contract. */
  readonly modifiers: readonly PriceModifier[];
  /** Product of the modifiers. */
  readonly multiplier: number;
}

const known = new WeakMap<PriceCard, Map<BillableUnit, UnitBilling | undefined>>();

/** How a card bills a unit; undefined = unpriced. Worked out once for each card and unit. */
export function unitBilling(card: PriceCard, unit: BillableUnit): UnitBilling | undefined {
  let billings = known.get(card);
  if (billings === undefined) {
    billings = new Map();
    known.set(card, billings);
  }
  if (!billings.has(unit)) billings.set(unit, createUnitBilling(card, unit));
  return billings.get(unit);
}

function createUnitBilling(card: PriceCard, unit: BillableUnit): UnitBilling | undefined {
  const rate = card.unitRates[unit];
  if (rate === undefined) return undefined;
  const modifiers = contractModifiers(card, unit);
  return { ...rate, modifiers, multiplier: productOf(modifiers) };
}
