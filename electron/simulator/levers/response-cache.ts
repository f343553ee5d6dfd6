import { z } from 'zod';
import { derivedHitNote, lruHitRate } from '../cache-hits.ts';
import { leaf, product, quotient, remainder, sum } from '../expressions.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { percent } from '../percent.ts';
import type { CallPlan, WorkloadPlan } from '../plan.ts';
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
  /** Hours that an answer is kept, after its last use, for classes without hours of their own; 0 = it does not expire; counts when derived. */
  ttlHours: z.number().min(0).max(1e6).default(0),
  /** Hours for single classes of requests: prices change sooner than manuals. */
  classTtl: z
    .array(z.strictObject({ class: z.string().min(1).max(64), ttlHours: z.number().min(0).max(1e6) }))
    .max(20)
    .refine((rows) => new Set(rows.map((row) => row.class)).size === rows.length, { message: 'classes must differ' })
    .default([]),
  /** USD per lookup, hit or miss. */
  lookupUsd: z.number().min(0).max(100).default(0),
});
type Parameters = z.infer<typeof schema>;

const derived = { path: 'hitRateFrom', is: ['popularity'] };

/**
 * Answers repeated questions from a store of earlier answers: of the calls in scope, 1 − h reach the model and all pay the
 * lookup. The hit rate is given, or derived by Che's approximation.
 */
export const responseCache: LeverDefinition<Parameters> = {
  kind: 'response-cache',
  name: 'Exact response cache',
  summary: 'Answers a question that was asked before, word for word, without calling the model.',
  schema,
  defaults: {
    hitRateFrom: 'given',
    hitRate: 0.15,
    objects: 10_000,
    skew: 0.8,
    capacity: 1000,
    ttlHours: 24,
    classTtl: [],
    lookupUsd: 0.000_01,
  },
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
      shownWhen: { path: 'hitRateFrom', is: ['given'] },
    },
    {
      control: 'amount',
      path: 'objects',
      label: 'Different questions',
      help: 'How many different questions are asked.',
      min: 1,
      max: 100_000,
      step: 100,
      unit: 'questions',
      shownWhen: derived,
    },
    {
      control: 'amount',
      path: 'skew',
      label: 'Skew',
      help: 'Zipf exponent; 0 = all questions alike, 1 = a few make up most.',
      min: 0,
      max: 2,
      step: 0.1,
      unit: 'exponent',
      shownWhen: derived,
    },
    {
      control: 'amount',
      path: 'capacity',
      label: 'Answers kept',
      help: 'How many answers the cache holds.',
      min: 0,
      max: 100_000,
      step: 100,
      unit: 'answers',
      shownWhen: derived,
    },
    {
      control: 'amount',
      path: 'ttlHours',
      label: 'Lifetime',
      help: 'Hours that an answer is kept after its last use; 0 = it does not expire.',
      min: 0,
      max: 720,
      step: 1,
      unit: 'hours',
      shownWhen: derived,
    },
    {
      control: 'rows',
      path: 'classTtl',
      label: 'Lifetimes by class',
      help: 'Classes of requests whose answers are kept for another time.',
      columns: [
        { key: 'class', label: 'Class', kind: 'class' },
        { key: 'ttlHours', label: 'Hours', kind: 'number', min: 0 },
      ],
      newRow: { class: '', ttlHours: 1 },
      addLabel: 'Add class',
      shownWhen: derived,
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
    const lookup = leaf('Cache lookup', 'USD/request', parameters.lookupUsd, target.at('lookupUsd'));
    const cached = mapCallsWithMore(plan, target, (call, workload) => {
      const misses = remainder('Share of calls that miss the cache', hitRateOf(parameters, target, call, workload));
      return {
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
      };
    });
    return { plan: cached, notes: parameters.hitRateFrom === 'given' ? [] : [derivedHitNote] };
  },
};

function hitRateOf(parameters: Parameters, { at }: LeverTarget, call: CallPlan, workload: WorkloadPlan): Expression {
  const { hitRateFrom, hitRate, objects, skew, capacity, classTtl, ttlHours } = parameters;
  if (hitRateFrom === 'given') return leaf('Cache hit rate', 'share', hitRate, at('hitRate'));
  const perHour = (workload.requestsPerDay.value * call.callsPerRequest.value) / 24;
  const derive = (label: string, share: number, hours: number): Expression =>
    leaf(
      label,
      'share',
      lruHitRate({ objects, skew, capacity, requestsPerLifetime: lifetimeRequests(perHour * share, hours) }),
      {
        source: `Che's approximation for ${objects} objects, Zipf exponent ${skew}, ${capacity} slots${
          hours === 0 ? '' : `, ${Number((perHour * share).toPrecision(4))} calls an hour, entries live ${hours} h`
        }`,
      },
    );
  const own = new Map(classTtl.map((row) => [row.class, row.ttlHours]));
  if (!call.classes.some(({ id }) => own.has(id))) return derive('Cache hit rate, derived', 1, ttlHours);
  const total = call.classes.reduce((all, { share }) => all + share.value, 0);
  if (total === 0) return derive('Cache hit rate, derived', 1, ttlHours);
  const parts = call.classes.map(({ id, name, share }) =>
    product(`Hits of ${name}`, 'share', [
      share,
      derive(`Cache hit rate of ${name}, derived`, share.value / total, own.get(id) ?? ttlHours),
    ]),
  );
  return quotient(
    'Cache hit rate of all classes',
    'share',
    sum('Hits', 'share', parts),
    sum(
      'Share of requests that make the call',
      'share',
      call.classes.map(({ share }) => share),
    ),
  );
}

/** Calls that arrive while an entry lives; undefined = it does not expire. */
function lifetimeRequests(callsPerHour: number, hours: number): number | undefined {
  return hours === 0 ? undefined : callsPerHour * hours;
}
