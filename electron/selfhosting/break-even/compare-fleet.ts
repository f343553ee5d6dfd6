import type { FleetOutlook } from '#shared/domain/fleet.ts';
import type { FleetComparison, Standing } from '#shared/domain/self-hosting.ts';
import type { AnalysisOptions, PriceFactors } from '../analysis-options.ts';
import type { ResolvedFleet } from '../book/hosting-book.ts';
import { totalsOf, type Demand, type DemandTotals } from '../demand.ts';
import type { FleetMonth } from '../fleet-month.ts';
import { comparisonSentence, overVolumeSentence } from '../sentences.ts';
import { sampleBands, type OutlookRanges } from './bands.ts';
import { conditionReport } from './condition-report.ts';
import { crossingVolume } from './crossing-volume.ts';
import { conditionsFor } from './must-be-true.ts';
import { costsOverVolume } from './over-volume.ts';
import { advantageOf, crossingMonth, followPath, pathMonths, type OutlookCase } from './outlook.ts';
import { paybackMonths } from './payback.ts';
import { runningUsd, tabulated, type CostsAt, type FleetCosts } from './volume-costs.ts';

/** An API at the price of the demand as it is. */
export interface ApiOffer {
  readonly name: string;
  readonly kind: FleetComparison['kind'];
  readonly apiUsdPerMonth: number;
  readonly priceFactors?: PriceFactors;
}

/** What a comparison is made of. */
export interface ComparisonQuestion {
  readonly resolved: ResolvedFleet;
  readonly demand: Demand;
  readonly month: FleetMonth;
  readonly costsAt: CostsAt;
  readonly api: ApiOffer;
  readonly outlook: Omit<FleetOutlook, 'growthPerMonth'> & OutlookRanges;
  readonly options: AnalysisOptions;
}

/** Compares a fleet with one API: today, at capacity, where the lines meet, and over the years. */
export function compareFleet(question: ComparisonQuestion): FleetComparison {
  const { resolved, demand, costsAt, api, outlook } = question;
  const totals = totalsOf(demand);
  const horizonMonths = 12 * outlook.years;
  const likely: OutlookCase = {
    growthPerMonth: outlook.growthPerMonth.likely,
    apiPriceDeclinePerYear: outlook.apiPriceDeclinePerYear.likely,
    gpuPriceDeclinePerYear: outlook.gpuPriceDeclinePerYear.likely,
  };
  const exact = {
    costsAt,
    apiUsdPerMonth: api.apiUsdPerMonth,
    discountRate: outlook.discountRate,
    apiPriceFactors: api.priceFactors,
    gpuPriceFactors: question.options.known?.gpu,
  };
  const smooth = { ...exact, costsAt: tabulated(costsAt) };
  const path = followPath(exact, likely, pathMonths);
  const breakEven = breakEvenOf(question, totals);
  const conditions = conditionsFor(smooth, likely, horizonMonths);
  const atDemand = standing(totals, demand.hours, api.apiUsdPerMonth, costsAt(1));
  const horizon = followPath(exact, likely, horizonMonths);
  const bases = {
    fleet: resolved.fleet,
    years: outlook.years,
    requestsPerDay: atDemand.requestsPerDay,
    apiUsdPerRequest: totals.calls === 0 ? 0 : api.apiUsdPerMonth / totals.calls,
    gpuUsd: gpuUsdOf(question),
    tokensPerSecond: tokensPerSecondOf(question, totals),
    overheadUsd: costsAt(1).overheadUsd,
    fleetWinsNow: advantageOf(horizon) > 0,
  };
  return {
    name: api.name,
    kind: api.kind,
    apiUsdPerRequest: bases.apiUsdPerRequest,
    atDemand,
    atCapacity: capacityStanding(question, totals),
    breakEven,
    overVolume: overVolumeOf(smooth, likely, question, {
      horizonMonths,
      atDemand,
      breakEvenPerDay: breakEven?.requestsPerDay ?? null,
      likelyFactor: conditions.find(({ subject }) => subject === 'volume')?.value ?? null,
    }),
    cumulative: { apiUsd: [...path.apiUsd], fleetUsd: [...path.fleetUsd] },
    years: [1, 2, 3, 4, 5].map((year) => ({
      year,
      apiUsd: path.apiUsd[12 * year] ?? 0,
      fleetUsd: path.fleetUsd[12 * year] ?? 0,
    })),
    crossingMonth: crossingMonth(path),
    netPresentUsd: horizon.netPresentUsd,
    bands: bandsOf(smooth, question, horizonMonths),
    conditions: conditions.map((condition) => conditionReport(condition, bases)),
    sentence: comparisonSentence(atDemand, breakEven, api.name),
  };
}

function bandsOf(
  smooth: Parameters<typeof sampleBands>[0],
  { outlook, options }: ComparisonQuestion,
  horizonMonths: number,
): FleetComparison['bands'] {
  const { samples, api, fleet, winningShare, netPresentUsd } = sampleBands(smooth, outlook, {
    samples: options.samples,
    random: options.random(),
    horizonMonths,
    months: pathMonths,
  });
  const copied = (band: typeof api) => ({ p5: [...band.p5], p50: [...band.p50], p95: [...band.p95] });
  return { samples, api: copied(api), fleet: copied(fleet), winningShare, netPresentUsd };
}

