import type { LeverAttribution } from '#shared/domain/attribution.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SelfHostingReport } from '#shared/domain/self-hosting.ts';
import type { Sensitivity } from '#shared/domain/sensitivity.ts';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { Result } from '#shared/result.ts';

/** What is worked out beside the closed form, because it takes longer than a frame. */
export interface Analyses {
  readonly ranges: { readonly ranges: SimulationRanges; readonly attribution: LeverAttribution };
  readonly sensitivity: Sensitivity;
  readonly selfHosting: SelfHostingReport;
}
export type AnalysisKind = keyof Analyses;

/** What is asked of a scenario. */
export interface AnalysisQuestion<K extends AnalysisKind = AnalysisKind> {
  readonly kind: K;
  readonly scenario: Scenario;
  /** Every dated card of the scenario's models. */
  readonly cards: readonly PriceCard[];
  /** Of ranges: also how likely the mean month is above this, USD. */
  readonly budgetMonthlyUsd?: number;
}

/** Works analyses out away from the screen. */
export interface Analyst {
  run<K extends AnalysisKind>(question: AnalysisQuestion<K>): Promise<Result<Analyses[K]>>;
}

/** A question to the worker; the answer carries the same number. */
export interface AnalysisRequest {
  readonly id: number;
  readonly question: AnalysisQuestion;
}

/** The worker's answer. */
export interface AnalysisAnswer {
  readonly id: number;
  readonly result: Result<Analyses[AnalysisKind]>;
}
