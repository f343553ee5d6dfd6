import type { CallPlan, FeePlan, Plan, WorkloadPlan } from '../plan.ts';
import type { LeverTarget } from './lever.ts';

/**
 * Rewrites every call in scope, also where a fleet hands it on to the API; workloads and calls out of scope stay the same
 * objects. Documents are left alone.
 */
export function mapCalls(
  plan: Plan,
  target: LeverTarget,
  rewrite: (call: CallPlan, workload: WorkloadPlan) => CallPlan,
): Plan {
  return mapPurpose(plan, ['requests', 'overflow'], target, rewrite);
}

/** Rewrites the embedding of every index of documents in scope; a scope of calls names indexes too. */
export function mapDocuments(
  plan: Plan,
  target: LeverTarget,
  rewrite: (call: CallPlan, workload: WorkloadPlan) => CallPlan,
): Plan {
  return mapPurpose(plan, ['documents'], target, rewrite);
}

function mapPurpose(
  plan: Plan,
  purposes: readonly WorkloadPlan['purpose'][],
  target: LeverTarget,
  rewrite: (call: CallPlan, workload: WorkloadPlan) => CallPlan,
): Plan {
  let isSame = true;
  const workloads = plan.workloads.map((workload) => {
    if (!purposes.includes(workload.purpose)) return workload;
    let changed = false;
    const calls = workload.calls.map((call) => {
      const rewritten = target.includes(workload.id, call.id) ? rewrite(call, workload) : call;
      changed ||= rewritten !== call;
      return rewritten;
    });
    isSame &&= !changed;
    return changed ? { ...workload, calls } : workload;
  });
  return isSame ? plan : { ...plan, workloads };
}

/** A rewritten call with what comes with it. */
export interface CallWithMore {
  readonly call: CallPlan;
  /** New costs besides tokens: a lookup, a check, a service. */
  readonly fees?: readonly FeePlan[] | undefined;
  /** New calls: a summary, a judge. */
  readonly calls?: readonly CallPlan[] | undefined;
}

/** Like `mapCalls`, for levers that also add costs or calls. What is added gets an id that the workload does not have yet. */
export function mapCallsWithMore(
  plan: Plan,
  target: LeverTarget,
  rewrite: (call: CallPlan, workload: WorkloadPlan) => CallWithMore,
): Plan {
  const added = new Map<string, { readonly fees: FeePlan[]; readonly calls: CallPlan[] }>();
  const mapped = mapCalls(plan, target, (call, workload) => {
    const { call: rewritten, fees = [], calls = [] } = rewrite(call, workload);
    const earlier = added.get(workload.key) ?? { fees: [], calls: [] };
    earlier.fees.push(...fees);
    earlier.calls.push(...calls);
    added.set(workload.key, earlier);
    return rewritten;
  });
  return {
    ...mapped,
    workloads: mapped.workloads.map((workload) => {
      const { fees = [], calls = [] } = added.get(workload.key) ?? {};
      return fees.length + calls.length === 0
        ? workload
        : { ...workload, fees: withFreeIds(workload.fees, fees), calls: withFreeIds(workload.calls, calls) };
    }),
  };
}

/** Appends items; an id that is taken gets a number: `answer-check`, `answer-check-2`. */
function withFreeIds<Item extends { readonly id: string }>(present: readonly Item[], added: readonly Item[]): Item[] {
  const all = [...present];
  const taken = new Set(present.map(({ id }) => id));
  for (const item of added) {
    let id = item.id;
    for (let number = 2; taken.has(id); number += 1) id = `${item.id}-${number}`;
    taken.add(id);
    all.push(id === item.id ? item : { ...item, id });
  }
  return all;
}
