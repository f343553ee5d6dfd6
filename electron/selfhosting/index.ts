/**
 * Self-hosting: what GPUs do and cost, how many are needed, and where renting or buying them beats an API. Pure and
 * synchronous; it also runs in the window.
 */

export { analyseFleet } from './analyse-fleet.ts';
export type { AnalysisOptions, KnownPrices, ModelOffer, PriceFactors } from './analysis-options.ts';
export { openHostingBook, resolveFleet, type OpenHostingBook, type ResolvedFleet } from './book/hosting-book.ts';
export { mergeHostingBooks, type BookMerge } from './book/merge-hosting-books.ts';
export { pricesInForce } from './book/price-in-force.ts';
export { readHostingBook } from './book/read-hosting-book.ts';
export type { FleetCostLine } from './costs/cost-line.ts';
export { totalsOf, type Demand, type DemandPart } from './demand.ts';
export { fleetMonth, type FleetMonth } from './fleet-month.ts';
export { overflowShare, type OverflowPolicy } from './hybrid/overflow.ts';
export {
  onPremiseMonth,
  onPremisePayback,
  publishedApis,
  publishedGpus,
  publishedInputs,
  publishedUsdPerKwh,
  publishedUse,
  type ApiRates,
  type OnPremiseHardware,
  type OnPremiseUse,
  type PublishedGpu,
} from './published/on-premise-payback.ts';
export { publishedFigures, type PublishedFigures } from './published/published-figures.ts';
export { weekShape } from './sizing/week.ts';
