import type { LeverAttribution } from '#shared/domain/attribution.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import { meanMonth } from '../mean-month.ts';
import { exactShapley, mostExactPlayers, sampledShapley, type Membership } from './shapley.ts';

/** Orders drawn where there are too many levers for all of them. */
const sampledPairs = 200;

/**
 * Shares the change of the mean month among the enabled levers: in the scenario's order, and as Shapley values, where a
 * set of levers is always applied in the scenario's order. Up to 12 levers exactly, more by sampling.
 * @param random numbers in [0, 1), for sampling.
 * @returns fails as `simulate` does.
 */
export function attributeLevers(
  scenario: Scenario,
  cards: readonly PriceCard[],
  random: () => number,
): Result<LeverAttribution> {
  const prepared = meanMonth(scenario, cards);
  if (!prepared.ok) return prepared;
  const { levers, usdWith } = prepared.value;
  const usdOf = (takesPart: Membership): number => usdWith(levers.filter((_lever, index) => takesPart(index)));
  const method = levers.length <= mostExactPlayers ? 'exact' : 'sampled';
  const shares =
    method === 'exact'
      ? exactShapley(levers.length, usdOf)
      : sampledShapley(levers.length, usdOf, sampledPairs, random);
  let before = usdOf(() => false);
  const start = before;
  const shared = levers.map(({ id, name }, index) => {
    const after = usdOf((player) => player <= index);
    const inOrderUsd = after - before;
    before = after;
    const share = shares[index];
    if (share === undefined) throw new Error(`Lever ${id} has no share.`);
    return { leverId: id, leverName: name, inOrderUsd, shapleyUsd: share.value, standardErrorUsd: share.standardError };
  });
  return success({ method, levers: shared, totalUsd: before - start });
}
