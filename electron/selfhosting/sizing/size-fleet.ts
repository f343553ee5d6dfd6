import type { FleetScaling } from '#shared/domain/fleet.ts';
import { replicasFor, type ReplicaPace, type SizingReason } from './replicas.ts';
import { hoursPerWeek } from './week.ts';

/** A fleet sized for a week of load. Replica hours are those that are paid for. */
export interface FleetSize {
  /** Most replicas at any hour. */
  readonly replicas: number;
  readonly reason: SizingReason;
  /** Replicas running at each hour of the week. */
  readonly running: readonly number[];
  /** Load ÷ running replicas at each hour; above 1 = more than they can serve. */
  readonly utilisation: readonly number[];
  /** Replica hours a week that run, starting and cooling down included. */
  readonly paidHours: number;
  /** Of these: hours in which a replica starts or cools down. */
  readonly idleHours: number;
  /** Mean load ÷ mean running replicas. */
  readonly meanUtilisation: number;
  /** Share of the load beyond what runs: it cannot be served. */
  readonly beyondCapacity: number;
}

/** Sizes a fleet. @param loads offered load of each hour of the week, replicas. */
export function sizeFleet(loads: readonly number[], scaling: FleetScaling, pace: ReplicaPace): FleetSize {
  const peak = loads.reduce((most, load) => Math.max(most, load), 0);
  if (scaling.kind === 'fixed')
    return sized(
      loads,
      loads.map(() => scaling.replicas),
      'fixed',
      0,
    );
  const { replicas, reason } = replicasFor(peak, scaling, pace);
  if (scaling.kind === 'peak')
    return sized(
      loads,
      loads.map(() => replicas),
      reason,
      0,
    );
  const running = loads.map((load) => replicasFor(load, scaling, pace).replicas);
  let idle = 0;
  for (const [hour, now] of running.entries()) {
    const before = running[(hour + hoursPerWeek - 1) % hoursPerWeek] ?? now;
    if (now > before) idle += ((now - before) * scaling.coldStartSeconds) / 3600;
    else idle += ((before - now) * scaling.cooldownMinutes) / 60;
  }
  return sized(loads, running, reason, idle);
}

function sized(
  loads: readonly number[],
  running: readonly number[],
  reason: SizingReason,
  idleHours: number,
): FleetSize {
  let [replicas, hours, load, beyond] = [0, 0, 0, 0];
  const utilisation = loads.map((offered, hour) => {
    const up = running[hour] ?? 0;
    replicas = Math.max(replicas, up);
    hours += up;
    load += offered;
    beyond += Math.max(0, offered - up);
    return up === 0 ? 0 : offered / up;
  });
  return {
    replicas,
    reason,
    running,
    utilisation,
    paidHours: hours + idleHours,
    idleHours,
    meanUtilisation: hours + idleHours === 0 ? 0 : (load - beyond) / (hours + idleHours),
    beyondCapacity: load === 0 ? 0 : beyond / load,
  };
}
