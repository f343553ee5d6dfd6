import { describe, expect, it } from 'vitest';
import { writeSentence } from '#shared/domain/sentence.ts';
import { optimiseOptionsSchema, type Optimisation } from '#shared/domain/optimisation.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { optimise, optimiseAtOnce, sampleSimulation } from '#simulator';
import { largeCard, leverOf, run, scenarioOf, smallCard, type LeverInput, type WorkloadInput } from '../builders.ts';

const cards = [largeCard, smallCard];
type Numbers = NonNullable<WorkloadInput['performance']>;
const numbers: Numbers = [
  { model: 'maker/large', quality: 0.9, latency: { firstTokenSeconds: 1, tokensPerSecond: 100 } },
  { model: 'other/small', quality: 0.7, latency: { firstTokenSeconds: 0.5, tokensPerSecond: 400 } },
];

function planOf(levers: LeverInput[], performance: Numbers = []): Scenario {
  const scenario = scenarioOf({ levers });
  return { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, performance })) };
}

type Asked = Parameters<typeof optimiseOptionsSchema.parse>[0];

function best(scenario: Scenario, asked: Asked = {}, most?: number): Optimisation {
  const result = optimiseAtOnce(scenario, cards, optimiseOptionsSchema.parse(asked), most);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function failureOf(scenario: Scenario, asked: Asked): string {
  const result = optimiseAtOnce(scenario, cards, optimiseOptionsSchema.parse(asked));
  if (result.ok) throw new Error('It should have failed.');
  return `${result.error.code} ${result.error.at?.path ?? ''} ${result.error.message}`;
}

const shorter = leverOf('response-length', { outputShare: 0.5 });
/** A lookup dearer than what the hits save: 5 % of $0.009 is $0.00045, a lookup $0.001. */
const dearCache = leverOf('response-cache', { hitRate: 0.05, lookupUsd: 0.001 });

describe('optimise', () => {
  it('switches on what saves and off what loses, and says what each change is worth', () => {
    const { recommended, current, changes, scenario, verdicts, search } = best(
      planOf([{ ...shorter, enabled: false }, dearCache]),
    );
    // 30,000 requests: $0.006 in + $0.003 out; the cache adds $30 − 5 % of $270; half of the output is $45.
    expect(current.usd).toBeCloseTo(270 * 0.95 + 30, 9);
    expect(recommended.usd).toBeCloseTo(225, 9);
    expect(changes).toMatchObject([
      { subject: 'Shorter answers', attribute: 'on or off', from: 'off', to: 'on' },
      { subject: 'Exact response cache', attribute: 'on or off', from: 'on', to: 'off' },
    ]);
    // Without shorter answers $270; with the cache back $225 × 0.95 + $30 = $243.75.
    expect(changes.map(({ savingUsd }) => savingUsd)).toEqual([expect.closeTo(45, 9), expect.closeTo(18.75, 9)]);
    expect(scenario.levers.map(({ enabled }) => enabled)).toEqual([true, false]);
    expect(run(scenario).summary.optimizedMonthlyUsd).toBeCloseTo(recommended.usd, 9);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['use', 'dont']);
    expect(search).toMatchObject({ method: 'exact', combinations: 4, evaluated: 4 });
  });

  it('says don’t with what the lever loses alone and beside the others, and where it would pay', () => {
    const [, verdict] = best(planOf([shorter, dearCache])).verdicts;
    // Alone: 5 % of $270 saved, $30 for lookups.
    expect(verdict?.aloneUsd).toBeCloseTo(-16.5, 9);
    expect(verdict?.companyUsd).toBeCloseTo(-18.75, 9);
    expect(verdict?.sentence).toBe(
      'Don’t use Exact response cache: beside the rest of the plan it costs $18.75 a month more (alone it costs $16.50 more).',
    );
    // It pays above $30 ÷ $225 = 13.33 % hits, or below 5 % of $0.0075 a lookup.
    expect(verdict?.breakEvens.join(' ')).toMatch(/cache hit rate is above 13\.33 %.*lookup is below 0\.000375/);
  });

  it('leaves a lever that is held as it is, on or off, in every plan', () => {
    const plan = planOf([{ ...shorter, enabled: false }, dearCache]);
    const { baseline, recommended, changes, verdicts, search, scenario } = best(plan, { held: [dearCache.id] });
    // $30 for lookups and 95 % of $270, then of $225.
    expect(baseline.usd).toBeCloseTo(270 * 0.95 + 30, 9);
    expect(recommended.usd).toBeCloseTo(225 * 0.95 + 30, 9);
    expect(changes.map(({ subject }) => subject)).toEqual(['Shorter answers']);
    expect(verdicts.map(({ leverId }) => leverId)).toEqual([shorter.id]);
    expect(search.sentence).toMatch(/^2 combinations of 1 decision;/);
    expect(scenario.levers).toMatchObject([
      { id: shorter.id, enabled: true },
      { id: dearCache.id, enabled: true },
    ]);
    expect(best(plan, { held: [shorter.id] }).recommended.usd).toBeCloseTo(270, 9);
    expect(failureOf(plan, { held: ['nothing'] })).toBe("invalid-input held[0] The plan has no lever 'nothing'.");
  });

  it('keeps the amounts of a verdict as numbers, for another currency', () => {
    const [, verdict] = best(planOf([shorter, dearCache])).verdicts;
    expect(writeSentence(verdict?.parts ?? [], (usd) => `€${(usd / 2).toFixed(3)}`)).toBe(
      'Don’t use Exact response cache: beside the rest of the plan it costs €9.375 a month more (alone it costs €8.250 more).',
    );
  });

  it('chooses a model that the user knows the quality of, within the limit on quality', () => {
    const free = best(planOf([], numbers));
    expect(free.recommended.quality).toBeCloseTo(0.7, 12);
    expect(free.changes).toMatchObject([{ attribute: 'model', from: 'maker/large', to: 'other/small' }]);
    expect(run(free.scenario).summary.optimizedMonthlyUsd).toBeCloseTo(free.recommended.usd, 9);
    // Baseline and optimized stay apart: the call keeps its own model.
    expect(run(free.scenario).summary.baselineMonthlyUsd).toBeCloseTo(270, 9);
    const held = best(planOf([], numbers), { minQuality: 0.85 });
    expect(held.recommended.usd).toBeCloseTo(270, 9);
    expect(held.frontier.map(({ quality }) => quality)).toEqual([0.7, 0.9]);
  });

  it('takes the cascade when only it keeps the limit on quality', () => {
    const cascade = leverOf('cascade', { model: 'other/small', acceptRate: 0.6, falseAcceptShare: 0.05 });
    const plan = planOf([cascade], numbers);
    const { recommended, verdicts } = best(plan, { minQuality: 0.92 });
    // 0.6 × 0.95 + 0.4 × 0.9 = 0.93, the only plan above 0.92; $27 + 40 % of $270.
    expect(recommended.quality).toBeCloseTo(0.93, 12);
    expect(recommended.usd).toBeCloseTo(135, 9);
    expect(verdicts[0]?.verdict).toBe('use');
    const onSmall = best(plan);
    expect(onSmall.recommended.usd).toBeCloseTo(27, 9);
  });

  it('counts changes: one, when only one is allowed', () => {
    const plan = planOf([
      { ...shorter, enabled: false },
      { ...leverOf('batch', { eligibleShare: 0.9 }), enabled: false },
    ]);
    const one = best(plan, { maxChanges: 1 });
    expect(one.changes).toHaveLength(1);
    // Batches halve 90 % of $270, less 2 % sent again… the larger saving of the two.
    expect(one.changes[0]?.subject).toBe('Batch API');
    expect(one.verdicts.find(({ leverId }) => leverId === 'response-length')).toMatchObject({ verdict: 'held' });
    expect(best(plan, { maxChanges: 0 }).recommended.usd).toBeCloseTo(270, 9);
  });

  it('varies only the fields that are set free, at the values given', () => {
    const plan = planOf([leverOf('response-length', { outputShare: 0.2 })]);
    const { changes, scenario, search } = best(plan, {
      free: [{ lever: 'response-length', field: 'outputShare', values: [0.1, 0.2, 0.4] }],
    });
    expect(changes).toMatchObject([{ attribute: 'Output saved', from: '20 %', to: '40 %' }]);
    expect(changes[0]?.savingUsd).toBeCloseTo(18, 9);
    expect(scenario.levers[0]?.parameters).toMatchObject({ outputShare: 0.4 });
    expect(search.combinations).toBe(4);
  });

  it('minimises the 95th percentile when asked to, as Monte Carlo over the plan gives it', () => {
    const plan = planOf([{ ...shorter, enabled: false }]);
    const uncertain: Scenario = {
      ...plan,
      workloads: plan.workloads.map((workload) => ({
        ...workload,
        traffic: { requestsPerDay: { kind: 'uniform', low: 500, high: 1500 } },
      })),
    };
    const { recommended, scenario } = best(uncertain, { objective: 'p95', seed: 7 });
    const sampled = sampleSimulation(run(scenario), { samples: 1000, seed: 7 });
    expect(recommended.usd).toBeCloseTo(sampled.monthly.optimizedUsd.p95, 9);
    expect(recommended.usd).toBeGreaterThan(300);
  });

  it('refuses a limit on a number that it does not know, and says what to enter', () => {
    expect(failureOf(planOf([shorter]), { minQuality: 0.9 })).toBe(
      'quality-unknown workloads[0].performance A limit on quality needs to know how good the answers are: nothing is given for maker/large in Support.',
    );
    expect(failureOf(planOf([shorter], [{ model: 'maker/large', quality: 0.9 }]), { maxLatencySeconds: 3 })).toMatch(
      /^latency-unknown workloads\[0\]\.performance .*maker\/large in Support/,
    );
  });

  it('says how near it comes when no plan keeps the limits', () => {
    expect(failureOf(planOf([shorter], numbers), { minQuality: 0.95, maxMonthlyUsd: 10 })).toMatch(
      /^limits-not-met {2}None of the 4 plans .* at best 90 % of good answers \(asked for: 95 %\), at least \$22\.50 a month \(allowed: \$10\.00\)/,
    );
  });

  it('never takes a model without a price for a cheap one', () => {
    const { recommended, notes, search } = best(planOf([], [...numbers, { model: 'nobody/knows', quality: 0.99 }]), {
      minQuality: 0.85,
    });
    expect(recommended.usd).toBeCloseTo(270, 9);
    expect(search.leftOut).toBe(1);
    expect(notes.join(' ')).toContain('Plans that use nobody/knows were left out: no price is known.');
  });

  it('refuses a free field or lever that there is not', () => {
    const plan = planOf([shorter]);
    expect(failureOf(plan, { free: [{ lever: 'cache', field: 'hitRate', values: [0.1] }] })).toMatch(
      /no lever 'cache'/,
    );
    expect(failureOf(plan, { free: [{ lever: 'response-length', field: 'speed', values: [1] }] })).toMatch(
      /no field 'speed'/,
    );
    expect(failureOf(plan, { free: [{ lever: 'response-length', field: 'outputShare', values: [2] }] })).toMatch(
      /invalid-scenario lever 'response-length'\.parameters\.outputShare/,
    );
  });

  it('can be stopped between any two steps, and tells how far it is', () => {
    const steps = optimise(planOf([shorter, dearCache]), cards, optimiseOptionsSchema.parse({}));
    expect(steps.next()).toEqual({ done: false, value: { done: 0, total: 4 } });
    expect(steps.return(undefined as never).done).toBe(true);
  });

  it('searches a space that is too large to try all, says so, and finds the best of a separable one', () => {
    const levers = Array.from({ length: 12 }, (_none, index) =>
      leverOf('response-length', { outputShare: 0.1 }, { id: `cut-${index}`, enabled: index % 2 === 0 }),
    );
    const { recommended, search } = best(planOf([...levers, dearCache]), {}, 500);
    expect(search).toMatchObject({ method: 'heuristic', combinations: 8192 });
    expect(search.evaluated).toBeLessThanOrEqual(501);
    expect(search.sentence).toContain('a better plan may exist');
    expect(recommended.usd).toBeCloseTo(180 + 90 * 0.9 ** 12, 9);
  });

  it('leaves the plan as it was', () => {
    const plan = planOf([shorter, dearCache], numbers);
    const before = JSON.stringify(plan);
    best(plan);
    expect(JSON.stringify(plan)).toBe(before);
  });
});
