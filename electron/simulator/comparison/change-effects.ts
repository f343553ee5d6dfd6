import type { InputChange } from '#shared/domain/plan-comparison.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { simulate } from '../simulate.ts';
import { changeShareOf, describeValue } from './describe-value.ts';
import { changesBetween, pathText, withChange, type Change } from './scenario-document.ts';

/** What differs between two scenarios, and what of their costs no single attribute explains. */
export interface ChangeEffects {
  readonly changes: readonly InputChange[];
  /** USD of the mean month. */
  readonly otherUsd: number;
}

/**
 * Turns one scenario into another, one attribute after the other in the order of the file, and says what each step does to
 * the mean month with levers applied. A state in between that is no valid scenario (shares that do not sum to 1 yet) has
 * no cost of its own: the next valid one carries the effect of both. Effects and `otherUsd` sum to `toUsd − fromUsd`.
 */
export function changeEffects(
  from: { readonly scenario: Scenario; readonly usd: number },
  to: { readonly scenario: Scenario; readonly usd: number },
  cards: readonly PriceCard[],
): ChangeEffects {
  let tree: unknown = from.scenario;
  let usd = from.usd;
  const changes = changesBetween(from.scenario, to.scenario).map((change) => {
    tree = withChange(tree, change, to.scenario);
    const after = costOf(tree, cards);
    const effectUsd = after === undefined ? null : after - usd;
    usd = after ?? usd;
    return { ...describe(change), effectUsd };
  });
  return { changes, otherUsd: to.usd - usd };
}

function costOf(tree: unknown, cards: readonly PriceCard[]): number | undefined {
  const parsed = scenarioSchema.safeParse(tree);
  if (!parsed.success) return undefined;
  const result = simulate(parsed.data, cards);
  return result.ok ? result.value.summary.optimizedMonthlyUsd : undefined;
}

function describe({ steps, from, to }: Change): Omit<InputChange, 'effectUsd'> {
  return {
    path: pathText(steps),
    marker: from === undefined ? '+' : to === undefined ? '-' : '~',
    from: from === undefined ? null : describeValue(from),
    to: to === undefined ? null : describeValue(to),
    changeShare: changeShareOf(from, to),
  };
}
