import type { z } from 'zod';
import type { PriceCard } from '#shared/domain/price.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { simulate } from '#simulator';

type ScenarioInput = z.input<typeof scenarioSchema>;
export type WorkloadInput = ScenarioInput['workloads'][number];
export type CallInput = WorkloadInput['calls'][number];
export type LeverInput = NonNullable<ScenarioInput['levers']>[number];

/** A card with plain rates, USD per million tokens. */
export function cardOf(
  modelId: string,
  rates: Partial<Record<keyof PriceCard['rates'], number>>,
  more: Partial<PriceCard> = {},
): PriceCard {
  const [provider = '', model = ''] = modelId.split('/');
  return {
    modelId,
    provider,
    providerName: provider,
    model,
    displayName: modelId,
    priceVersion: `test/${modelId}/${more.effectiveFromMs ?? 'always'}`,
    source: { book: 'test-book', bookVersion: '1' },
    effectiveFromMs: null,
    effectiveToMs: null,
    rates: Object.fromEntries(Object.entries(rates).map(([kind, usdPerMTok]) => [kind, { usdPerMTok, tiers: [] }])),
    unitRates: {},
    serviceTiers: {},
    ...more,
  };
}

/** Anthropic's shape of prices: $3 in, $15 out, cached reads a tenth, writes 1.25 and 2 times, batches at half. */
export const largeCard = cardOf(
  'maker/large',
  { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 },
  { serviceTiers: { batch: { multiplier: 0.5, source: 'test batch page' } } },
);

/** A tenth of the large model's price, without cache or batch prices. */
export const smallCard = cardOf('other/small', { input: 0.3, output: 1.5 });

/** A scenario of one workload with 1,000 requests a day and one call on maker/large, for one month of 30 days. */
export function scenarioOf(more: Partial<ScenarioInput> & { readonly call?: Partial<CallInput> } = {}): Scenario {
  const { call, ...fields } = more;
  return scenarioSchema.parse({
    format: 'burnrate-scenario',
    version: 2,
    name: 'Test',
    calendar: { startMonth: '2026-12', months: 1, daysPerMonth: 30 },
    workloads: [
      {
        id: 'support',
        name: 'Support',
        traffic: { requestsPerDay: 1000 },
        calls: [
          {
            id: 'answer',
            name: 'Answer',
            models: [{ model: 'maker/large', share: 1 }],
            prompt: { system: 1000, tools: 500, user: 500 },
            answer: { output: 200 },
            ...call,
          },
        ],
      },
    ],
    ...fields,
  });
}

/** A lever that is switched on. */
export function leverOf(kind: string, parameters: Record<string, unknown>, more: Partial<LeverInput> = {}): LeverInput {
  return { id: kind, kind, enabled: true, parameters, ...more };
}

/** Simulates and expects success. */
export function run(scenario: Scenario, cards: readonly PriceCard[] = [largeCard, smallCard]): SimulationResult {
  const result = simulate(scenario, cards);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The first month of a result. */
export function firstMonth(result: SimulationResult): SimulationResult['months'][number] {
  const [month] = result.months;
  if (month === undefined) throw new Error('No month');
  return month;
}
