import type { FleetOutlook } from '#shared/domain/fleet.ts';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import type { ResolvedFleet } from './book/hosting-book.ts';
import { compareFleet, type ApiOffer } from './break-even/compare-fleet.ts';
import type { OutlookRanges } from './break-even/bands.ts';
import { fleetCosts } from './break-even/volume-costs.ts';
import { totalsOf, type Demand } from './demand.ts';
import { fleetMonth, type FleetMonth } from './fleet-month.ts';
import { cheapestHybrid, hybridCosts } from './hybrid/best-capacity.ts';
import { overflowShare } from './hybrid/overflow.ts';
import { hybridSentence } from './sentences.ts';
import { sumOf } from './sizing/week.ts';
import { rooflineOptimism } from './throughput/replica-speed.ts';

/** Everything that is worked out of one fleet for one month's demand. */
export function analyseFleet(resolved: ResolvedFleet, demand: Demand, options: AnalysisOptions): FleetReport {
  const { fleet } = resolved;
  const month = fleetMonth(resolved, demand);
  const totals = totalsOf(demand);
  const outlook = { ...fleet.outlook, ...rangesOf(fleet.outlook, options.growthPerMonth) };
  const costsAt = fleetCosts(resolved, demand);
  const apis = apiOffers(resolved, totals, options);
  return {
    id: fleet.id,
    name: fleet.name,
    demand: {
      requestsPerMonth: totals.calls,
      inputTokens: totals.inputTokens,
      outputTokens: totals.outputTokens,
      hours: demand.hours,
    },
    replica: replicaReport(resolved, month, totals),
    size: sizeReport(month),
    monthly: monthlyReport(month, totals),
    comparisons: apis.map((api) => compareFleet({ resolved, demand, month, costsAt, api, outlook, options })),
    ...hybridReport(resolved, demand, apis[0]),
    outlook,
    notes: notesOf(resolved, month, totals.apiUsd),
  };
}

function rangesOf(outlook: FleetOutlook, growthPerMonth: number): OutlookRanges {
  return {
    growthPerMonth: outlook.growthPerMonth ?? {
      low: growthPerMonth - 0.02,
      likely: growthPerMonth,
      high: growthPerMonth + 0.02,
    },
    apiPriceDeclinePerYear: outlook.apiPriceDeclinePerYear,
    gpuPriceDeclinePerYear: outlook.gpuPriceDeclinePerYear,
  };
}

/** The scenario's own models first, where their price is known, then each of them alone, then the prices that the fleet names. */
function apiOffers(
  { fleet }: ResolvedFleet,
  totals: ReturnType<typeof totalsOf>,
  { models = [], known }: AnalysisOptions,
): readonly ApiOffer[] {
  return [
    ...(totals.apiUsd === null || totals.calls === 0
      ? []
      : [
          {
            name: 'The scenario’s models',
            kind: 'scenario' as const,
            apiUsdPerMonth: totals.apiUsd,
            priceFactors: known?.api,
          },
        ]),
    ...models.map(({ modelId, apiUsdPerMonth, priceFactors }) => ({
      name: `${modelId} for every call`,
      kind: 'model' as const,
      apiUsdPerMonth,
      priceFactors,
    })),
    ...fleet.alternatives.map(({ name, inputUsdPerMTok, outputUsdPerMTok }) => ({
      name,
      kind: 'alternative' as const,
      apiUsdPerMonth: (totals.inputTokens * inputUsdPerMTok + totals.outputTokens * outputUsdPerMTok) / 1e6,
    })),
  ];
}

function replicaReport(
  { fleet }: ResolvedFleet,
  { speed }: FleetMonth,
  { request }: ReturnType<typeof totalsOf>,
): FleetReport['replica'] {
  const { secondsPerRequest, concurrency, basis, prefillTokensPerSecond, decodeTokensPerSecond, expected } = speed;
  const { memory, roofline } = speed;
  return {
    gpus: fleet.gpusPerReplica,
    basis,
    secondsPerRequest,
    concurrency,
    prefillTokensPerSecond,
    decodeTokensPerSecond,
    tokensPerSecond: secondsPerRequest === 0 ? 0 : (request.inputTokens + request.outputTokens) / secondsPerRequest,
    expected,
    ...(roofline && { decodeBound: roofline.decodeBound, secondsPerToken: roofline.secondsPerToken }),
    ...(memory && { memory }),
  };
}

