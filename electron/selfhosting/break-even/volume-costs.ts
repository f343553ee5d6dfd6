import type { ResolvedFleet } from '../book/hosting-book.ts';
import { scaled, type Demand } from '../demand.ts';
import { fleetMonth, type FleetMonth } from '../fleet-month.ts';
import { overflowShare } from '../hybrid/overflow.ts';

/** What a fleet costs in a month at some volume, USD at today's prices. */
export interface FleetCosts {
  /** Rented GPUs; 0 for bought ones. */
  readonly gpuUsd: number;
  readonly electricityUsd: number;
  /** Network, storage, staff and the rest. */
  readonly overheadUsd: number;
  /** Bought hardware, written off. */
  readonly amortisedUsd: number;
  readonly capexUsd: number;
  readonly residualUsd: number;
  readonly replicas: number;
  /** Share of the calls that the API answers all the same: those without room, and those asked again. */
  readonly apiShare: number;
}

/** A fleet's costs at a multiple of the demand. */
export type CostsAt = (factor: number) => FleetCosts;

/**
 * What a fleet costs at any volume. Calls that it has no room for are counted as the API's, so that a fleet of a fixed size
 * never looks better than it is.
 */
export function fleetCosts(resolved: ResolvedFleet, demand: Demand): CostsAt {
  const known = new Map<number, FleetCosts>();
  return (factor) => {
    const earlier = known.get(factor);
    if (earlier !== undefined) return earlier;
    const costs = costsOf(fleetMonth(resolved, scaled(demand, factor)), resolved);
    known.set(factor, costs);
    return costs;
  };
}

/** The costs of a month that has been sized. */
export function costsOf(month: FleetMonth, { fleet }: ResolvedFleet): FleetCosts {
  const { bill, size, loads, speed } = month;
  let [gpuUsd, electricityUsd, amortisedUsd] = [0, 0, 0];
  for (const { kind, usd } of bill.lines) {
    if (kind === 'gpu') gpuUsd += usd;
    if (kind === 'electricity') electricityUsd += usd;
    if (kind === 'amortisation') amortisedUsd += usd;
  }
  const beyond = overflowShare(loads, size.running, speed, { rule: 'fluid', maxWaitSeconds: 0 });
  return {
    gpuUsd,
    electricityUsd,
    amortisedUsd,
    overheadUsd: bill.usd - gpuUsd - electricityUsd - amortisedUsd,
    capexUsd: bill.capexUsd,
    residualUsd: bill.residualUsd,
    replicas: size.replicas,
    apiShare: beyond + (1 - beyond) * fleet.escalationShare,
  };
}

/** What is paid each month, amortisation left out: cash. */
export function runningUsd({ gpuUsd, electricityUsd, overheadUsd }: FleetCosts): number {
  return gpuUsd + electricityUsd + overheadUsd;
}

const gridStep = 1.05;

/**
 * The same costs read off a grid of volumes 5 % apart, along straight lines in between. For what looks at thousands of volumes:
 * the steps of single replicas are smoothed.
 */
export function tabulated(costsAt: CostsAt): CostsAt {
  return (factor) => {
    const index = Math.floor(Math.log(Math.max(factor, 1e-9)) / Math.log(gridStep));
    const [from, to] = [gridStep ** index, gridStep ** (index + 1)];
    const [below, above] = [costsAt(from), costsAt(to)];
    const part = (factor - from) / (to - from);
    const between = (key: keyof FleetCosts): number => below[key] + (above[key] - below[key]) * part;
    return {
      gpuUsd: between('gpuUsd'),
      electricityUsd: between('electricityUsd'),
      overheadUsd: between('overheadUsd'),
      amortisedUsd: between('amortisedUsd'),
      capexUsd: between('capexUsd'),
      residualUsd: between('residualUsd'),
      replicas: between('replicas'),
      apiShare: between('apiShare'),
    };
  };
}
