import fc from 'fast-check';
import type { Quantity } from '#shared/domain/quantity.ts';
import { mapNodes } from '#shared/map-nodes.ts';
import type { Growth } from '#shared/domain/calendar.ts';
import type { Scenario, Workload } from '#shared/domain/scenario.ts';
import { fleetOf } from '../unit/selfhosting/builders.ts';
import { cardOf, scenarioOf, type LeverInput } from '../unit/simulator/builders.ts';
import { leverCases, type BentNumber } from './lever-cases.ts';

/** Random scenarios in which every lever has something to act on. */

const tiers = {
  batch: { multiplier: 0.5, source: 'test' },
  flex: { multiplier: 0.5, source: 'test' },
  priority: { multiplier: 2, source: 'test' },
};

/** Prices of the three models of the scenarios. */
export const leverCards = [
  cardOf(
    'maker/large',
    { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite30m: 4.5, cacheWrite1h: 6 },
    { serviceTiers: tiers, unitRates: { cacheStorageMTokHour: { usdPerUnit: 1, source: 'test' } } },
  ),
  cardOf('other/small', { input: 0.3, output: 1.5 }),
  cardOf('maker/embed', { input: 0.1 }, { serviceTiers: tiers }),
];

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** One lever of each kind given, in any order, each with any settings. */
export function leversOf(kinds: readonly string[]): fc.Arbitrary<readonly LeverInput[]> {
  return fc
    .tuple(...kinds.map((kind) => settingsOf(kind)))
    .map((levers) => levers.map((lever, index) => ({ ...lever, id: `lever-${index}` })));
}

/** The same, with ranges in place of about half of the parameters in which a lever's cost is a straight line. */
export function rangedLeversOf(kinds: readonly string[]): fc.Arbitrary<readonly LeverInput[]> {
  return leversOf(kinds).chain((levers) => fc.tuple(...levers.map(withRanges)));
}

function withRanges(lever: LeverInput): fc.Arbitrary<LeverInput> {
  const straight = leverCases[lever.kind]?.straight ?? [];
  return fc.array(fc.boolean(), { minLength: straight.length, maxLength: straight.length }).map((chosen) => {
    const ranged = new Set(straight.filter((_parameter, index) => chosen[index]));
    const parameters = mapNodes(lever.parameters, (node, path) =>
      ranged.has(path) && typeof node === 'number' ? rangeAround(node, path) : undefined,
    );
    return { ...lever, parameters: parameters as LeverInput['parameters'] };
  });
}

/** A range with that mean: up to half of it to either side, and never beyond what a share may be. */
function rangeAround(mean: number, path: string): Quantity {
  const most = /(?:share|rate)$/i.test(path)
    ? 1
    : path.endsWith('percentOff')
      ? 100
      : path.endsWith('loaded')
        ? 10
        : 24;
  const reach = Math.min(mean / 2, Math.max(0, most - mean));
  return { kind: 'uniform', low: mean - reach, high: mean + reach };
}

function settingsOf(kind: string): fc.Arbitrary<LeverInput> {
  const known = leverCases[kind];
  if (known === undefined) throw new Error(`The lever ${kind} has no case in lever-cases.ts.`);
  return known.settings;
}

/** Draws the numbers of a scenario: certain ones, or ranges. */
export type NumberArbitrary = (min: number, max: number) => fc.Arbitrary<Quantity>;

/** Whole numbers. */
export const certain: NumberArbitrary = (min, max) => fc.integer({ min, max });

/**
 * A workload of two calls, one of them an agent's loop with retries, a fee, documents to embed, a fixed cost and a fleet; with
 * levers. @param uncertain draws the numbers that no lever of the scenario bends.
 */
