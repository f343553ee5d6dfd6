import type { Scenario } from '#shared/domain/scenario.ts';
import type { BreakEven, Outcome } from '#shared/domain/sensitivity.ts';
import { leverDefinition } from '../levers/registry.ts';
import { indexIn, type ScenarioInput } from './scenario-inputs.ts';
import { withValue } from './with-value.ts';

/** Steps in which an input's range is searched for a change of sign; between two of them the saving is taken as smooth. */
const searchSteps = 40;
/** Halvings of a step: 50 leave nothing of a float64. */
const halvings = 50;
/** How far above its value an amount without an upper bound is searched. */
const searchedMultiple = 10;

/** What a changed scenario costs; undefined for one that is not valid. */
export type OutcomeOf = (changed: Scenario) => Outcome | undefined;

/** What breaks even at an input's value. */
interface Subject {
  readonly name: string;
  /** What it saves in a scenario, USD per month; NaN for one that is not valid. */
  readonly savingOf: (scenario: Scenario) => number;
}

/**
 * The values of single inputs at which a saving turns into a loss: for a lever's own numbers the lever against leaving
 * it off, for all others the levers together against the baseline. Shares are searched from 0 to 1, amounts from 0 to
 * ten times their value.
 */
export function findBreakEvens(
  scenario: Scenario,
  inputs: readonly ScenarioInput[],
  outcomeOf: OutcomeOf,
): readonly BreakEven[] {
  if (!scenario.levers.some(({ enabled }) => enabled)) return [];
  return inputs.flatMap((input) => {
    const subject = subjectOf(scenario, input, outcomeOf);
    const savingAt = (value: number): number => subject.savingOf(withValue(scenario, input.path, value));
    const high = input.unit === 'share' ? 1 : searchedMultiple * input.value;
    return crossings(savingAt, high).map(({ at, savesWhen }) => describe(input, subject, at, savesWhen));
  });
}

function subjectOf(scenario: Scenario, { path }: ScenarioInput, outcomeOf: OutcomeOf): Subject {
  const index = indexIn(path, 'levers');
  const lever = scenario.levers[index];
  if (lever === undefined)
    return { name: 'The levers together', savingOf: (changed) => outcomeOf(changed)?.savingUsd ?? Number.NaN };
  return {
    name: lever.name ?? leverDefinition(lever.kind)?.name ?? lever.kind,
    savingOf: (changed) => {
      const levers = changed.levers.map((one, at) => (at === index ? { ...one, enabled: false } : one));
      const [without, withIt] = [outcomeOf({ ...changed, levers }), outcomeOf(changed)];
      return without === undefined || withIt === undefined ? Number.NaN : without.optimizedUsd - withIt.optimizedUsd;
    },
  };
}

interface Crossing {
  readonly at: number;
  readonly savesWhen: BreakEven['savesWhen'];
}

function crossings(savingAt: (value: number) => number, high: number): readonly Crossing[] {
  const found: Crossing[] = [];
  let left = { value: 0, saving: savingAt(0) };
  for (let step = 1; step <= searchSteps; step += 1) {
    const value = (high * step) / searchSteps;
    const right = { value, saving: savingAt(value) };
    // A saving of 0 at an end is a lever that does nothing there, not a turn.
    if (left.saving * right.saving < 0) {
      const savesWhen = right.saving > 0 ? 'above' : 'below';
      found.push({ at: bisect(savingAt, left.value, right.value, left.saving > 0), savesWhen });
    }
    left = right;
  }
  return found;
}

function bisect(savingAt: (value: number) => number, from: number, to: number, savesAtFrom: boolean): number {
  let [low, high] = [from, to];
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (low + high) / 2;
    if (savingAt(middle) > 0 === savesAtFrom) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function describe(
  { path, label, unit, value }: ScenarioInput,
  subject: Subject,
  breakEven: number,
  savesWhen: BreakEven['savesWhen'],
): BreakEven {
  const amount = unit === 'share' ? `${(breakEven * 100).toFixed(2)} %` : amountText(breakEven);
  const ownName = label.startsWith(`${subject.name}: `) ? label.slice(subject.name.length + 2) : label;
  const pays = subject.name.endsWith('together') ? 'pay' : 'pays';
  const sentence = `${subject.name} ${pays} when ${inSentence(ownName)} is ${savesWhen} ${amount}.`;
  return { path, label, unit, value, subject: subject.name, breakEven, savesWhen, sentence };
}

/** A name inside a sentence: small initial, unless it is an abbreviation. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

function amountText(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 });
}
