import { useEffect, useRef } from 'react';
import type { PriceCard } from '#shared/domain/price.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { evaluate } from '../../engine.ts';

/** Evaluations after which the browser has compiled what a frame runs: from some 3 ms each to 0.7, a tenth of a second in all. */
const evaluations = 40;

/**
 * Evaluates the scenario that a screen opens with in idle moments, so that the first drag finds the engine compiled. The
 * results are thrown away; the first edit ends it.
 * @param scenario undefined until there is a result of it.
 */
export function useWarmEngine(scenario: Scenario | undefined, cards: readonly PriceCard[]): void {
  const first = useRef<Scenario>(undefined);
  useEffect(() => {
    first.current ??= scenario;
    if (scenario === undefined || scenario !== first.current || !('requestIdleCallback' in window)) return undefined;
    let done = 0;
    // One at a time: what the user does waits for one evaluation at most.
    function evaluateOne(): void {
      if (scenario === undefined) return;
      done += 1;
      evaluate(withOtherCalls(scenario, 1 + done / evaluations), cards);
      if (done < evaluations) handle = requestIdleCallback(evaluateOne);
    }
    let handle = requestIdleCallback(evaluateOne);
    return () => cancelIdleCallback(handle);
  }, [scenario, cards]);
}

/** The scenario with another number of calls per request, as a slider makes it. */
function withOtherCalls(scenario: Scenario, factor: number): Scenario {
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({
      ...workload,
      calls: workload.calls.map((call) => ({ ...call, callsPerRequest: factor * meanOf(call.callsPerRequest) })),
    })),
  };
}
