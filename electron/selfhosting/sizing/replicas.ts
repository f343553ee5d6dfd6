import type { FleetScaling } from '#shared/domain/fleet.ts';
import { lateShare } from '../queueing/erlang.ts';

/** The rules by which replicas are counted: those of a fleet that is not of a fixed size. */
export type SizingRules = Exclude<FleetScaling, { kind: 'fixed' }>;

/** How a replica takes requests: what waiting is worked out from. */
export interface ReplicaPace {
  /** Requests under way together in one replica. */
  readonly concurrency: number;
  /** Replica time of one request, seconds. */
  readonly secondsPerRequest: number;
}

/** What decided the number of replicas. */
export const sizingReasons = ['fixed', 'minimum', 'utilisation', 'square-root', 'waiting'] as const;
export type SizingReason = (typeof sizingReasons)[number];

/** Replicas with the rule that asked for the most. */
export interface Needed {
  readonly replicas: number;
  readonly reason: SizingReason;
}

/** More than any fleet has: ends a search that cannot be met. */
const mostReplicas = 1_000_000;

/**
 * Replicas for a load: max(minimum, ⌈load ÷ target⌉, ⌈load + β√load⌉, as many as keep the waiting time) + spare.
 * Square-root staffing: Whitt 2019. Waiting: Erlang C over all places of all replicas, each taken for concurrency × g.
 * @param load offered load, replicas: requests a second × seconds a request.
 */
export function replicasFor(load: number, rules: SizingRules, pace: ReplicaPace): Needed {
  const candidates: readonly Needed[] = [
    { replicas: rules.minimumReplicas, reason: 'minimum' },
    { replicas: wholeFrom(load / rules.targetUtilisation), reason: 'utilisation' },
    { replicas: wholeFrom(load + rules.squareRootBeta * Math.sqrt(load)), reason: 'square-root' },
  ];
  const most = candidates.reduce((best, one) => (one.replicas > best.replicas ? one : best));
  const served = { ...most, replicas: Math.min(most.replicas, mostReplicas) };
  const patient = withShortWaits(served, load, rules, pace);
  return { ...patient, replicas: patient.replicas + rules.spareReplicas };
}

/** Rounds up, but not for the noise of binary fractions: 0.7 ÷ 0.7 is one replica. */
function wholeFrom(value: number): number {
  return Math.ceil(value - 1e-9);
}

function withShortWaits(needed: Needed, load: number, rules: SizingRules, pace: ReplicaPace): Needed {
  const { maxWaitSeconds } = rules;
  if (maxWaitSeconds === undefined || load === 0) return needed;
  const late = (replicas: number): number =>
    lateShare(
      replicas * pace.concurrency,
      load * pace.concurrency,
      maxWaitSeconds,
      pace.secondsPerRequest * pace.concurrency,
    );
  if (late(needed.replicas) <= rules.lateShare) return needed;
  let [low, high] = [needed.replicas, Math.max(1, needed.replicas)];
  while (late(high) > rules.lateShare && high < mostReplicas) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (late(middle) <= rules.lateShare) high = middle;
    else low = middle;
  }
  return { replicas: high, reason: 'waiting' };
}
