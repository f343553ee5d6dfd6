import type { FleetScaling } from '#shared/domain/fleet.ts';
import type { ResolvedFleet } from './book/hosting-book.ts';
import { fleetBill, type FleetBill } from './costs/fleet-cost.ts';
import { loadsOf, totalsOf, type Demand } from './demand.ts';
import { sizeFleet, type FleetSize } from './sizing/size-fleet.ts';
import { replicaSpeed, type ReplicaSpeed } from './throughput/replica-speed.ts';
import type { RequestShape } from './throughput/roofline.ts';

/** A fleet in one month of demand: how fast, how many, how busy, how dear. */
export interface FleetMonth {
  readonly speed: ReplicaSpeed;
  readonly size: FleetSize;
  readonly bill: FleetBill;
  /** Offered load of each hour of the week, replicas. */
  readonly loads: readonly number[];
  /** Hours of the month in which it runs. */
  readonly openHours: number;
}

/** Sizes a fleet for a month's demand and works out its bill. @param scaling in place of the fleet's own. */
export function fleetMonth(
  resolved: ResolvedFleet,
  demand: Demand,
  scaling: FleetScaling = resolved.fleet.scaling,
): FleetMonth {
  const { fleet, gpu } = resolved;
  const openHours = Math.min(fleet.hoursPerMonth ?? demand.hours, demand.hours);
  const speed = replicaSpeed(fleet, gpu, totalsOf(demand).request);
  const loads = loadsOf(demand, openHours, (request) => secondsAt(resolved, speed, request));
  const size = sizeFleet(loads, scaling, speed);
  return { speed, size, bill: fleetBill(resolved, size, openHours), loads, openHours };
}

/** Replica seconds of one call at the speed of the mean call: the batch is a mixture, so its step is the mean one's. */
function secondsAt({ fleet }: ResolvedFleet, speed: ReplicaSpeed, request: RequestShape): number {
  const { throughput } = fleet;
  const prefilled = request.inputTokens * (1 - fleet.prefixCacheShare);
  if (speed.prefillTokensPerSecond !== null && speed.decodeTokensPerSecond !== null) {
    return prefilled / speed.prefillTokensPerSecond + request.outputTokens / speed.decodeTokensPerSecond;
  }
  return throughput.kind === 'measured-tokens'
    ? (prefilled + request.outputTokens) / throughput.tokensPerSecond
    : speed.secondsPerRequest;
}
