import { cardsOfModels, type Catalogue } from '#pricing';
import {
  analyseSelfHosting,
  analyseSensitivity,
  attributeLevers,
  checkScenario,
  comparePlans,
  modelsOf,
  sampleSimulation,
  seededUniforms,
  simulate,
} from '#simulator';
import { success } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import type { JobRegistry } from '#workers';
import type { Handlers } from '../handler.ts';

export interface SimulationServices {
  readonly catalogue: Catalogue;
  readonly jobs: Pick<JobRegistry, 'answer'>;
  /** UTC ms. */
  readonly now: () => number;
}

/** Orders of levers are drawn alike every time. */
const shuffleSeed = 1;

/** Implements `scenario.simulate`, `scenario.compare`, `scenario.selfHosting`, `scenario.sensitivity` and `calibration.run`. A calibrated scenario starts in the present month. */
export function simulationHandlers({
  catalogue,
  jobs,
  now,
}: SimulationServices): Handlers<
  'scenario.compare' | 'scenario.selfHosting' | 'scenario.sensitivity' | 'scenario.simulate' | 'calibration.run'
> {
  return {
    'scenario.simulate': ({ scenario, sampling, attribution }) => {
      const checked = checkScenario(scenario);
      if (!checked.ok) return checked;
      const { cards } = cardsOfModels(catalogue, modelsOf(scenario));
      const result = simulate(scenario, cards);
      if (!result.ok) return result;
      const ranges =
        sampling === undefined
          ? undefined
          : sampleSimulation(result.value, { ...sampling, correlations: scenario.correlations });
      const shares = attribution === true ? attributeLevers(scenario, cards, seededUniforms(shuffleSeed)) : undefined;
      if (shares?.ok === false) return shares;
      return success({ ...result.value, ranges, attribution: shares?.value });
    },
    'scenario.compare': ({ scenarios }) => {
      for (const scenario of scenarios) {
        const checked = checkScenario(scenario);
        if (!checked.ok) return checked;
      }
      return comparePlans(scenarios, cardsOfModels(catalogue, [...new Set(scenarios.flatMap(modelsOf))]).cards);
    },
    'scenario.selfHosting': ({ scenario, samples, seed }) => {
      const checked = checkScenario(scenario);
      if (!checked.ok) return checked;
      return analyseSelfHosting(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards, { samples, seed });
    },
    'scenario.sensitivity': ({ scenario }) => {
      const checked = checkScenario(scenario);
      return checked.ok ? analyseSensitivity(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards) : checked;
    },
    'calibration.run': (input) =>
      jobs.answer({
        title: 'Calibrating from the ledger',
        task: { kind: 'calibrate', input: { ...input, startMonth: monthOf(now()) } },
      }),
  };
}
