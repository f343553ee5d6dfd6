import type { Workload } from '#shared/domain/scenario.ts';

/** What calls are for, in the plan and in the ledger alike. */
export interface Purposes {
  ofWorkload(id: string): string;
  ofProject(project: string): string;
  /** How they were matched: one sentence. */
  readonly note: string;
}

/** What a calibrated scenario calls usage that names no project, and the projects that it put together. */
const withoutProject = ['no project', 'all usage'];
const otherProjects = 'other projects';
const outsidePlan = 'Not in the plan';
const everything = 'All usage';

/**
 * Matches the workloads of a plan with the ledger's projects by their names. Where none matches, or there is one workload
 * alone, all of both is one purpose: nothing is told of shifts between workloads then, and nothing false either.
 */
export function matchPurposes(
  workloads: readonly Pick<Workload, 'id' | 'name'>[],
  projects: readonly string[],
): Purposes {
  const byName = new Map(workloads.map(({ id, name }) => [name.trim().toLowerCase(), id]));
  const others = byName.get(otherProjects);
  const matched = new Map(
    projects.flatMap((project) => {
      const names = project === '' ? withoutProject : [project.slice(0, 190).trim().toLowerCase()];
      const found = names.flatMap((name) => byName.get(name) ?? []);
      return found[0] === undefined ? [] : [[project, found[0]] as const];
    }),
  );
  if (workloads.length <= 1 || matched.size === 0) {
    return {
      ofWorkload: () => everything,
      ofProject: () => everything,
      note:
        workloads.length <= 1
          ? 'The plan has one workload: all usage is compared with it.'
          : 'No project of the ledger has the name of a workload: all usage is compared with the whole plan.',
    };
  }
  const unmatched = projects.filter((project) => !matched.has(project)).length;
  return {
    ofWorkload: (id) => id,
    ofProject: (project) => matched.get(project) ?? others ?? outsidePlan,
    note: `${matched.size} of ${projects.length} projects have the name of a workload${unmatched === 0 ? '' : `; the others are ${others === undefined ? 'outside the plan' : 'the workload Other projects'}`}.`,
  };
}