/** Fewer than for the months: each outlook is followed at every volume. */
const volumeSamples = 250;

function overVolumeOf(
  smooth: Parameters<typeof sampleBands>[0],
  likely: OutlookCase,
  { outlook, options }: ComparisonQuestion,
  given: {
    readonly horizonMonths: number;
    readonly atDemand: Standing;
    readonly breakEvenPerDay: number | null;
    /** The likely crossing, as a multiple of the demand. */
    readonly likelyFactor: number | null;
  },
): FleetComparison['overVolume'] {
  const { requestsPerDay: perDay, tokensPerMonth: tokens } = given.atDemand;
  const at = (factor: number) => ({ requestsPerDay: factor * perDay, tokensPerMonth: factor * tokens });
  const todayFactor = given.breakEvenPerDay === null || perDay === 0 ? 0 : given.breakEvenPerDay / perDay;
  const found = costsOverVolume(smooth, likely, outlook, {
    // Both crossings and the traffic at hand have their place on the axis.
    upTo: roundedUp(perDay * 1.3 * Math.max(1, todayFactor, given.likelyFactor ?? 0)) / Math.max(perDay, 1e-9),
    samples: Math.min(options.samples, volumeSamples),
    random: options.random(),
    horizonMonths: given.horizonMonths,
  });
  const { samples, points, meetingShare, searched } = found;
  const placed = (factor: number | null) => (factor === null ? null : at(factor));
  const crossing = {
    likely: placed(given.likelyFactor),
    p5: placed(found.crossing.p5),
    p50: placed(found.crossing.p50),
    p95: placed(found.crossing.p95),
  };
  const report = {
    samples,
    points: points.map(({ factor, api, fleet }) => ({ ...at(factor), api, fleet })),
    crossing,
    meetingShare,
    searched: at(searched),
  };
  return { ...report, sentence: overVolumeSentence(report, outlook.years) };
}

/** The next number with two digits and zeros: the end of an axis. */
function roundedUp(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

/** The price of the hardware that a condition moves, USD: a rate, a purchase of a replica, or a flat price. */
function gpuUsdOf({ resolved, costsAt }: ComparisonQuestion): number {
  const { fleet, price } = resolved;
  const { payment } = fleet;
  if (payment.kind === 'flat') return payment.usdPerReplicaMonth;
  if (payment.kind === 'rent') return price?.usd ?? payment.usdPerGpuHour ?? 0;
  const { capexUsd, replicas } = costsAt(1);
  return replicas === 0 ? 0 : capexUsd / replicas;
}

function tokensPerSecondOf({ month }: ComparisonQuestion, { request }: DemandTotals): number {
  const { secondsPerRequest } = month.speed;
  return secondsPerRequest === 0 ? 0 : (request.inputTokens + request.outputTokens) / secondsPerRequest;
}

function standing(totals: DemandTotals, hours: number, apiUsd: number, costs: FleetCosts): Standing {
  const bought = apiUsd * costs.apiShare;
  const running = runningUsd(costs) + bought;
  const fleetUsd = running + costs.amortisedUsd;
  return {
    requestsPerDay: (totals.calls * 24) / hours,
    tokensPerMonth: totals.inputTokens + totals.outputTokens,
    apiUsd,
    fleetUsd,
    runningUsd: running,
    capexUsd: costs.capexUsd,
    paybackMonths: paybackMonths(costs.capexUsd, apiUsd, running),
    costRatio: apiUsd === 0 ? null : fleetUsd / apiUsd,
  };
}

/** The fleet as it is sized for the demand, but busy at every hour that it is open and paid for. */
function capacityStanding(question: ComparisonQuestion, totals: DemandTotals): Standing {
  const { demand, month, api, costsAt, resolved } = question;
  const paidHours = (month.size.paidHours * month.openHours) / month.loads.length;
  const calls = month.speed.secondsPerRequest === 0 ? 0 : (paidHours * 3600) / month.speed.secondsPerRequest;
  const factor = totals.calls === 0 ? 0 : calls / totals.calls;
  const full: DemandTotals = {
    ...totals,
    calls,
    inputTokens: totals.inputTokens * factor,
    outputTokens: totals.outputTokens * factor,
  };
  const costs = { ...costsAt(1), apiShare: resolved.fleet.escalationShare };
  return standing(full, demand.hours, api.apiUsdPerMonth * factor, costs);
}

function breakEvenOf({ demand, costsAt, api }: ComparisonQuestion, totals: DemandTotals): FleetComparison['breakEven'] {
  const found = crossingVolume(api.apiUsdPerMonth, (factor) => {
    const costs = costsAt(factor);
    const usd = runningUsd(costs) + costs.amortisedUsd + api.apiUsdPerMonth * factor * costs.apiShare;
    return { usd, replicas: costs.replicas };
  });
  if (found === undefined) return null;
  const calls = totals.calls * found.factor;
  return {
    requestsPerDay: (calls * 24) / demand.hours,
    requestsPerHour: calls / demand.hours,
    tokensPerMonth: (totals.inputTokens + totals.outputTokens) * found.factor,
    replicas: found.replicas,
    usd: found.usd,
  };
}
