import type { OptimiseProgress } from '#shared/domain/optimisation.ts';
import { changesOf, type Evaluator, type Outcome } from './evaluator.ts';
import { compareOutcomes, type Limits } from './limits.ts';
import { combinationsOf, type Choice, type SearchSpace } from './search-space.ts';

/** Choices between two reports of progress. */
const stride = 20;
/** Random starts of the heuristic, after the plan as it is and the plan without levers. */
const restarts = 12;

/** What a search works with. */
export interface Search {
  readonly space: SearchSpace;
  readonly evaluator: Evaluator;
  readonly limits: Limits;
  /** The plan as it is. */
  readonly present: Outcome;
  /** Numbers in [0, 1), for the heuristic. */
  readonly random: () => number;
  /** Combinations up to which all are tried, and the most that the heuristic costs. */
  readonly most: number;
}

/** True when every combination is tried. */
export function isExact({ space, most }: Pick<Search, 'space' | 'most'>): boolean {
  return combinationsOf(space) <= most;
}

/**
 * Finds the best outcome. Where there are few enough combinations, all that keep the limit on changes are costed, so that
 * none is better. Otherwise coordinate descent: from the plan as it is, from the plan without levers and from random
 * plans, one decision at a time is set to the best of its settings, then two at a time, until nothing is better or the
 * most combinations have been costed.
 * @yields how far the search is.
 */
export function* search(context: Search): Generator<OptimiseProgress, Outcome> {
  return yield* isExact(context) ? tryAll(context) : descend(context);
}

function* tryAll({ space, evaluator, limits, present }: Search): Generator<OptimiseProgress, Outcome> {
  const total = combinationsOf(space);
  const sizes = space.decisions.map(({ settings }) => settings.length);
  const choice = sizes.map(() => 0);
  let best = present;
  for (let done = 0; done < total; done += 1) {
    if (changesOf(space, choice) <= (limits.maxChanges ?? Infinity)) {
      const outcome = evaluator.outcomeOf([...choice]);
      if (compareOutcomes(outcome, best, limits, present) < 0) best = outcome;
    }
    if (done % stride === 0) yield { done, total };
    next(choice, sizes);
  }
  return best;
}

/** Counts on: the last decision changes fastest, so that the plans of the first ones are kept. */
function next(choice: number[], sizes: readonly number[]): void {
  for (let index = choice.length - 1; index >= 0; index -= 1) {
    const value = (choice[index] ?? 0) + 1;
    if (value < (sizes[index] ?? 0)) {
      choice[index] = value;
      return;
    }
    choice[index] = 0;
  }
}

function* descend(context: Search): Generator<OptimiseProgress, Outcome> {
  const { space, evaluator, limits, present, random, most } = context;
  let best = present;
  for (let start = 0; start < restarts + 2 && evaluator.evaluated < most; start += 1) {
    const from = startOf(space, start, random);
    const found = yield* descendFrom(context, evaluator.outcomeOf(from));
    if (compareOutcomes(found, best, limits, present) < 0) best = found;
  }
  return best;
}

function startOf({ decisions }: SearchSpace, start: number, random: () => number): Choice {
  if (start === 0) return decisions.map(({ current }) => current);
  if (start === 1) return decisions.map(() => 0);
  return decisions.map(({ settings }) => Math.floor(random() * settings.length));
}

function* descendFrom(context: Search, start: Outcome): Generator<OptimiseProgress, Outcome> {
  const { space, evaluator, limits, present, most } = context;
  const { decisions } = space;
  let best = start;
  let asked = 0;

  /**
   * Keeps a neighbour that is better.
   * @yields how far the search is.
   */
  function* tryChange(changes: readonly (readonly [number, number])[]): Generator<OptimiseProgress, boolean> {
    if (evaluator.evaluated >= most) return false;
    const choice = [...best.choice];
    for (const [index, setting] of changes) choice[index] = setting;
    asked += 1;
    if (asked % stride === 0) yield { done: Math.min(evaluator.evaluated, most), total: most };
    const outcome = evaluator.outcomeOf(choice);
    if (compareOutcomes(outcome, best, limits, present) >= 0) return false;
    best = outcome;
    return true;
  }

  for (let improved = true; improved;) {
    improved = false;
    for (const [index, { settings }] of decisions.entries()) {
      for (const setting of settings.keys()) improved = (yield* tryChange([[index, setting]])) || improved;
    }
    if (improved) continue;
    for (const [first, { settings: ofFirst }] of decisions.entries()) {
      for (const [second, { settings: ofSecond }] of decisions.entries()) {
        if (second <= first) continue;
        for (const one of ofFirst.keys()) {
          for (const other of ofSecond.keys()) {
            const isBetter = yield* tryChange([
              [first, one],
              [second, other],
            ]);
            improved ||= isBetter;
          }
        }
      }
    }
  }
  return best;
}
