import { describe, expect, it } from 'vitest';
import { optimiseOptionsSchema, type Optimisation } from '#shared/domain/optimisation.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { optimiseAtOnce } from '#simulator';
import { cardOf, leverOf, scenarioOf, type LeverInput, type WorkloadInput } from '../unit/simulator/builders.ts';

/**
 * FrugalGPT (arXiv 2305.05176), rerun of 2024 in its repository, as gathered in models.md 4.2. It publishes accuracy and
 * dollars per query of whole cascades, not of their stages: the acceptance and false accepts below are solved from those
 * totals for one stage before the call's own model, with the hand sums written out. A query is 1,000 tokens here, so
 * that a rate of $x per million is $x ÷ 1,000 per query; 1,000 queries a day for 30 days make 30,000 a month.
 */
const queries = 30_000;

function perQuery(modelId: string, usd: number): PriceCard {
  return cardOf(modelId, { input: usd * 1000 });
}

function planOf(model: string, levers: LeverInput[], performance: WorkloadInput['performance']): Scenario {
  const scenario = scenarioOf({
    call: { models: [{ model, share: 1 }], prompt: { user: 1000 }, answer: {} },
    levers,
  });
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({ ...workload, ...(performance && { performance }) })),
  };
}

function best(
  scenario: Scenario,
  cards: readonly PriceCard[],
  asked: Parameters<typeof optimiseOptionsSchema.parse>[0],
): Optimisation {
  const result = optimiseAtOnce(scenario, cards, optimiseOptionsSchema.parse(asked));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('FrugalGPT, OVERRULING: the cascade 0.9593 at $4.53e-4, gpt-4o-mini alone 0.9574 at $4.37e-5', () => {
  // One stage that accepts 90 %: c + 0.1 × 4.37e-5 = 4.53e-4, so c = 4.4863e-4;
  // 0.9 × (1 − f) + 0.1 × 0.9574 = 0.9593, so f = 1 − 0.86356 ÷ 0.9 = 0.0404889.
  const cards = [perQuery('openai/gpt-4o-mini', 4.37e-5), perQuery('frugal/stages', 4.4863e-4)];
  const cascade = leverOf('cascade', { model: 'frugal/stages', acceptRate: 0.9, falseAcceptShare: 1 - 0.86356 / 0.9 });
  const plan = planOf('openai/gpt-4o-mini', [cascade], [{ model: 'openai/gpt-4o-mini', quality: 0.9574 }]);

  it('the optimiser says don’t: 10.4 times the cost for 0.2 points', () => {
    const { current, recommended, verdicts, changes } = best(plan, cards, {});
    expect(current.usd / queries).toBeCloseTo(4.53e-4, 12);
    expect(current.quality).toBeCloseTo(0.9593, 9);
    expect(recommended.usd / queries).toBeCloseTo(4.37e-5, 12);
    expect(recommended.quality).toBeCloseTo(0.9574, 9);
    expect(changes).toMatchObject([{ subject: 'Cascade', from: 'on', to: 'off' }]);
    expect(verdicts[0]?.verdict).toBe('dont');
    // 30,000 × (4.53e-4 − 4.37e-5) = $12.279.
    expect(verdicts[0]?.companyUsd).toBeCloseTo(-12.279, 9);
    expect(verdicts[0]?.costTimes).toBeCloseTo(10.366, 3);
    expect(verdicts[0]?.sentence).toBe(
      'Don’t use Cascade: beside the rest of the plan it costs $12.28 a month more, 10.4 times the cost, for 0.2 percentage points more good answers (alone it costs $12.28 more).',
    );
  });

  it('the cascade stands on the frontier all the same, and is kept where 95.8 % are asked for', () => {
    const { frontier, verdicts, recommended } = best(plan, cards, { minQuality: 0.958 });
    expect(frontier.map(({ quality }) => quality)).toEqual([expect.closeTo(0.9574, 9), expect.closeTo(0.9593, 9)]);
    expect(recommended.usd / queries).toBeCloseTo(4.53e-4, 12);
    expect(verdicts[0]?.verdict).toBe('needed');
    expect(verdicts[0]?.sentence).toContain('95.74 % of good answers instead of 95.8 %');
  });
});

describe('FrugalGPT, HEADLINES: the cascade 0.8698 at $0.000192122, gpt-4-turbo 0.8558 at $0.003330555', () => {
  // gpt-4o-mini first, $3.313e-5: escalated (0.000192122 − 0.00003313) ÷ 0.003330555 = 0.04773739;
  // (1 − e)(1 − f) + e × 0.8558 = 0.8698.
  const escalated = (0.000192122 - 3.313e-5) / 0.003330555;
  const falseAcceptShare = 1 - (0.8698 - escalated * 0.8558) / (1 - escalated);
  const cards = [perQuery('openai/gpt-4-turbo', 0.003330555), perQuery('openai/gpt-4o-mini', 3.313e-5)];
  const cascade = leverOf('cascade', { model: 'openai/gpt-4o-mini', acceptRate: 1 - escalated, falseAcceptShare });
  const plan = planOf('openai/gpt-4-turbo', [{ ...cascade, enabled: false }], undefined);

  it('the cascade wins against gpt-4-turbo: 94.23 % saved and 1.4 points more', () => {
    // The shares are the published defaults: the workload has none of its own.
    const { baseline, recommended, verdicts, notes } = best(plan, cards, { minQuality: 0.8558 });
    expect(baseline.quality).toBeCloseTo(0.8558, 9);
    expect(recommended.usd / queries).toBeCloseTo(0.000192122, 12);
    expect((100 * (baseline.usd - recommended.usd)) / baseline.usd).toBeCloseTo(94.23, 2);
    expect(100 * ((recommended.quality ?? 0) - (baseline.quality ?? 0))).toBeCloseTo(1.4, 9);
    expect(verdicts[0]?.verdict).toBe('use');
    expect(notes.join(' ')).toContain('published defaults of another task');
  });

  it('also where gpt-4o-mini may take over: alone it is cheaper, but not as good', () => {
    const models = ['openai/gpt-4o-mini'];
    const asGood = best(plan, cards, { minQuality: 0.8558, models });
    expect(asGood.recommended.usd / queries).toBeCloseTo(0.000192122, 12);
    const cheapest = best(plan, cards, { models });
    expect(cheapest.recommended.usd / queries).toBeCloseTo(3.313e-5, 12);
    expect(cheapest.recommended.quality).toBeCloseTo(0.8478, 9);
  });
});