export function scenarioWith(
  levers: readonly LeverInput[],
  uncertain: NumberArbitrary = certain,
): fc.Arbitrary<Scenario> {
  const bent = new Set(levers.flatMap(({ kind }) => leverCases[kind]?.bends ?? []));
  function number(name: BentNumber, min: number, max: number): fc.Arbitrary<Quantity> {
    return bent.has(name) ? certain(min, max) : uncertain(min, max);
  }
  return fc
    .record({
      requestsPerDay: number('requestsPerDay', 10, 20_000),
      system: number('system', 1, 5000),
      tools: number('tools', 1, 4000),
      history: number('history', 1, 4000),
      user: number('user', 1, 3000),
      output: number('output', 1, 2000),
      callsPerRequest: uncertain(1, 4),
      turns: fc.integer({ min: 1, max: 8 }),
      addedTokens: certain(0, 500),
      rate: share,
      smallShare: share,
      fee: uncertain(1, 5),
      documents: uncertain(1, 5000),
      units: uncertain(1, 9),
      replica: uncertain(100, 900),
    })
    .map((draw): Scenario => {
      const scenario = scenarioOf({
        calendar: { startMonth: '2026-12', months: 2, daysPerMonth: 30 },
        call: {
          callsPerRequest: draw.callsPerRequest,
          models: [
            { model: 'maker/large', share: 1 - draw.smallShare },
            { model: 'other/small', share: draw.smallShare },
          ],
          prompt: { system: draw.system, tools: draw.tools, history: draw.history, user: draw.user },
          answer: { output: draw.output },
          retries: { rate: draw.rate },
        },
        fixedCosts: [{ id: 'servers', name: 'Servers', category: 'compute', units: draw.units, usdPerUnitMonth: 100 }],
        fleets: [
          fleetOf({
            throughput: { kind: 'measured-requests', requestsPerHour: 300 },
            payment: { kind: 'flat', usdPerReplicaMonth: draw.replica },
          }),
        ],
        levers: [...levers],
      });
      return {
        ...scenario,
        workloads: scenario.workloads.map((workload) => ({
          ...workload,
          traffic: { requestsPerDay: draw.requestsPerDay },
          calls: [
            ...workload.calls,
            ...scenarioOf({
              call: {
                id: 'agent',
                prompt: { system: 300, user: 100 },
                answer: { output: 80 },
                turns: { count: draw.turns, addedTokens: draw.addedTokens },
              },
            }).workloads.flatMap(({ calls }) => calls),
          ],
          fees: [{ id: 'search', name: 'Search', usdPerRequest: scaled(draw.fee, 1e-4) }],
          indexes: [
            {
              id: 'documents',
              name: 'Documents',
              model: 'maker/embed',
              documents: draw.documents,
              tokensPerDocument: 500,
              reindexDays: 30,
              growthPerMonth: 0,
            },
          ],
        })),
      };
    });
}

/**
 * The same scenario with ranges in what stands still in `scenarioWith`: growth, tiers of users with their limits, and the days
 * between two runs over the documents. Numbers that bend the cost are narrow, or stay on one side of what they are compared with.
 * Where a lever bends the traffic, the traffic stays as it is.
 */
export function withMoreRanges(scenario: Scenario): fc.Arbitrary<Scenario> {
  const bent = new Set(scenario.levers.flatMap(({ kind }) => leverCases[kind]?.bends ?? []));
  if (bent.has('requestsPerDay')) return fc.constant(scenario);
  return fc
    .record({ growth: growthArbitrary, isTiered: fc.boolean(), days: fc.integer({ min: 5, max: 60 }) })
    .map(({ growth, isTiered, days }): Scenario => ({
      ...scenario,
      calendar: { ...scenario.calendar, growth },
      workloads: scenario.workloads.map((workload) => {
        const indexes = workload.indexes?.map((index) => ({ ...index, reindexDays: narrow(days) }));
        return { ...workload, ...(isTiered ? inTiers(workload) : {}), indexes };
      }),
    }));
}

const growthArbitrary: fc.Arbitrary<Growth> = fc.oneof(
  fc
    .record({ ceiling: fc.integer({ min: 1, max: 9 }), midpoint: fc.integer({ min: 1, max: 12 }) })
    .map(({ ceiling, midpoint }): Growth => ({
      kind: 's-curve',
      ceiling: { kind: 'lognormal', p5: ceiling, p95: ceiling * 2 },
      midpointMonth: narrow(midpoint),
      steepness: narrow(0.8),
    })),
  fc.integer({ min: 0, max: 30 }).map((tenths): Growth => ({
    kind: 'table',
    factors: [1, { kind: 'uniform', low: tenths / 10, high: tenths / 10 + 1 }],
  })),
);

/** A range so narrow that a curve through it is as good as straight: half a per cent to either side. */
function narrow(mean: number): Quantity {
  return { kind: 'uniform', low: mean * 0.995, high: mean * 1.005 };
}

/** All traffic by one tier of users who ask for more than they are served and get shorter answers than they would. */
function inTiers({ traffic, calls }: Workload): Pick<Workload, 'traffic' | 'calls'> {
  const tier = {
    id: 'users',
    name: 'Users',
    users: traffic.requestsPerDay ?? 0,
    requestsPerUserPerDay: { kind: 'uniform' as const, low: 5, high: 8 },
    dailyLimit: { kind: 'triangular' as const, low: 1, mode: 2, high: 4 },
    maxOutputTokens: { kind: 'uniform' as const, low: 20, high: 60 },
  };
  return {
    traffic: { tiers: [tier] },
    calls: calls.map((call) => ({ ...call, answer: { ...call.answer, output: 80 } })),
  };
}

/** A quantity times a factor. */
function scaled(quantity: Quantity, factor: number): Quantity {
  if (typeof quantity === 'number') return quantity * factor;
  const parameters = Object.entries(quantity).map(([key, value]) => [
    key,
    typeof value === 'number' ? value * factor : value,
  ]);
  return Object.fromEntries(parameters) as Quantity;
}
