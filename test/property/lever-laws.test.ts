import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { attributeLevers, leverDefinitions, recompute, seededUniforms } from '#simulator';
import { run, scenarioOf, type LeverInput } from '../unit/simulator/builders.ts';
import { leverCases, type LeverCase } from './lever-cases.ts';
import { leverCards, leversOf, scenarioWith } from './lever-scenarios.ts';

/*
 * The laws of the simulator over every lever of the registry. `lever-cases.ts` says for which a law does not hold, and why;
 * such a lever is left out of that law alone.
 */

const kinds = leverDefinitions.map(({ kind }) => kind);
const rounding = 1e-9;
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** Kinds for which a law holds: those that give no reason against it. */
function kindsWhere(reasonAgainst: (known: LeverCase) => string | undefined): readonly string[] {
  return kinds.filter((kind) => {
    const known = leverCases[kind];
    return known !== undefined && reasonAgainst(known) === undefined;
  });
}

/** A scenario with up to four levers of some kinds, in any order. */
function scenariosOf(from: readonly string[], minLength = 0): fc.Arbitrary<Scenario> {
  return fc
    .shuffledSubarray([...from], { minLength, maxLength: 4 })
    .chain(leversOf)
    .chain((levers) => scenarioWith(levers));
}

function scenarioOfKind(kind: string): fc.Arbitrary<Scenario> {
  return leversOf([kind]).chain((levers) => scenarioWith(levers));
}

function withLevers(scenario: Scenario, levers: readonly LeverInput[]): Scenario {
  return { ...scenario, levers: scenarioOf({ levers: [...levers] }).levers };
}

/** USD of all months, before and after the levers. */
function totals(scenario: Scenario, cards: readonly PriceCard[] = leverCards): { baseline: number; optimized: number } {
  const { summary } = run(scenario, cards);
  return { baseline: summary.baselineTotalUsd, optimized: summary.optimizedTotalUsd };
}

/** How far two amounts are apart, as a part of the larger; amounts below a dollar as if of one dollar. */
function gap(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(1, Math.abs(actual), Math.abs(expected));
}

describe('the cases of the levers', () => {
  it('are those of the registry: a new lever needs one', () => {
    expect(Object.keys(leverCases).sort()).toEqual([...kinds].sort());
  });
});

describe.each(kinds)('the lever %s', (kind) => {
  it('changes a cost with some settings, and its formula gives its figure', () => {
    let changed = 0;
    fc.assert(
      fc.property(scenarioOfKind(kind), (scenario) => {
        for (const { baseline, optimized } of run(scenario, leverCards).months) {
          expect(recompute(optimized.expression)).toBe(optimized.usd);
          if (gap(optimized.usd, baseline.usd) > rounding) changed += 1;
        }
      }),
      { numRuns: 30 },
    );
    expect(changed).toBeGreaterThan(0);
  });

  it('gives the baseline when it is off', () => {
    fc.assert(
      fc.property(scenarioOfKind(kind), (scenario) => {
        const off = { ...scenario, levers: scenario.levers.map((lever) => ({ ...lever, enabled: false })) };
        for (const { baseline, optimized } of run(off, leverCards).months) expect(optimized).toEqual(baseline);
      }),
      { numRuns: 10 },
    );
  });

  it('saves more the further its knob is turned', () => {
    const knob = leverCases[kind]?.knob;
    if (knob === undefined) throw new Error('Every lever has a knob.');
    let moved = 0;
    fc.assert(
      fc.property(scenarioWith([knob(0)]), share, share, (scenario, left, right) => {
        const less = totals(withLevers(scenario, [knob(Math.min(left, right))])).optimized;
        const more = totals(withLevers(scenario, [knob(Math.max(left, right))])).optimized;
        expect(more).toBeLessThanOrEqual(less * (1 + rounding) + rounding);
        if (gap(more, less) > rounding) moved += 1;
      }),
      { numRuns: 30 },
    );
    expect(moved).toBeGreaterThan(0);
  });

  const idle = leverCases[kind]?.idle ?? [];
  if ('reason' in idle) {
    it(`has no settings that change nothing: ${idle.reason}`, () => {
      fc.assert(
        fc.property(scenarioWith([]), (scenario) => {
          const { baseline, optimized } = totals(withLevers(scenario, [idle.nearest]));
          expect(optimized).toBeGreaterThan(baseline);
        }),
        { numRuns: 10 },
      );
    });
  } else {
    it('changes nothing when it is set to nothing', () => {
      fc.assert(
        fc.property(fc.constantFrom(...idle), scenarioWith([]), (lever, scenario) => {
          const { baseline, optimized } = totals(withLevers(scenario, [lever]));
          expect(gap(optimized, baseline)).toBeLessThan(rounding);
        }),
        { numRuns: 40 },
      );
    });
  }
});

