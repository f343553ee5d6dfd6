/** What an analysis is made with. */
export interface AnalysisOptions {
  readonly samples: number;
  /** Uniform numbers in (0, 1) from the start of a fixed sequence: every comparison sees the same outlooks. */
  readonly random: () => () => number;
  /** Growth of the calendar a month, for fleets whose outlook names none. */
  readonly growthPerMonth: number;
  /** Models that could answer every call by themselves, where the scenario uses several. */
  readonly models?: readonly ModelOffer[];
}

/** What one model alone would cost for the demand. */
export interface ModelOffer {
  readonly modelId: string;
  readonly apiUsdPerMonth: number;
}
