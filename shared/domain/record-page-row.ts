import { billableUnits, type UnitCounts } from './billable-units.ts';
import { tokenKinds, type TokenCounts } from './token-kinds.ts';
import type { RecordPage } from './usage-records.ts';
import { residencies, serviceTiers, type Residency, type ServiceTier, type UsageDimension } from './usage.ts';

/** What a record of a page is called in a dimension; empty = not given. */
export function nameAt(page: RecordPage, dimension: UsageDimension, row: number): string {
  return page.names[dimension]?.[String(page.dimensions[dimension]?.[row] ?? 0)] ?? '';
}

/** What one record of a page consumed; token kinds and units that it has none of are left out. */
export interface RecordConsumption {
  readonly tokens: TokenCounts;
  readonly units: UnitCounts;
  readonly requests: number;
  readonly serviceTier: ServiceTier;
  readonly residency: Residency;
}

/** What a record of a page consumed. */
export function consumptionAt(page: RecordPage, row: number): RecordConsumption {
  return {
    tokens: amountsAt(tokenKinds, page.tokens, row),
    units: amountsAt(billableUnits, page.units, row),
    requests: page.requests[row] ?? 0,
    serviceTier: serviceTiers[page.serviceTier[row] ?? 0] ?? 'standard',
    residency: residencies[page.residency[row] ?? 0] ?? 'global',
  };
}

/** True when a part of a record could not be priced. */
export function isPartlyPricedAt({ unpricedKinds, unpricedUnits }: RecordPage, row: number): boolean {
  return (unpricedKinds[row] ?? 0) !== 0 || (unpricedUnits[row] ?? 0) !== 0;
}

function amountsAt<Key extends string>(
  keys: readonly Key[],
  columns: Partial<Record<Key, readonly number[]>>,
  row: number,
): Partial<Record<Key, number>> {
  const amounts: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const amount = columns[key]?.[row] ?? 0;
    if (amount !== 0) amounts[key] = amount;
  }
  return amounts;
}
