import type { FleetPlan } from '../fleets.ts';
import type { Plan } from '../plan.ts';
import type { FleetField } from './lever.ts';

/** The field by which a lever names its fleet. */
export const fleetField: FleetField = {
  control: 'fleet',
  path: 'fleet',
  label: 'Fleet',
  help: 'The self-hosted replicas that take the calls; described on the screen Self-host.',
};

/** The fleet that a lever names, or the first for none named; undefined when there is none. */
export function fleetOfLever({ fleets }: Plan, id: string): FleetPlan | undefined {
  return id === '' ? fleets[0] : fleets.find(({ resolved }) => resolved.fleet.id === id);
}

/** What a lever says that has no fleet to send calls to. */
export const noFleet = 'The scenario has no fleet: describe one on the screen Self-host. Until then nothing is moved.';
