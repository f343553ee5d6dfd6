import { z } from 'zod';
import { lruHitRate } from '../cache-hits.ts';
import { leaf, product, remainder } from '../expressions.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** Where the hit rate comes from: the user, or the popularity of questions and the size of the cache. */
  hitRateFrom: z.enum(['given', 'popularity']).default('given'),
  /** Share of calls answered from the cache, 0…1; counts when given. */
  hitRate: z.number().min(0).max(1),
  /** Different questions asked; counts when derived. */
  objects: z.number().int().min(1).max(1_000_000).default(10_000),
  /** Zipf exponent of their popularity; counts when derived. */
  skew: z.number().min(0).max(3).default(0.8),
  /** Answers that the cache holds; counts when derived. */
  capacity: z.number().int().min(0).max(1_000_000).default(1000),
  /** USD per lookup, hit or miss. */
  lookupUsd: z.number().min(0).max(100).default(0),
});
type Parameters = z.infer<typeof schema>;

/**
 * Answers repeated questions from a store of earlier answers: of the calls in scope, 1 − h reach the model and all pay the
 * lookup. The hit rate is given, or derived by Che's approximation.
 */
export const responseCache: LeverDefinition<Parameters> = {
  kind: 'response-cache',
  name: 'Exact response cache',
  summary: 'Answers a question that was asked before, word for word, without calling the model.',
  schema,
  defaults: { hitRateFrom: 'given', hitRate: 0.15, objects: 10_000, skew: 0.8, capacity: 1000, lookupUsd: 0.000_01 },
  fields: [
    {
      control: 'choice',
      path: 'hitRateFrom',
      label: 'Hit rate',
      help: 'Give the hit rate, or derive it from how often questions repeat and how many answers are kept.',
      options: [
        { value: 'given', label: 'Given' },
        { value: 'popularity', label: 'Derived' },
      ],
    },
    {
      control: 'share',
      path: 'hitRate',
      label: 'Given hit rate',
      help: 'Share of calls answered from the cache.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'amount',
      path: 'objects',
      label: 'Different questions',
      help: 'For a derived hit rate: how many different questions are asked.',
      min: 1,
      max: 100_000,
      step: 100,
      unit: 'questions',
    },
    {
      control: 'amount',
      path: 'skew',
      label: 'Skew',
      help: 'For a derived hit rate: Zipf exponent; 0 = all questions alike, 1 = a few make up most.',
      min: 0,
      max: 2,
      step: 0.1,
      unit: 'exponent',
    },
    {
      control: 'amount',
      path: 'capacity',
      label: 'Answers kept',
      help: 'For a derived hit rate: how many answers the cache holds.',
      min: 0,
      max: 100_000,
      step: 100,
      unit: 'answers',
    },
    {
      control: 'amount',
      path: 'lookupUsd',
      label: 'Lookup',
      help: 'Cost of asking the cache, hit or miss.',
      min: 0,
      max: 0.001,
      step: 0.000_01,
      unit: 'USD per call',
    },
  ],

  describe: (parameters) =>
    parameters.hitRateFrom === 'given'
      ? `answers ${percent(parameters.hitRate)} of the calls from a cache`
      : `keeps ${parameters.capacity.toLocaleString('en-US')} answers`,

  models: () => [],

  apply(plan, parameters, target) {
    const hitRate = hitRateOf(parameters, target);
    const misses = remainder('Share of calls that miss the cache', hitRate);
    const lookup = leaf('Cache lookup', 'USD/request', parameters.lookupUsd, { path: `${target.path}.lookupUsd` });
    const cached = mapCallsWithMore(plan, target, (call) => ({
      call: {
        ...call,
        callsPerRequest: product('Calls that reach the model', 'calls', [call.callsPerRequest, misses]),
      },
      fees:
        parameters.lookupUsd === 0
          ? []
          : [
              {
                id: `${call.id}-response-cache`,
                name: `${call.name}: cache lookups`,
                usdPerRequest: product(`${call.name}: cache lookups`, 'USD/request', [call.callsPerRequest, lookup]),
              },
            ],
    }));
    return { plan: cached, notes: [] };
  },
};

function hitRateOf({ hitRateFrom, hitRate, objects, skew, capacity }: Parameters, { path }: LeverTarget): Expression {
  if (hitRateFrom === 'given') return leaf('Cache hit rate', 'share', hitRate, { path: `${path}.hitRate` });
  return leaf('Cache hit rate, derived', 'share', lruHitRate({ objects, skew, capacity }), {
    source: `Che's approximation for ${objects} objects, Zipf exponent ${skew}, ${capacity} slots`,
  });
}
