import type { Scenario } from '#shared/domain/scenario.ts';

/**
 * The next version of a plan: workloads as the ledger has them now, and what no ledger tells (fixed costs, fleets, growth,
 * launches) as the plan has it. Levers start switched off: what they saved is in the usage already.
 * @param calibrated a baseline from the ledger.
 */
export function nextVersion(plan: Scenario, calibrated: Scenario): Scenario {
  const { startMonth, daysPerMonth } = calibrated.calendar;
  const known = new Set(calibrated.workloads.map(({ id }) => id));
  const isKnown = (workload: string | undefined): boolean => workload === undefined || known.has(workload);
  return {
    ...calibrated,
    name: nextName(plan.name),
    calendar: {
      ...plan.calendar,
      startMonth,
      daysPerMonth,
      launches: plan.calendar.launches.filter(({ month, workload }) => month >= startMonth && isKnown(workload)),
    },
    fixedCosts: plan.fixedCosts.filter(({ workload }) => isKnown(workload)),
    ...(plan.fleets === undefined ? {} : { fleets: plan.fleets }),
  };
}

/** `Search` → `Search, version 2` → `Search, version 3`. */
function nextName(name: string): string {
  const match = /^(.*), version (\d+)$/.exec(name);
  const base = (match?.[1] ?? name).slice(0, 180);
  return `${base}, version ${Number(match?.[2] ?? 1) + 1}`;
}
