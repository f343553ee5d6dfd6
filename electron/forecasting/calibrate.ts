import { scenarioFormat, scenarioVersion, type Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { describeAssumptions } from './assumptions.ts';
import { collectUsage } from './call-usage.ts';
import { Identifiers } from './identifiers.ts';
import type { Random } from './random.ts';
import type { CalibrationSource } from './source.ts';
import { startingLevers } from './starting-levers.ts';
import { surveyUsage, type Survey } from './survey.ts';
import { trafficRule } from './traffic.ts';
import { buildWorkloads, type NamedUsage } from './workload.ts';

export interface CalibrationOptions {
  /** Only records that start in this period, UTC ms: start inclusive, end exclusive; absent = unbounded. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Name of the scenario. */
  readonly name?: string | undefined;
  /** First month of the scenario, `YYYY-MM`: decides which prices hold. */
  readonly startMonth: string;
  /** Draws samples where there are too many records to keep. */
  readonly random: Random;
}

/** Projects that get a workload of their own. */
const maxProjects = 12;
const horizonMonths = 12;

/**
 * Makes a baseline scenario from recorded usage: a workload for each project (the 12 largest; the others together) or
 * one for all, and in it a call for each model. At the same prices its cost per day is the ledger's cost of text tokens
 * divided by the observed days. What the records cannot tell is listed in `provenance.assumptions`.
 * Fails `no-usage` when the period holds no record.
 */
export function calibrate(source: CalibrationSource, options: CalibrationOptions): Result<Scenario> {
  const period = { fromMs: options.fromMs, toMs: options.toMs };
  const survey = surveyUsage(source, period);
  if (survey.all.records === 0) {
    return failure('no-usage', 'The ledger holds no usage in this period, so there is nothing to calibrate from.', {
      nextStep: 'Import a usage file first, or choose a wider period.',
    });
  }
  const rule = trafficRule(survey);
  const ranked = rankProjects(survey);
  const others = ranked.length;
  const indexes = new Map(ranked.map((project, index) => [project, index]));
  const collected = collectUsage(source, period, (project) => indexes.get(project) ?? others, options.random);

  const dictionary = source.dictionary();
  const named = [...collected]
    .sort(([left], [right]) => left - right)
    .map(([index, usage]): NamedUsage => {
      const project = ranked[index];
      return {
        name: project === undefined ? 'Other projects' : workloadName(dictionary.name('project', project), survey),
        usage,
      };
    });
  const identifiers = new Identifiers();
  const workloads = named.flatMap((usage) => buildWorkloads(usage, rule, survey.unscaled, identifiers));
  const calls = named.flatMap(({ usage }) => [...usage.calls.values()]);
  return success({
    format: scenarioFormat,
    version: scenarioVersion,
    name: options.name ?? 'Calibrated baseline',
    calendar: {
      startMonth: options.startMonth,
      months: horizonMonths,
      daysPerMonth: survey.scaled.size > 0 ? 30 : 'calendar',
      growth: { kind: 'compound', perMonth: 0 },
      launches: [],
    },
    workloads,
    fixedCosts: [],
    levers: startingLevers(calls),
    correlations: [],
    inputNotes: {},
    provenance: {
      kind: 'ledger',
      fromMs: survey.all.fromMs,
      toMs: survey.all.toMs,
      records: survey.all.records,
      requests: survey.all.requests,
      assumptions: describeAssumptions(survey, rule, workloads, calls),
    },
  });
}

/** Dictionary ids of the projects that get a workload of their own: the largest by cost, then by tokens. */
function rankProjects({ projects }: Survey): readonly number[] {
  const ranked = [...projects].sort(
    ([leftId, left], [rightId, right]) =>
      right.costNanoUsd - left.costNanoUsd || right.tokens - left.tokens || leftId - rightId,
  );
  return ranked.slice(0, maxProjects).map(([project]) => project);
}

function workloadName(project: string, { projects }: Survey): string {
  if (project !== '') return project.slice(0, 190);
  return projects.size === 1 ? 'All usage' : 'No project';
}
