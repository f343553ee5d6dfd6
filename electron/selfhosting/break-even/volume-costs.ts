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
const logStep = Math.log(gridStep);
/** Smallest multiple of the demand that is told apart from none. */
const least = 1e-9;
const firstIndex = Math.floor(Math.log(least) / logStep);

/** A point of the grid. */
interface GridPoint {
  readonly factor: number;
  readonly costs: FleetCosts;
}

/**
 * The same costs read off a grid of volumes 5 % apart, along straight lines in between. For what looks at a hundred thousand
 * volumes: the steps of single replicas are smoothed.
 */
export function tabulated(costsAt: CostsAt): CostsAt {
  const grid: GridPoint[] = [];
  const pointAt = (place: number): GridPoint => {
    const known = grid[place];
    if (known !== undefined) return known;
    const factor = gridStep ** (place + firstIndex);
    const point = { factor, costs: costsAt(factor) };
    grid[place] = point;
    return point;
  };
  return (given) => {
    const factor = Math.max(given, least);
    const place = Math.floor(Math.log(factor) / logStep) - firstIndex;
    const from = pointAt(place);
    const to = pointAt(place + 1);
    const part = (factor - from.factor) / (to.factor - from.factor);
    const below = from.costs;
    const above = to.costs;
    // Written out: a loop over the keys takes five times as long.
    return {
      gpuUsd: below.gpuUsd + (above.gpuUsd - below.gpuUsd) * part,
      electricityUsd: below.electricityUsd + (above.electricityUsd - below.electricityUsd) * part,
      overheadUsd: below.overheadUsd + (above.overheadUsd - below.overheadUsd) * part,
      amortisedUsd: below.amortisedUsd + (above.amortisedUsd - below.amortisedUsd) * part,
      capexUsd: below.capexUsd + (above.capexUsd - below.capexUsd) * part,
      residualUsd: below.residualUsd + (above.residualUsd - below.residualUsd) * part,
      replicas: below.replicas + (above.replicas - below.replicas) * part,
      apiShare: below.apiShare + (above.apiShare - below.apiShare) * part,
    };
  };
}
