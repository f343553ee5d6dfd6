import { calibrate, seededRandom } from '#forecasting';
import type { Ledger } from '#ledger';
import { cardsOfModels, type Catalogue } from '#pricing';
import { modelsOf, sampleSimulation, simulate } from '#simulator';
import { success } from '#shared/result.ts';
import { monthOf } from '#shared/time.ts';
import type { Handlers } from '../handler.ts';

export interface SimulationServices {
  readonly catalogue: Catalogue;
  readonly ledger: () => Ledger;
  /** UTC ms. */
  readonly now: () => number;
}

/** Fixed, so that the same ledger always calibrates to the same scenario. */
const sampleSeed = 20_261_122;

/** Implements `scenario.simulate` and `calibration.run`. A calibrated scenario starts in the present month. */
export function simulationHandlers({
  catalogue,
  ledger,
  now,
}: SimulationServices): Handlers<'scenario.simulate' | 'calibration.run'> {
  return {
    'scenario.simulate': ({ scenario, sampling }) => {
      const result = simulate(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards);
      if (!result.ok || sampling === undefined) return result;
      return success({ ...result.value, ranges: sampleSimulation(result.value, sampling) });
    },
    'calibration.run': (input) => {
      const calibrated = calibrate(ledger(), {
        ...input,
        startMonth: monthOf(now()),
        random: seededRandom(sampleSeed),
      });
      return calibrated.ok ? success({ scenario: calibrated.value }) : calibrated;
    },
  };
}
