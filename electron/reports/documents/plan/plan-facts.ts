import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';

/** What a report of a plan is made from. */
export interface PlanFacts {
  readonly scenario: Scenario;
  /** With ranges and attribution. */
  readonly result: SimulationResult;
  /** Cards of the plan's models, of every date. */
  readonly cards: readonly PriceCard[];
  /** When the report is made, UTC ms. */
  readonly madeAtMs: number;
  /** Version of the app. */
  readonly version: string;
}
