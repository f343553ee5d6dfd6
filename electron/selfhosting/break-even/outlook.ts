import type { PriceFactors } from '../analysis-options.ts';
import { runningUsd, type CostsAt } from './volume-costs.ts';

/** One way the coming years may go. Declines are per year, growth per month. */
export interface OutlookCase {
  readonly growthPerMonth: number;
  readonly apiPriceDeclinePerYear: number;
  readonly gpuPriceDeclinePerYear: number;
}

/** What is compared over the years. */
export interface PathQuestion {
  readonly costsAt: CostsAt;
  /** What the API costs a month for the demand as it is, USD. */
  readonly apiUsdPerMonth: number;
  /** Per year, for the net present value. */
  readonly discountRate: number;
  /** Known changes of the API's and the GPUs' prices; what is believed of the future comes on top. */
  readonly apiPriceFactors?: PriceFactors;
  readonly gpuPriceFactors?: PriceFactors;
}

/** Money paid until the end of each month; index 0 is the start, where hardware is bought. */
export interface Path {
  readonly apiUsd: readonly number[];
  readonly fleetUsd: readonly number[];
  /** Hardware owned at the end, at what it sells for, USD. */
  readonly residualUsd: number;
  /** The fleet's advantage in today's money, the resale included, USD. */
  readonly netPresentUsd: number;
}

/** Months that are always looked at: five years. */
export const pathMonths = 60;

/**
 * Cash paid over `months`: dated prices change when they are known to, the API's price falls smoothly besides, traffic grows by compound interest, the fleet is sized anew every
 * month; rented GPUs follow the price of GPUs, bought ones are paid when they are needed, at the price of that month. Nothing is
 * sold before the end.
 */
export function followPath(question: PathQuestion, outlook: OutlookCase, months: number): Path {
  const { costsAt, apiUsdPerMonth, discountRate, apiPriceFactors, gpuPriceFactors } = question;
  const first = costsAt(1);
  const apiUsd = [0];
  const fleetUsd = [first.capexUsd];
  let [api, fleet, owned, residualUsd] = [0, first.capexUsd, first.capexUsd, first.residualUsd];
  let netPresentUsd = -first.capexUsd;
  for (let month = 0; month < months; month += 1) {
    const years = month / 12;
    const gpuPrice = factorIn(gpuPriceFactors, month) * (1 - outlook.gpuPriceDeclinePerYear) ** years;
    const volume = (1 + outlook.growthPerMonth) ** month;
    const costs = costsAt(volume);
    const monthApi =
      apiUsdPerMonth * volume * factorIn(apiPriceFactors, month) * (1 - outlook.apiPriceDeclinePerYear) ** years;
    const bought = Math.max(0, costs.capexUsd - owned) * gpuPrice;
    if (costs.capexUsd > owned) {
      residualUsd += bought * (costs.residualUsd / costs.capexUsd);
      owned = costs.capexUsd;
    }
    const rent = costs.gpuUsd * gpuPrice;
    const monthFleet = bought + rent + runningUsd(costs) - costs.gpuUsd + monthApi * costs.apiShare;
    api += monthApi;
    fleet += monthFleet;
    apiUsd.push(api);
    fleetUsd.push(fleet);
    netPresentUsd += (monthApi - monthFleet) / (1 + discountRate) ** ((month + 1) / 12);
  }
  netPresentUsd += residualUsd / (1 + discountRate) ** (months / 12);
  return { apiUsd, fleetUsd, residualUsd, netPresentUsd };
}

function factorIn(factors: PriceFactors, month: number): number {
  return factors === undefined ? 1 : (factors[month] ?? factors.at(-1) ?? 1);
}

/** What the fleet saves over a path, undiscounted, the resale included, USD. */
export function advantageOf({ apiUsd, fleetUsd, residualUsd }: Path): number {
  return (apiUsd.at(-1) ?? 0) - (fleetUsd.at(-1) ?? 0) + residualUsd;
}

/** First month at whose end the fleet has cost no more in all; null = not within the path. */
export function crossingMonth({ apiUsd, fleetUsd }: Path): number | null {
  const month = apiUsd.findIndex((api, index) => index > 0 && (fleetUsd[index] ?? Infinity) <= api);
  return month < 0 ? null : month;
}
