import type { OptimiseOptions } from '#shared/domain/optimisation.ts';
import type { MissingNumber } from '#shared/domain/plan-performance.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { MeanMonth } from '../mean-month.ts';
import { planPerformance } from '../performance/plan-performance.ts';
import type { Plan } from '../plan.ts';
import { sampleMeanMonth } from '../sampling/sample-simulation.ts';
import { settingOf, type Choice, type SearchSpace } from './search-space.ts';

/** Samples behind a 95th percentile. */
const samples = 1000;

/** What a choice comes to. */
export interface Outcome {
  readonly choice: Choice;
  /** Mean month, USD, as the objective measures it. */
  readonly usd: number;
  /** Lowest share of good answers of a workload; undefined = not known for one of them. */
  readonly quality: number | undefined;
  /** Longest mean wait of a workload, seconds; undefined = not known for one of them. */
  readonly latencySeconds: number | undefined;
  readonly changes: number;
  /** Tokens whose price is not known, by model. */
  readonly unpriced: ReadonlyMap<string, number>;
  readonly missing: readonly MissingNumber[];
}

/** Works out what choices come to; each is worked out once. */
export interface Evaluator {
  outcomeOf(choice: Choice): Outcome;
  /** Choices worked out so far. */
  readonly evaluated: number;
  /** Every outcome so far. */
  outcomes(): Iterable<Outcome>;
}

/** Settings of a choice that differ from the plan as it is. */
export function changesOf({ decisions }: SearchSpace, choice: Choice): number {
  return decisions.reduce((sum, decision, index) => sum + settingOf(decision, choice, index).changes.length, 0);
}

/** @param month of the space's scenario, whose baseline has all levers off. */
export function createEvaluator(
  scenario: Scenario,
  space: SearchSpace,
  month: MeanMonth,
  options: Pick<OptimiseOptions, 'objective' | 'seed'>,
): Evaluator {
  const known = new Map<string, Outcome>();
  const planOf = prefixPlans(space, month.baseline);

  function evaluate(choice: Choice): Outcome {
    const plan = planOf(choice);
    const { usd, months, unpriced } = month.costOf(plan);
    const workloads = planPerformance(scenario, month.baseline, plan);
    return {
      choice,
      usd:
        options.objective === 'expected'
          ? usd
          : sampleMeanMonth(months(), { samples, seed: options.seed, correlations: scenario.correlations }).p95,
      quality: extreme(
        workloads.map(({ quality }) => quality?.value),
        Math.min,
      ),
      latencySeconds: extreme(
        workloads.map(({ latency }) => latency?.value),
        Math.max,
      ),
      changes: changesOf(space, choice),
      unpriced,
      missing: workloads.flatMap(({ missing }) => missing),
    };
  }

  return {
    outcomeOf(choice) {
      const key = choice.join(',');
      const earlier = known.get(key);
      if (earlier !== undefined) return earlier;
      const outcome = evaluate(choice);
      known.set(key, outcome);
      return outcome;
    },
    get evaluated() {
      return known.size;
    },
    outcomes: () => known.values(),
  };
}

/** Plans of choices; those of the decisions that a choice has in common with the one before are not made again. */
function prefixPlans({ decisions }: SearchSpace, baseline: Plan): (choice: Choice) => Plan {
  let last: Choice = [];
  // plans[i] is the plan before decision i.
  const plans: Plan[] = [baseline];
  return (choice) => {
    let shared = 0;
    while (shared < last.length && last[shared] === choice[shared]) shared += 1;
    plans.length = shared + 1;
    for (const [index, decision] of decisions.entries()) {
      if (index < shared) continue;
      const before = plans[index] ?? baseline;
      plans.push(settingOf(decision, choice, index).prepared?.apply(before).plan ?? before);
    }
    last = choice;
    return plans.at(-1) ?? baseline;
  };
}

function extreme(
  values: readonly (number | undefined)[],
  pick: (...values: readonly number[]) => number,
): number | undefined {
  const known = values.flatMap((value) => value ?? []);
  return known.length < values.length || known.length === 0 ? undefined : pick(...known);
}
