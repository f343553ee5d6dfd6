import type {
  Optimisation,
  OptimiseOptions,
  OptimiseProgress,
  PlanPoint,
  SettingChange,
} from '#shared/domain/optimisation.ts';
import type { MissingNumber } from '#shared/domain/plan-performance.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { formatUsd } from '#shared/money.ts';
import { said, writeSentence, type SentencePart } from '#shared/domain/sentence.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { meanMonth } from '../mean-month.ts';
import { modelsOf } from '../models-of.ts';
import { percent } from '../percent.ts';
import { seededUniforms } from '../sampling/uniforms.ts';
import { createEvaluator, type Evaluator, type Outcome } from './evaluator.ts';
import { paretoFrontier } from './frontier.ts';
import { excessOf, isBelow, isPriced, type Limits } from './limits.ts';
import { isExact, search } from './search.ts';
import { combinationsOf, scenarioOfChoice, searchSpace, settingOf, type SearchSpace } from './search-space.ts';
import { leverVerdicts, secondsText } from './verdicts.ts';

/** Combinations that are tried one and all; beyond them the search is a heuristic that costs as many. */
const mostCombinations = { expected: 20_000, p95: 1000 } as const;

/** Every model whose price the search needs. */
export function modelsOfSearch(scenario: Scenario, options: OptimiseOptions): readonly string[] {
  return [...new Set([...modelsOf(scenario), ...options.models])];
}

/**
 * Looks for the settings of the plan's levers, and the models of its calls, that cost least under the limits. Step by
 * step: the caller decides when to go on, shows how far it is, and stops it by not going on.
 * @param scenario one that `checkScenario` accepts.
 * @param cards every dated card of the models in `modelsOfSearch(scenario, options)`.
 * @yields how far the search is.
 * @param most combinations that are costed at most; absent = 20,000, or 1,000 where each is sampled.
 * @returns fails `quality-unknown` or `latency-unknown` when a limit needs a number that the scenario does not give,
 *   `limits-not-met` when no plan that was costed keeps all limits, `invalid-input` as `searchSpace` does.
 */
export function* optimise(
  scenario: Scenario,
  cards: readonly PriceCard[],
  options: OptimiseOptions,
  most: number = mostCombinations[options.objective],
): Generator<OptimiseProgress, Result<Optimisation>> {
  const space = searchSpace(scenario, options);
  if (!space.ok) return space;
  const month = meanMonth(space.value.scenario, cards);
  if (!month.ok) return month;
  const evaluator = createEvaluator(scenario, space.value, month.value, options);
  const present = evaluator.outcomeOf(space.value.decisions.map(({ current }) => current));
  const baseline = evaluator.outcomeOf(space.value.decisions.map(() => 0));
  const unknown = unknownNumbers(scenario, options, [present, baseline]);
  if (unknown !== undefined) return unknown;

  const random = seededUniforms(options.seed);
  const context = { space: space.value, evaluator, limits: options, present, random, most };
  const recommended = yield* search(context);
  const { evaluated } = evaluator;
  if (excessOf(recommended, options, present) > 0) return limitsNotMet(evaluator, options, present);
  const costed = [...evaluator.outcomes()];
  const verdicts = yield* leverVerdicts({ scenario, cards, ...context, recommended });
  const priced = costed.filter((outcome) => isPriced(outcome, present));
  const frontier = paretoFrontier(
    priced.filter(({ changes }) => changes <= (options.maxChanges ?? Infinity)),
    { quality: present.quality !== undefined, latency: present.latencySeconds !== undefined },
  );
  const leftOut = costed.filter((outcome) => excessOf(outcome, options, present) === Infinity);
  return success({
    objective: options.objective,
    baseline: pointOf(space.value, baseline),
    current: pointOf(space.value, present),
    recommended: pointOf(space.value, recommended),
    changes: changesOfPlan(space.value, evaluator, present, recommended),
    scenario: scenarioOfChoice(scenario, space.value, recommended.choice),
    frontier: frontier.map((outcome) => ({
      ...pointOf(space.value, outcome),
      isRecommended: isSamePlace(outcome, recommended),
      isCurrent: isSamePlace(outcome, present),
    })),
    verdicts: [...verdicts],
    search: {
      method: isExact(context) ? 'exact' : 'heuristic',
      combinations: combinationsOf(space.value),
      evaluated,
      leftOut: leftOut.length,
      sentence: searchSentence(space.value, context, evaluated, options),
    },
    notes: [...notesOf(scenario, options, present, leftOut)],
  });
}

