import type { Optimisation, OptimiseOptions, OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Result } from '#shared/result.ts';

/** What the user asks of a search: the limits, and what may change. */
export type SearchChoices = Omit<OptimiseOptions, 'seed'>;

/** What a search found, with the plan that it looked at. */
export interface SearchEnd {
  readonly of: Scenario;
  readonly result: Result<Optimisation>;
}

/** The search for the cheapest settings of the open scenario. It goes on, and stays, when its screen is left. */
export interface SearchSlice {
  readonly searchChoices: SearchChoices;
  /** Null when none is under way. */
  readonly searchProgress: OptimiseProgress | null;
  /** The last search that ended; of the plan as it was then. */
  readonly searchEnd: SearchEnd | null;
  chooseSearch(choices: SearchChoices): void;
  /** Searches the open scenario as it is now; an earlier search is stopped. */
  startSearch(): Promise<void>;
  /** Stops the search under way; what an earlier one found stays. */
  cancelSearch(): void;
  /** Another scenario is open: nothing of the search is about it. */
  forgetSearch(): void;
}
