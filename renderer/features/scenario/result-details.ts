import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import type { PeriodView } from '../../store/period-view.ts';

/** What is drawn some eight times a second while an input is dragged. */
export interface ResultDetails {
  readonly view: PeriodView;
  readonly result: SimulationResult;
  /** What the lines of the view are named after. */
  readonly scenario: Scenario;
}
