import type { Calibration, CalibrationFit } from '#shared/domain/calibration.ts';
import { scenarioFormat, scenarioVersion, type Scenario, type Workload } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { describeAssumptions } from './assumptions.ts';
import { collectUsage } from './call-usage.ts';
import { fitAll } from './fits/fit-all.ts';
import { observe } from './fits/observations.ts';
import { Identifiers } from './identifiers.ts';
import type { Random } from './random.ts';
import type { CalibrationSource } from './source.ts';
import { startingLevers } from './starting-levers.ts';
import { atOnce, type Steps } from './steps.ts';
import { surveyUsage, type Survey } from './survey.ts';
import { trafficRule } from './traffic.ts';
import { buildWorkloads } from './workload.ts';

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

/** The scenario of `calibrateInSteps`, all at once. */
export function calibrate(source: CalibrationSource, options: CalibrationOptions): Result<Scenario> {
  const calibrated = atOnce(calibrateInSteps(source, options));
  return calibrated.ok ? success(calibrated.value.scenario) : calibrated;
}

/**
 * Makes a baseline scenario from recorded usage: a workload for each project (the 12 largest; the others together) or
 * one for all, and in it a call for each model; and gives every fit behind it. At the same prices its cost per day (over whole
 * weeks, where the shape of the week is known) is the ledger's cost of text tokens divided by the observed days. What the records cannot tell is listed in
 * `provenance.assumptions`. Fails `no-usage` when the period holds no record.
 * @yields how far it is.
 */
export function* calibrateInSteps(source: CalibrationSource, options: CalibrationOptions): Steps<Result<Calibration>> {
  const period = { fromMs: options.fromMs, toMs: options.toMs };
  const survey = yield* asPart(surveyUsage(source, period), 0);
  if (survey.all.records === 0) {
    return failure('no-usage', 'The ledger holds no usage in this period, so there is nothing to calibrate from.', {
      nextStep: 'Import a usage file first, or choose a wider period.',
    });
  }
  const rule = trafficRule(survey);
  const ranked = rankProjects(survey);
  const others = ranked.length;
  const indexes = new Map(ranked.map((project, index) => [project, index]));
  const workloadOf = (project: number): number => indexes.get(project) ?? others;
  const collected = yield* asPart(collectUsage(source, period, workloadOf, options.random), 1);
  const observations = yield* asPart(observe(source, period, workloadOf), 2);

  const dictionary = source.dictionary();
  const named = [...collected]
    .sort(([left], [right]) => left - right)
    .map(([index, usage]) => {
      const project = ranked[index];
      return {
        name: project === undefined ? 'Other projects' : workloadName(dictionary.name('project', project), survey),
        usage,
        observed: observations.workloads.get(index),
      };
    });
  const fits = fitAll(named, observations);
  const identifiers = new Identifiers();
  const workloads = named.flatMap((usage) =>
    buildWorkloads(usage, rule, survey.unscaled, identifiers).map((workload) =>
      withWeekdays(workload, usage.name, fits),
    ),
  );
  const calls = named.flatMap(({ usage }) => [...usage.calls.values()]);
  const growth = fits.find(({ quantity, usedAs }) => quantity === 'growth' && usedAs !== null)?.estimate?.value ?? 0;
  const scenario: Scenario = {
    format: scenarioFormat,
    version: scenarioVersion,
    name: options.name ?? 'Calibrated baseline',
    calendar: {
      startMonth: options.startMonth,
      months: horizonMonths,
      daysPerMonth: survey.scaled.size > 0 ? 30 : 'calendar',
      growth: { kind: 'compound', perMonth: growth },
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
      assumptions: describeAssumptions(survey, rule, workloads, calls, growth),
    },
  };
  return success({ scenario, fits: [...fits] });
}

/** Reads of the whole ledger that a calibration takes. */
const reads = 3;

/**
 * One of several pieces of work as a part of the whole.
 * @yields how far the whole is.
 */
function* asPart<T>(steps: Steps<T>, part: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { done, total } = step.value;
    yield { done: part * total + done, total: reads * total };
  }
}

/** A workload with the shape of its week, where that was fitted. */
function withWeekdays(workload: Workload, name: string, fits: readonly CalibrationFit[]): Workload {
  const shape = fits.find(({ quantity, subject }) => quantity === 'weekdays' && subject === name)?.shape;
  if (shape?.kind !== 'shares') return workload;
  return { ...workload, traffic: { ...workload.traffic, weekdayShares: shape.rows.map(({ share }) => share) } };
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
