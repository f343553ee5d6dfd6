import { leaf } from './expressions.ts';
import { isServed } from './host-calls.ts';
import type { CallPlan, Plan, WorkloadPlan } from './plan.ts';
import type { FleetPlan } from './fleets.ts';

/** Models of the calls that a fleet could serve, the one with the most calls first as far as their order tells. */
export function servedModels(plan: Plan, fleet: FleetPlan): readonly string[] {
  return [
    ...new Set(
      servedIn(plan, fleet).flatMap(({ routes }) =>
        routes
          .toSorted((left, right) => right.share.value - left.share.value)
          .filter(({ share }) => share.value > 0)
          .map(({ modelId }) => modelId),
      ),
    ),
  ];
}

/** The plan with one model alone answering every call that a fleet could serve. */
export function onOneModel(plan: Plan, fleet: FleetPlan, modelId: string): Plan {
  const share = leaf(`All calls on ${modelId}`, 'share', 1, { source: 'definition' });
  return {
    ...plan,
    workloads: plan.workloads.map((workload) => ({
      ...workload,
      calls: workload.calls.map((call) =>
        isIn(workload, call, fleet) ? { ...call, routes: [{ modelId, share }], answering: undefined } : call,
      ),
    })),
  };
}

function servedIn(plan: Plan, fleet: FleetPlan): readonly CallPlan[] {
  return plan.workloads.flatMap((workload) => workload.calls.filter((call) => isIn(workload, call, fleet)));
}

function isIn(workload: WorkloadPlan, call: CallPlan, { resolved }: FleetPlan): boolean {
  return workload.purpose !== 'documents' && isServed(resolved.fleet.serves, workload.id, call.id);
}