/** Runs a search to its end. */
export function optimiseAtOnce(...input: Parameters<typeof optimise>): Result<Optimisation> {
  const steps = optimise(...input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function pointOf(space: SearchSpace, { choice, usd, quality, latencySeconds, changes }: Outcome): PlanPoint {
  return {
    usd,
    quality: quality ?? null,
    latencySeconds: latencySeconds ?? null,
    changes,
    settings: space.decisions.flatMap((decision, index) => settingOf(decision, choice, index).label ?? []),
  };
}

/** True for two plans of the same cost, quality and latency. */
function isSamePlace(left: Outcome, right: Outcome): boolean {
  return (
    !isBelow(left.usd, right.usd) &&
    !isBelow(right.usd, left.usd) &&
    left.quality === right.quality &&
    left.latencySeconds === right.latencySeconds
  );
}

/** Every changed attribute, with what taking its subject's changes back would cost. */
function changesOfPlan(
  space: SearchSpace,
  evaluator: Evaluator,
  present: Outcome,
  recommended: Outcome,
): SettingChange[] {
  return space.decisions.flatMap((decision, index) => {
    const { changes } = settingOf(decision, recommended.choice, index);
    if (changes.length === 0) return [];
    const back = recommended.choice.map((setting, at) => (at === index ? (present.choice[index] ?? 0) : setting));
    const savingUsd = evaluator.outcomeOf(back).usd - recommended.usd;
    return changes.map((change) => ({ subjectId: decision.id, subject: decision.name, ...change, savingUsd }));
  });
}

/** A failure that says which numbers a limit needs, where the plan with or without its levers lacks them. */
function unknownNumbers(scenario: Scenario, limits: Limits, outcomes: readonly Outcome[]): Failed | undefined {
  const missing = outcomes.flatMap((outcome) => outcome.missing);
  for (const [number, limit] of [
    ['quality', limits.minQuality],
    ['latency', limits.maxLatencySeconds],
  ] as const) {
    const one = missing.filter((each) => each.number === number);
    const [first] = one;
    if (limit === undefined || first === undefined) continue;
    const what = number === 'quality' ? 'how good the answers are' : 'how long a call takes';
    const names = [...new Set(one.map((each) => nameOf(scenario, each)))];
    return failure(
      `${number}-unknown`,
      `A limit on ${number} needs to know ${what}: nothing is given for ${names.join('; ')}.`,
      {
        at: { path: `workloads[${scenario.workloads.findIndex(({ id }) => id === first.workloadId)}].performance` },
        nextStep: `Enter ${number === 'quality' ? 'the share of good answers' : 'the time to the first token and tokens per second, or P50 and P95,'} of ${names.length === 1 ? 'that model' : 'those models'} under Optimise, Quality and latency, or as "performance" of the workload.`,
      },
    );
  }
  return undefined;
}

function nameOf(scenario: Scenario, { workloadId, modelId, classId }: MissingNumber): string {
  const workload = scenario.workloads.find(({ id }) => id === workloadId);
  const requestClass = workload?.classes?.find(({ id }) => id === classId);
  return `${modelId} in ${workload?.name ?? workloadId}${requestClass === undefined ? '' : `, ${requestClass.name}`}`;
}

/** Says how near the plans that were costed come to each limit. */
function limitsNotMet(evaluator: Evaluator, limits: Limits, present: Outcome): Failed {
  const outcomes = [...evaluator.outcomes()].filter(
    (outcome) => isPriced(outcome, present) && outcome.changes <= (limits.maxChanges ?? Infinity),
  );
  const best: (readonly SentencePart[])[] = [];
  if (limits.minQuality !== undefined) {
    const quality = Math.max(...outcomes.map((outcome) => outcome.quality ?? 0));
    best.push([`at best ${percent(quality)} of good answers (asked for: ${percent(limits.minQuality)})`]);
  }
  if (limits.maxLatencySeconds !== undefined) {
    const wait = Math.min(...outcomes.map(({ latencySeconds }) => latencySeconds ?? Infinity));
    best.push([`a wait of at least ${secondsText(wait)} (allowed: ${secondsText(limits.maxLatencySeconds)})`]);
  }
  if (limits.maxMonthlyUsd !== undefined) {
    const usd = Math.min(...outcomes.map((outcome) => outcome.usd));
    best.push(said`at least ${{ usd }} a month (allowed: ${{ usd: limits.maxMonthlyUsd }})`);
  }
  const listed = best.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
  const reach = best.length === 0 ? [] : said` Each by itself they reach ${listed}.`;
  const parts = [`None of the ${outcomes.length} plans that were costed keeps every limit.`, ...reach];
  return failure('limits-not-met', writeSentence(parts, formatUsd), {
    nextStep: 'Loosen a limit, allow more changes, or add a lever or a model.',
    parts,
  });
}

function searchSentence(
  space: SearchSpace,
  context: Parameters<typeof isExact>[0],
  evaluated: number,
  { maxChanges, free }: OptimiseOptions,
): string {
  const count = (value: number): string =>
    value > 1e15 ? `about 10^${Math.floor(Math.log10(value))}` : value.toLocaleString('en-US');
  const combinations = combinationsOf(space);
  const open = space.decisions.filter(({ kind }) => kind !== 'held').length;
  const decisions = `${open} ${open === 1 ? 'decision' : 'decisions'}`;
  const fields = free.length === 0 ? '' : `, with ${free.length === 1 ? 'a field' : `${free.length} fields`} set free`;
  if (!isExact(context)) {
    return `${count(combinations)} combinations of ${decisions}${fields}: too many to try all. ${count(evaluated)} were costed by coordinate descent from several starts, so a better plan may exist.`;
  }
  const within = maxChanges === undefined ? 'all of them were costed' : `all within ${maxChanges} changes were costed`;
  return `${count(combinations)} combinations of ${decisions}${fields}; ${within}, so none is better.`;
}

function* notesOf(
  scenario: Scenario,
  { minQuality }: OptimiseOptions,
  present: Outcome,
  leftOut: readonly Outcome[],
): Generator<string> {
  yield 'Levers that the plan does not have are not looked at: add them with your own numbers. Numbers that are not set free are taken as facts.';
  if (minQuality === undefined)
    yield 'No lowest quality was asked for, so the cheapest plan was chosen whatever its answers are like.';
  const hasOwn = scenario.workloads.some(({ performance = [] }) =>
    performance.some(({ quality }) => quality !== undefined),
  );
  if (present.quality !== undefined && !hasOwn) {
    yield 'Quality numbers are published defaults of another task: enter your own before you rely on them.';
  }
  const unpriced = new Set(leftOut.filter((one) => !isPriced(one, present)).flatMap((one) => [...one.unpriced.keys()]));
  if (unpriced.size > 0) yield `Plans that use ${[...unpriced].join(', ')} were left out: no price is known.`;
  if (present.unpriced.size > 0) {
    yield `The cost of ${[...present.unpriced.keys()].join(', ')} is not known and left out of every plan alike, not counted as $0.`;
  }
  const unknown = new Set(leftOut.flatMap((one) => one.missing).map((one) => nameOf(scenario, one)));
  if (unknown.size > 0) yield `Plans that need a number that is not known were left out: ${[...unknown].join('; ')}.`;
}
