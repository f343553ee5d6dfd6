import { lossAfter } from '../queueing/erlang.ts';
import type { ReplicaPace } from '../sizing/replicas.ts';
import { overflowAfterLoss, type OverflowPolicy } from './overflow.ts';

/** A fleet of some replicas with an API behind it, in a month. */
export interface HybridCost {
  readonly replicas: number;
  readonly fleetUsd: number;
  readonly apiUsd: number;
  readonly usd: number;
  /** Share of the calls that the API answers because the fleet is full. */
  readonly overflowShare: number;
}

/** What the search for a capacity needs to know. */
export interface HybridQuestion {
  /** Offered load of each hour of the week, replicas. */
  readonly loads: readonly number[];
  readonly pace: ReplicaPace;
  readonly policy: OverflowPolicy;
  /** What a fleet of some replicas costs in the month, USD; never falls as replicas are added. */
  readonly fleetUsd: (replicas: number) => number;
  /** What the API would cost for all of the load in the month, USD. */
  readonly apiUsd: number;
  /** Share of the fleet's answers that are asked again of the API. */
  readonly escalationShare: number;
}

/**
 * Every capacity that could be the cheapest, from none on. The scan stops at the first capacity whose fleet alone costs as
 * much as the best mixture so far: since fleets only get dearer, nothing beyond can win. The Erlang recursion goes on where the
 * capacity before left it, so the scan costs no more than its last step.
 */
export function hybridCosts(question: HybridQuestion): readonly HybridCost[] {
  const { loads, pace, policy, fleetUsd, apiUsd, escalationShare } = question;
  const total = loads.reduce((sum, load) => sum + load, 0);
  const lost = loads.map(() => 1);
  const costs: HybridCost[] = [];
  let best = Infinity;
  for (let replicas = 0; ; replicas += 1) {
    const ownUsd = fleetUsd(replicas);
    if (replicas > 0 && ownUsd >= best) return costs;
    let over = 0;
    for (const [hour, load] of loads.entries()) {
      if (load === 0) continue;
      if (replicas > 0 && policy.rule !== 'fluid') {
        const [from, to] = [(replicas - 1) * pace.concurrency, replicas * pace.concurrency];
        lost[hour] = lossAfter(lost[hour] ?? 1, from, to, load * pace.concurrency);
      }
      over += overflowAfterLoss(load, replicas, pace, policy, lost[hour] ?? 1);
    }
    const overflowShare = total === 0 ? 0 : over / total;
    const bought = apiUsd * (overflowShare + (1 - overflowShare) * escalationShare);
    costs.push({ replicas, fleetUsd: ownUsd, apiUsd: bought, usd: ownUsd + bought, overflowShare });
    best = Math.min(best, ownUsd + bought);
    // More replicas would stand idle: a fleet that costs nothing ends here.
    if (overflowShare < 1e-12) return costs;
  }
}

/** The cheapest of them; the smallest of several alike. */
export function cheapestHybrid(costs: readonly HybridCost[]): HybridCost | undefined {
  return costs.reduce<HybridCost | undefined>(
    (best, cost) => (best === undefined || cost.usd < best.usd ? cost : best),
    undefined,
  );
}
