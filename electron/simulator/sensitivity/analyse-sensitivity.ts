import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Outcome, Sensitivity, Swing } from '#shared/domain/sensitivity.ts';
import { success, type Result } from '#shared/result.ts';
import { quantileFunction } from '../sampling/quantity-samples.ts';
import { meanMonth } from '../mean-month.ts';
import { simulate } from '../simulate.ts';
import { findBreakEvens, type OutcomeOf } from './break-even.ts';
import { scenarioInputs, type ScenarioInput } from './scenario-inputs.ts';
import { withValue } from './with-value.ts';

/** How far a plain number is moved, as a part of itself: it has no range of its own. */
const assumedSwing = 0.1;

/**
 * How far each input of a scenario moves the mean month when all others stay, and at which values levers break even.
 * Every point is evaluated on its own, so that price tiers and cache minimums are decided anew.
 * @returns fails as `simulate` does.
 */
export function analyseSensitivity(scenario: Scenario, cards: readonly PriceCard[]): Result<Sensitivity> {
  const result = simulate(scenario, cards);
  if (!result.ok) return result;
  const inputs = scenarioInputs(scenario, result.value);
  const outcomeOf: OutcomeOf = (changed) => {
    const month = meanMonth(changed, cards);
    if (!month.ok) return undefined;
    const { levers, usdWith } = month.value;
    const [baselineUsd, optimizedUsd] = [usdWith([]), usdWith(levers)];
    return { baselineUsd, optimizedUsd, savingUsd: baselineUsd - optimizedUsd };
  };
  const { baselineMonthlyUsd, optimizedMonthlyUsd, savingMonthlyUsd } = result.value.summary;
  const swings = inputs.map((input) => swingOf(scenario, input, outcomeOf));
  return success({
    outcome: { baselineUsd: baselineMonthlyUsd, optimizedUsd: optimizedMonthlyUsd, savingUsd: savingMonthlyUsd },
    swings: swings.toSorted((left, right) => right.swingUsd - left.swingUsd),
    breakEvens: [...findBreakEvens(scenario, inputs, outcomeOf)],
  });
}

function swingOf(scenario: Scenario, input: ScenarioInput, outcomeOf: OutcomeOf): Swing {
  const { path, label, unit, value } = input;
  const { low, high, range } = boundsOf(input);
  const atLow = outcomeAt(low);
  const atHigh = outcomeAt(high);
  const swingUsd = Math.abs(atHigh.outcome.optimizedUsd - atLow.outcome.optimizedUsd);
  return {
    path,
    label,
    unit,
    value,
    low: atLow.value,
    high: atHigh.value,
    range,
    atLow: atLow.outcome,
    atHigh: atHigh.outcome,
    swingUsd,
  };

  /** A bound that the scenario does not allow, as shares that would sum to more than 1, is the value itself. */
  function outcomeAt(bound: number): { readonly value: number; readonly outcome: Outcome } {
    const outcome = outcomeOf(withValue(scenario, path, bound));
    if (outcome !== undefined) return { value: bound, outcome };
    const unchanged = outcomeOf(scenario);
    if (unchanged === undefined) throw new Error('The scenario was simulated before.');
    return { value, outcome: unchanged };
  }
}

function boundsOf({ value, unit, distribution }: ScenarioInput): Pick<Swing, 'low' | 'high' | 'range'> {
  if (distribution !== undefined) {
    const quantile = quantileFunction(distribution);
    return { low: quantile(0.1), high: quantile(0.9), range: 'distribution' };
  }
  const [less, more] = [value * (1 - assumedSwing), value * (1 + assumedSwing)];
  // Of a shrinking cost the growth is negative: a tenth more of it is the lower bound.
  const high = Math.max(less, more);
  return { low: Math.min(less, more), high: unit === 'share' ? Math.min(1, high) : high, range: 'assumed' };
}
