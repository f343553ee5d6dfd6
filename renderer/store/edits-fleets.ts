import { fleetSchema, type Fleet } from '#shared/domain/fleet.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { freeId } from './edits.ts';
import { pathsWithout } from './input-paths.ts';

/** Edits of a scenario's fleets. Each gives a changed copy. */

/** Adds a fleet to fill in: one rented H100 a replica at a rate of the hosting book, an 8B model by the roofline, half a post of staff. */
export function addFleet(scenario: Scenario): Scenario {
  const { fleets = [] } = scenario;
  const fleet = fleetSchema.parse({
    id: freeId('fleet', new Set(fleets.map(({ id }) => id))),
    name: 'New fleet: 8B model on H100',
    gpu: 'h100-sxm',
    throughput: {
      kind: 'roofline',
      maxSecondsPerToken: 0.03,
      model: { parametersB: 8.03, layers: 32, hiddenSize: 4096, kvHeads: 8, headDimension: 128 },
    },
    payment: { kind: 'rent', offer: 'runpod-h100-sxm-secure' },
    overheads: { staffPosts: 0.5, usdPerPostMonth: 12_000 },
  });
  return { ...scenario, fleets: [...fleets, fleet] };
}

/** Replaces one fleet. */
export function editFleet(scenario: Scenario, index: number, change: (fleet: Fleet) => Fleet): Scenario {
  const { fleets = [] } = scenario;
  return { ...scenario, fleets: fleets.map((fleet, other) => (other === index ? change(fleet) : fleet)) };
}

/** Removes one fleet and its notes; levers that named it use the first one then. */
export function removeFleet(scenario: Scenario, index: number): Scenario {
  const { fleets = [] } = scenario;
  const removed = fleets[index]?.id;
  const edited = {
    ...scenario,
    fleets: fleets.filter((_fleet, other) => other !== index),
    levers: scenario.levers.map((lever) =>
      lever.parameters['fleet'] === removed ? { ...lever, parameters: { ...lever.parameters, fleet: '' } } : lever,
    ),
  };
  return pathsWithout(edited, 'fleets', index);
}