describe('levers together', () => {
  it('are applied in the order of the file: each step of the waterfall is the plan with the levers up to it, whatever is off', () => {
    fc.assert(
      fc.property(scenariosOf(kinds, 2), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (scenario, chosen) => {
        const levers = scenario.levers.map((lever, index) => ({ ...lever, enabled: chosen[index] === true }));
        const enabled = levers.filter((lever) => lever.enabled);
        const { summary } = run({ ...scenario, levers }, leverCards);
        expect(summary.steps.map(({ leverId }) => leverId)).toEqual(enabled.map(({ id }) => id));
        for (const [index, { afterUsd }] of summary.steps.entries()) {
          const upTo = run({ ...scenario, levers: enabled.slice(0, index + 1) }, leverCards).summary;
          expect(gap(afterUsd, upTo.optimizedMonthlyUsd)).toBeLessThan(rounding);
        }
        expect(summary.optimizedMonthlyUsd).toBe(summary.steps.at(-1)?.afterUsd ?? summary.baselineMonthlyUsd);
      }),
      { numRuns: 60 },
    );
  });

  it('cost over workloads what the workloads cost one by one', () => {
    fc.assert(
      fc.property(scenariosOf(kindsWhere(({ notAdditive }) => notAdditive)), scenarioWith([]), (scenario, other) => {
        const workloads = [scenario, other].flatMap(({ workloads: own }, index) =>
          own.map((workload) => ({ ...workload, id: `workload-${index}` })),
        );
        const bare = { ...scenario, fixedCosts: [], fleets: undefined };
        const together = totals({ ...bare, workloads });
        const alone = workloads.map((workload) => totals({ ...bare, workloads: [workload] }));
        expect(
          gap(
            together.baseline,
            alone.reduce((sum, { baseline }) => sum + baseline, 0),
          ),
        ).toBeLessThan(rounding);
        expect(
          gap(
            together.optimized,
            alone.reduce((sum, { optimized }) => sum + optimized, 0),
          ),
        ).toBeLessThan(rounding);
      }),
      { numRuns: 60 },
    );
  });

  it('never cost less for more traffic', () => {
    fc.assert(
      fc.property(
        scenariosOf(kindsWhere(({ notMonotone }) => notMonotone)),
        fc.integer({ min: 1, max: 20_000 }),
        (scenario, more) => {
          const busier = {
            ...scenario,
            workloads: scenario.workloads.map((workload) => {
              const { requestsPerDay } = workload.traffic;
              if (typeof requestsPerDay !== 'number') throw new Error('Expected a plain number');
              return { ...workload, traffic: { requestsPerDay: requestsPerDay + more } };
            }),
          };
          const [before, after] = [totals(scenario), totals(busier)];
          expect(after.baseline).toBeGreaterThanOrEqual(before.baseline * (1 - rounding));
          expect(after.optimized).toBeGreaterThanOrEqual(before.optimized * (1 - rounding));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('share their saving without a rest: Shapley values sum to the whole', () => {
    fc.assert(
      fc.property(scenariosOf(kinds, 1), (scenario) => {
        const shared = attributeLevers(scenario, leverCards, seededUniforms(1));
        if (!shared.ok) throw new Error(shared.error.message);
        const { summary } = run(scenario, leverCards);
        const sum = shared.value.levers.reduce((usd, { shapleyUsd }) => usd + shapleyUsd, 0);
        const whole = summary.optimizedMonthlyUsd - summary.baselineMonthlyUsd;
        expect(gap(sum, whole)).toBeLessThan(rounding);
        expect(gap(shared.value.totalUsd, whole)).toBeLessThan(rounding);
      }),
      { numRuns: 60 },
    );
  });

  it('cost the same in every currency: every price and amount times a rate is the cost times it', () => {
    fc.assert(
      fc.property(scenariosOf(kinds), fc.constantFrom(0.01, 0.9, 7, 150), (scenario, rate) => {
        const before = totals(scenario);
        const after = totals(
          inCurrency(scenario, rate),
          leverCards.map((card) => inCurrency(card, rate)),
        );
        expect(gap(after.baseline, before.baseline * rate)).toBeLessThan(rounding * 150);
        expect(gap(after.optimized, before.optimized * rate)).toBeLessThan(rounding * 150);
      }),
      { numRuns: 60 },
    );
  });

  it('cost n times a month in n equal months', () => {
    fc.assert(
      fc.property(scenariosOf(kinds), fc.integer({ min: 1, max: 24 }), (scenario, months) => {
        const one = totals({ ...scenario, calendar: { ...scenario.calendar, months: 1 } });
        const all = totals({ ...scenario, calendar: { ...scenario.calendar, months } });
        expect(gap(all.baseline, one.baseline * months)).toBeLessThan(rounding);
        expect(gap(all.optimized, one.optimized * months)).toBeLessThan(rounding);
      }),
      { numRuns: 40 },
    );
  });

  it('cost by the day: 31/28 of February in December, fixed costs left out', () => {
    fc.assert(
      fc.property(scenariosOf(kindsWhere(({ notByDays }) => notByDays)), (scenario) => {
        const { months } = run(
          {
            ...scenario,
            fixedCosts: [],
            // Documents are embedded once in thirty days, whatever the month.
            workloads: scenario.workloads.map(({ indexes: _indexes, ...workload }) => workload),
            calendar: { ...scenario.calendar, months: 3, daysPerMonth: 'calendar' },
          },
          leverCards,
        );
        const [december, , february] = months;
        if (december === undefined || february === undefined) throw new Error('Three months expected');
        expect(gap(december.optimized.usd * 28, february.optimized.usd * 31)).toBeLessThan(rounding);
      }),
      { numRuns: 40 },
    );
  });
});

/** A copy with every amount of money in it, by the name of its field, times a rate. */
function inCurrency<T>(node: T, rate: number, isMoney = false): T {
  if (typeof node === 'number') return (isMoney ? node * rate : node) as T;
  if (Array.isArray(node)) return node.map((item: unknown) => inCurrency(item, rate, isMoney)) as T;
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      inCurrency(value as unknown, rate, isMoney || /^usd|Usd$/.test(key)),
    ]),
  ) as T;
}