function sizeReport({ size, loads, speed, openHours }: FleetMonth): FleetReport['size'] {
  const perMonth = openHours / loads.length;
  return {
    replicas: size.replicas,
    reason: size.reason,
    peakLoad: loads.reduce((most, load) => Math.max(most, load), 0),
    meanUtilisation: size.meanUtilisation,
    paidHours: size.paidHours * perMonth,
    busyHours: sumOf(loads) * (1 - size.beyondCapacity) * perMonth,
    beyondCapacity: size.beyondCapacity,
    fullShare: overflowShare(loads, size.running, speed, { rule: 'instant', maxWaitSeconds: 0 }),
    utilisation: [...size.utilisation],
    running: [...size.running],
  };
}

function monthlyReport(
  { bill, size, speed, openHours, loads }: FleetMonth,
  totals: ReturnType<typeof totalsOf>,
): FleetReport['monthly'] {
  const tokens = totals.inputTokens + totals.outputTokens;
  const paidSeconds = (size.paidHours * openHours * 3600) / loads.length;
  const usdPerSecond = paidSeconds === 0 ? null : bill.usd / paidSeconds;
  const per = (tokensPerSecond: number | null): number | null =>
    usdPerSecond === null || tokensPerSecond === null || tokensPerSecond === 0
      ? null
      : (usdPerSecond / tokensPerSecond) * 1e6;
  const { request } = totals;
  return {
    usd: bill.usd,
    runningUsd: bill.runningUsd,
    capexUsd: bill.capexUsd,
    lines: bill.lines.map((line) => ({ ...line, factors: [...line.factors] })),
    usdPerRequest: totals.calls === 0 ? null : bill.usd / totals.calls,
    usdPerMTok: tokens === 0 ? null : (bill.usd / tokens) * 1e6,
    usdPerMTokAtFullUse:
      tokens === 0 ? null : per((request.inputTokens + request.outputTokens) / speed.secondsPerRequest),
    usdPerMInputTokAtFullUse: per(speed.prefillTokensPerSecond),
    usdPerMOutputTokAtFullUse: per(speed.decodeTokensPerSecond),
  };
}

/** The mixture of fleet and API, replica by replica, each running at all open hours. */
function hybridReport(resolved: ResolvedFleet, demand: Demand, api: ApiOffer | undefined): Pick<FleetReport, 'hybrid'> {
  if (api === undefined) return {};
  const { overflow, escalationShare } = resolved.fleet;
  const { loads, speed } = fleetMonth(resolved, demand);
  const costs = hybridCosts({
    loads,
    pace: speed,
    policy: overflow,
    fleetUsd: (replicas) => (replicas === 0 ? 0 : fleetMonth(resolved, demand, { kind: 'fixed', replicas }).bill.usd),
    apiUsd: api.apiUsdPerMonth,
    escalationShare,
  });
  const cheapest = cheapestHybrid(costs);
  if (cheapest === undefined) return {};
  const sentence = hybridSentence(cheapest, api.apiUsdPerMonth, api.name);
  return { hybrid: { rule: overflow.rule, costs: [...costs], cheapest, sentence } };
}

function notesOf({ fleet }: ResolvedFleet, { speed, size, bill }: FleetMonth, apiUsd: number | null): string[] {
  const notes: string[] = [...bill.notes];
  if (speed.basis === 'roofline') {
    notes.push(
      `The speed is a roofline estimate: published measurements are ${(100 * rooflineOptimism.low).toFixed(0)} to ${(100 * rooflineOptimism.high).toFixed(0)} % below it. Measure before you buy.`,
    );
  }
  if (speed.memory?.fits === false) {
    notes.push(
      `The model does not fit: ${speed.memory.weightsGb.toFixed(1)} GB of weights and ${speed.memory.kvGbPerRequest.toFixed(2)} GB of cache for one request, ${speed.memory.memoryGb} GB of memory less the reserve.`,
    );
  } else if (speed.memory !== undefined && speed.concurrency > speed.memory.largestBatch) {
    notes.push(
      `A batch of ${speed.concurrency} does not fit: the memory holds the caches of ${speed.memory.largestBatch} requests.`,
    );
  }
  if (size.beyondCapacity > 0) {
    notes.push(
      `${(100 * size.beyondCapacity).toFixed(1)} % of the work is more than the fleet can carry: it is counted at the API.`,
    );
  }
  if (apiUsd === null) {
    notes.push(
      'The price of some of the calls at the API is not known: the fleet is compared with its alternatives only.',
    );
  }
  if (fleet.payment.kind === 'buy' && fleet.power === undefined) {
    notes.push('No electricity is counted: the GPUs are bought, but the fleet says nothing of power.');
  }
  if (fleet.overheads.staffPosts === 0) notes.push('No staff is counted: somebody has to run it.');
  return notes;
}
