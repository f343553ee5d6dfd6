import type { OverflowRule } from '#shared/domain/fleet.ts';
import { assertNever } from '#shared/result.ts';
import { erlangB, lossWithWaiting } from '../queueing/erlang.ts';
import type { ReplicaPace } from '../sizing/replicas.ts';

/**
 * What becomes of requests that find the fleet full.
 * - `instant`: they go to the API at once (Erlang B over all places of all replicas);
 * - `queued`: they wait their turn, but not longer than `maxWaitSeconds`; the queue holds as many as are served in that time;
 * - `fluid`: only what exceeds the capacity of the hour goes to the API: requests that can be put off within the hour.
 */
export interface OverflowPolicy {
  readonly rule: OverflowRule;
  /** For `queued`. */
  readonly maxWaitSeconds: number;
}

/** Load of one hour that goes to the API, replicas. @param load offered load, replicas. */
export function overflowOf(load: number, replicas: number, pace: ReplicaPace, policy: OverflowPolicy): number {
  if (load === 0) return 0;
  const blocked = erlangB(policy.rule === 'fluid' ? 0 : replicas * pace.concurrency, load * pace.concurrency);
  return overflowAfterLoss(load, replicas, pace, policy, blocked);
}

/** The same where Erlang B of the places is known already. */
export function overflowAfterLoss(
  load: number,
  replicas: number,
  pace: ReplicaPace,
  { rule, maxWaitSeconds }: OverflowPolicy,
  blocked: number,
): number {
  switch (rule) {
    case 'fluid':
      return Math.max(0, load - replicas);
    case 'instant':
      return load * blocked;
    case 'queued': {
      // In the longest wait, `replicas` of replica time are served: that many requests may wait.
      const places = Math.floor((replicas * maxWaitSeconds) / pace.secondsPerRequest);
      return load * lossWithWaiting(blocked, replicas * pace.concurrency, load * pace.concurrency, places);
    }
    default:
      return assertNever(rule);
  }
}

/** Share of a week's load that goes to the API, 0…1. */
export function overflowShare(
  loads: readonly number[],
  running: readonly number[],
  pace: ReplicaPace,
  policy: OverflowPolicy,
): number {
  let [total, over] = [0, 0];
  for (const [hour, load] of loads.entries()) {
    total += load;
    over += overflowOf(load, running[hour] ?? 0, pace, policy);
  }
  return total === 0 ? 0 : over / total;
}
