/** What an analysis is made with. */
export interface AnalysisOptions {
  readonly samples: number;
  /** Uniform numbers in (0, 1) from the start of a fixed sequence: every comparison sees the same outlooks. */
  readonly random: () => () => number;
  /** Growth of the calendar a month, for fleets whose outlook names none. */
  readonly growthPerMonth: number;
  /** What dated prices are known to do to the years ahead. */
  readonly known?: KnownPrices;
  /** Models that could answer every call by themselves, where the scenario uses several. */
  readonly models?: readonly ModelOffer[];
}

/** What one model alone would cost for the demand. */
export interface ModelOffer {
  readonly modelId: string;
  readonly apiUsdPerMonth: number;
  readonly priceFactors?: PriceFactors;
}

/**
 * What dated prices make of an amount in each month ahead, as a multiple of the first month's; months beyond the last go on
 * like it. Absent = no change is known.
 */
export type PriceFactors = readonly number[] | undefined;

/** Dated prices of the scenario's models and of the fleet's GPUs. */
export interface KnownPrices {
  readonly api?: PriceFactors;
  readonly gpu?: PriceFactors;
}
