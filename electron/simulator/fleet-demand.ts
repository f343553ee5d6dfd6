import { weekShape, type Demand, type DemandPart } from '#selfhosting';
import type { PlanMonth } from './calendar.ts';
import { requestsOf, type MonthRequests } from './part-requests.ts';
import { promptTokensOf, type CallPlan, type WorkloadPlan } from './plan.ts';

/** A kind of call that a fleet is to serve. */
export interface HostedCall {
  readonly workload: WorkloadPlan;
  readonly call: CallPlan;
  /** Share of the calls that go to the fleet, 0…1. */
  readonly share: number;
  /** What one call costs at the API, USD; null = not known or not asked. */
  readonly apiUsdPerCall: number | null;
}

/** Calls that a fleet is to serve in a month. Mean token counts, as they are on the models that they were counted on. */
export function demandOf(hosted: readonly HostedCall[], month: PlanMonth, requests: MonthRequests): Demand {
  return {
    hours: 24 * month.days.value,
    parts: hosted.map(({ workload, call, share, apiUsdPerCall }): DemandPart => {
      const served = requestsOf(requests, workload.key)?.value ?? 0;
      return {
        name: `${workload.name}: ${call.name}`,
        callsPerMonth: served * call.callsPerRequest.value * share,
        request: {
          inputTokens: promptTokensOf(call).value,
          outputTokens: call.answer.reduce((sum, { tokens }) => sum + tokens.value, 0),
        },
        week: weekShape(workload.hourShares, workload.weekdayShares),
        apiUsdPerCall,
      };
    }),
  };
}
