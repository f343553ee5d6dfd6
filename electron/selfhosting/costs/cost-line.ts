/** One factor of a cost line. */
export interface CostFactor {
  readonly label: string;
  readonly value: number;
  /** `replicas`, `hours`, `USD`… */
  readonly unit: string;
  /** Field of the fleet that it is: `payment.usdPerGpuHour`; absent = worked out. */
  readonly path?: string;
  /** Where a price of the book is published. */
  readonly source?: string;
}

/** What a cost is for. GPU costs follow the price of GPUs over the years, the others do not. */
export const fleetCostKinds = ['gpu', 'amortisation', 'electricity', 'network', 'storage', 'staff', 'other'] as const;
export type FleetCostKind = (typeof fleetCostKinds)[number];

/** A line of a fleet's monthly bill: the product of its factors. */
export interface FleetCostLine {
  readonly id: string;
  readonly kind: FleetCostKind;
  readonly label: string;
  readonly usd: number;
  readonly factors: readonly CostFactor[];
}

/** Multiplies factors into a line. */
export function costLine(
  id: string,
  kind: FleetCostKind,
  label: string,
  factors: readonly CostFactor[],
): FleetCostLine {
  return { id, kind, label, usd: factors.reduce((usd, { value }) => usd * value, 1), factors };
}
