import {
  analyseFleet,
  totalsOf,
  type AnalysisOptions,
  type KnownPrices,
  type ModelOffer,
  type PriceFactors,
} from '#selfhosting';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SelfHostingReport } from '#shared/domain/self-hosting.ts';
import { success, type Result } from '#shared/result.ts';
import type { MonthText } from '#shared/time.ts';
import { buildPlan } from './build-plan.ts';
import { planMonths, type PlanMonth } from './calendar.ts';
import { cardsInForce, indexCards, modelPrices, type ModelPrices } from './cards.ts';
import { checkScenario } from './check-scenario.ts';
import { demandOf, type HostedCall } from './fleet-demand.ts';
import { isServed } from './host-calls.ts';
import { apiPriceFactors, gpuPriceFactors, knownChangeNote } from './known-hosting-prices.ts';
import { modelsOf } from './models-of.ts';
import { onOneModel, servedModels } from './on-one-model.ts';
import { requestsInMonth } from './month-requests.ts';
import type { FleetPlan } from './fleets.ts';
import { prepareLevers } from './prepare-levers.ts';
import { seededUniforms } from './sampling/uniforms.ts';
import { applyLevers } from './stages.ts';
import { costPlan, type CostedWorkload } from './workload-cost.ts';

/** How the bands are sampled. */
export interface SelfHostingSampling {
  readonly samples: number;
  readonly seed: number;
}

/** Models of the scenario that a fleet is compared with one by one, at most. */
const mostModels = 5;

/**
 * Works out every fleet of a scenario for the traffic of its first month, against the API as the enabled levers leave it; levers
 * that use a fleet themselves are left off. Fails as `checkScenario` does.
 * @param cards every dated card of the models in `modelsOf(scenario)`.
 */
export function analyseSelfHosting(
  scenario: Scenario,
  cards: readonly PriceCard[],
  { samples, seed }: SelfHostingSampling,
): Result<SelfHostingReport> {
  const checked = checkScenario(scenario);
  if (!checked.ok) return checked;
  const levers = prepareLevers(scenario);
  if (!levers.ok) return levers;
  const baseline = buildPlan(scenario);
  const own = levers.value.filter(({ enabled, definition }) => enabled && definition.fleets === undefined);
  const plan = applyLevers(baseline, own).at(-1)?.plan ?? baseline;
  const [month, next] = planMonths({ ...scenario.calendar, months: 2 });
  if (month === undefined || next === undefined) throw new Error('A calendar has at least one month.');
  const index = indexCards(cards);
  const inForce = cardsInForce(index, modelsOf(scenario), month);
  const prices = modelPrices(inForce);
  const costed = costPlan(plan, prices, new Map());
  const requests = requestsInMonth(plan, scenario.calendar, month);
  const options: AnalysisOptions = {
    samples,
    random: () => seededUniforms(seed),
    growthPerMonth: growthOf(month, next),
  };
  return success({
    month: month.month,
    fleets: plan.fleets.map((fleet) => {
      const apiUsdOf = (asked: typeof plan, at: ModelPrices): number | null =>
        totalsOf(demandOf(servedCalls(costPlan(asked, at, new Map()).workloads, fleet), month, requests)).apiUsd;
      const factorsOf = (asked: typeof plan): PriceFactors =>
        apiPriceFactors(scenario, index, modelsOf(scenario), (at) => apiUsdOf(asked, at));
      const used = servedModels(plan, fleet);
      const models = (used.length < 2 ? [] : used.slice(0, mostModels)).flatMap((modelId): readonly ModelOffer[] => {
        const alone = onOneModel(plan, fleet, modelId);
        const apiUsdPerMonth = apiUsdOf(alone, prices);
        return apiUsdPerMonth === null ? [] : [{ modelId, apiUsdPerMonth, priceFactors: factorsOf(alone) }];
      });
      const known: KnownPrices = { api: factorsOf(plan), gpu: gpuPriceFactors(scenario, fleet) };
      const demand = demandOf(servedCalls(costed.workloads, fleet), month, requests);
      const report = analyseFleet(fleet.resolved, demand, { ...options, models, known });
      return { ...report, notes: [...report.notes, ...knownNotes(known, month.month)] };
    }),
  });
}

function knownNotes({ api, gpu }: KnownPrices, startMonth: MonthText): readonly string[] {
  return [
    knownChangeNote('The price of the scenario’s models', api, startMonth),
    knownChangeNote('The price of the GPUs', gpu, startMonth),
  ].filter((note) => note !== undefined);
}

function growthOf(first: PlanMonth, second: PlanMonth): number {
  return first.growth.value === 0 ? 0 : second.growth.value / first.growth.value - 1;
}

/** The calls that a fleet could serve, with what one of them costs at the API. */
function servedCalls(workloads: readonly CostedWorkload[], { resolved }: FleetPlan): readonly HostedCall[] {
  return workloads.flatMap(({ workload, calls: costs }) =>
    workload.purpose === 'documents'
      ? []
      : workload.calls.flatMap((call, index): readonly HostedCall[] => {
          const cost = costs[index];
          if (cost === undefined || !isServed(resolved.fleet.serves, workload.id, call.id)) return [];
          const calls = call.callsPerRequest.value;
          const apiUsdPerCall = !cost.complete ? null : calls === 0 ? 0 : cost.value / calls;
          return [{ workload, call, share: 1, apiUsdPerCall }];
        }),
  );
}
