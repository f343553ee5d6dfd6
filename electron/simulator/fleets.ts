import { openHostingBook, resolveFleet, type ResolvedFleet } from '#selfhosting';
import type { Scenario } from '#shared/domain/scenario.ts';

/** A fleet of the scenario with what it takes from the hosting book. */
export interface FleetPlan {
  readonly resolved: ResolvedFleet;
  /** JSON path of the fleet: `fleets[0]`. */
  readonly path: string;
}

/** The fleets of a scenario at the prices of its first month; one that `checkScenario` refuses is left out. */
export function planFleets({ fleets = [], hostingBook, calendar }: Scenario): readonly FleetPlan[] {
  if (fleets.length === 0) return [];
  const book = openHostingBook(hostingBook);
  return fleets.flatMap((fleet, index) => {
    const path = `fleets[${index}]`;
    const resolved = resolveFleet(fleet, book, `${calendar.startMonth}-01`, path);
    return resolved.ok ? [{ resolved: resolved.value, path }] : [];
  });
}
