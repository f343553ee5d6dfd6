import { describe, expect, it } from 'vitest';
import { attributeLevers } from '#simulator';
import { seededRandom } from '#forecasting';
import { exactShapley, sampledShapley } from '../../../electron/simulator/attribution/shapley.ts';
import { largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

const cards = [largeCard, smallCard];

describe('exactShapley', () => {
  it('shares the glove game as published: 2/3 for the only left glove, 1/6 for each right one', () => {
    // Player 0 has a left glove, players 1 and 2 a right one each; a pair is worth 1.
    // Hand sum for player 0: joins second in 4 of 6 orders' positions with a partner before him: 4/6 = 2/3.
    const shares = exactShapley(3, (takesPart) => (takesPart(0) && (takesPart(1) || takesPart(2)) ? 1 : 0));
    for (const [index, expected] of [2 / 3, 1 / 6, 1 / 6].entries())
      expect(shares[index]?.value).toBeCloseTo(expected, 14);
  });

  it('gives each player his own worth where worths simply add up', () => {
    const own = [5, -2, 0, 7];
    const shares = exactShapley(4, (takesPart) =>
      own.reduce((sum, worth, player) => sum + (takesPart(player) ? worth : 0), 0),
    );
    for (const [index, worth] of own.entries()) expect(shares[index]?.value).toBeCloseTo(worth, 12);
  });

  it('has nothing to share among nobody', () => {
    expect(exactShapley(0, () => 3)).toEqual([]);
  });
});

describe('sampledShapley', () => {
  it('meets the exact values within its own error, and sums to the whole', () => {
    // Airport game: a runway as long as the largest plane needs; player i needs i + 1.
    const valueOf = (takesPart: (player: number) => boolean): number => {
      for (let player = 5; player >= 0; player -= 1) if (takesPart(player)) return player + 1;
      return 0;
    };
    const exact = exactShapley(6, valueOf);
    const sampled = sampledShapley(6, valueOf, 2000, seededRandom(1));
    for (const [index, { value, standardError }] of sampled.entries()) {
      expect(Math.abs(value - (exact[index]?.value ?? 0))).toBeLessThanOrEqual(4 * standardError + 1e-12);
    }
    expect(sampled.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(6, 9);
  });
});

describe('attributeLevers', () => {
  const scenario = scenarioOf({
    levers: [
      leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }),
      leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: 0.9 }),
      leverOf('batch', { eligibleShare: 0.4, retryShare: 0 }),
    ],
  });
  const attribution = attributeLevers(scenario, cards, seededRandom(1));
  if (!attribution.ok) throw new Error(attribution.error.message);
  const { levers, totalUsd, method } = attribution.value;

  it('sums to the change of the mean month, in order and as Shapley values', () => {
    const { summary, months } = run(scenario, cards);
    expect(method).toBe('exact');
    expect(totalUsd).toBeCloseTo(-summary.savingMonthlyUsd, 9);
    expect(levers.reduce((sum, { shapleyUsd }) => sum + shapleyUsd, 0)).toBeCloseTo(totalUsd, 9);
    for (const [index, step] of (months[0]?.waterfall ?? []).entries()) {
      expect(levers[index]?.inOrderUsd).toBeCloseTo(step.deltaUsd, 9);
    }
  });

  it('does not let the order decide: caching after trimming saves less in order than its fair share', () => {
    const [trimming, caching] = levers;
    // In order trimming takes the full price of what caching would have made cheap; the Shapley value splits that.
    expect(trimming?.inOrderUsd ?? 0).toBeLessThan(trimming?.shapleyUsd ?? 0);
    expect(caching?.shapleyUsd ?? 0).toBeLessThan(caching?.inOrderUsd ?? 0);
    const reversed = attributeLevers({ ...scenario, levers: scenario.levers.toReversed() }, cards, seededRandom(1));
    if (!reversed.ok) throw new Error(reversed.error.message);
    for (const { leverId, shapleyUsd } of reversed.value.levers) {
      expect(levers.find((lever) => lever.leverId === leverId)?.shapleyUsd).toBeCloseTo(shapleyUsd, 9);
    }
  });

  it('samples orders where there are more than 12 levers, and says so', () => {
    const many = scenarioOf({
      levers: Array.from({ length: 40 }, (_none, index) =>
        leverOf('prompt-trimming', { cuts: { system: { share: 0.02 } } }, { id: `trim-${index}` }),
      ),
    });
    const sampled = attributeLevers(many, cards, seededRandom(3));
    if (!sampled.ok) throw new Error(sampled.error.message);
    expect(sampled.value.method).toBe('sampled');
    const sum = sampled.value.levers.reduce((total, { shapleyUsd }) => total + shapleyUsd, 0);
    expect(sum).toBeCloseTo(sampled.value.totalUsd, 9);
  });
});
