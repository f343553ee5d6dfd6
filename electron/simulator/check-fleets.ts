import { openHostingBook, resolveFleet } from '#selfhosting';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, type Failed } from '#shared/result.ts';
import { leverAsRead } from './lever-parameters.ts';

/** Checks what fleets name in the hosting book and in the scenario, and the fleets that levers name. */
export function checkFleets(scenario: Scenario): Failed | undefined {
  const { fleets = [], hostingBook, calendar } = scenario;
  const book = openHostingBook(hostingBook);
  for (const [index, fleet] of fleets.entries()) {
    const path = `fleets[${index}]`;
    const resolved = resolveFleet(fleet, book, `${calendar.startMonth}-01`, path);
    if (!resolved.ok) return resolved;
    const strayed = checkServes(scenario, fleet.serves, `${path}.serves`);
    if (strayed !== undefined) return strayed;
  }
  return checkLeverFleets(scenario);
}

function checkServes(
  { workloads }: Scenario,
  serves: NonNullable<Scenario['fleets']>[number]['serves'],
  path: string,
): Failed | undefined {
  const known = {
    workloads: workloads.map(({ id }) => id),
    calls: workloads.flatMap(({ calls }) => calls.map(({ id }) => id)),
  };
  for (const list of ['workloads', 'calls'] as const) {
    for (const [index, id] of (serves[list] ?? []).entries()) {
      if (known[list].includes(id)) continue;
      return failure('invalid-scenario', `The scenario has no ${list.slice(0, -1)} '${id}'.`, {
        at: { path: `${path}.${list}[${index}]` },
        nextStep: `It has: ${known[list].join(', ')}.`,
      });
    }
  }
  return undefined;
}

function checkLeverFleets({ levers, fleets = [] }: Scenario): Failed | undefined {
  const known = new Set(fleets.map(({ id }) => id));
  for (const [index, lever] of levers.entries()) {
    const read = leverAsRead(lever);
    const strange = read?.definition.fleets?.(read.values).find((id) => !known.has(id));
    if (strange === undefined) continue;
    return failure('invalid-scenario', `The scenario has no fleet '${strange}'.`, {
      at: { path: `levers[${index}].parameters.fleet` },
      nextStep:
        known.size === 0 ? 'Add one to fleets, or on the screen Self-host.' : `It has: ${[...known].join(', ')}.`,
    });
  }
  return undefined;
}
