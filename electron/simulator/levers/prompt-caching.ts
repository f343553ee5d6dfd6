import { z } from 'zod';
import { componentLabels, promptComponents } from '#shared/domain/scenario.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { leaf, product, quotient, sum, tokensPerMillion } from '../expressions.ts';
import { derivedHitNote, refreshedHitRate } from '../cache-hits.ts';
import type { CacheRule, CallPlan, FeePlan, WorkloadPlan } from '../plan.ts';
import { mediaKind } from '../media-parts.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';
import { mapCallsWithMore } from './map-calls.ts';

const schema = z.strictObject({
  /** The parts that repeat from call to call. */
  components: z.array(z.enum(promptComponents)).max(promptComponents.length),
  /** Share of those parts' tokens that is a stable prefix, 0…1. */
  cacheableShare: z.number().min(0).max(1).default(1),
  /** Where the hit rate comes from: the user, or how often the prefix is asked for while an entry lives. */
  hitRateFrom: z.enum(['given', 'arrivals']).default('given'),
  /** Share of calls that find the prefix in the cache, 0…1; counts when given. */
  hitRate: z.number().min(0).max(1),
  /** Different prefixes that share the traffic evenly: one a customer, say; counts when derived. */
  prefixes: z.number().int().min(1).max(1e9).default(1),
  /** Seconds that an answer takes: providers that count the lifetime from the request's start leave that much less; counts when derived. */
  answerSeconds: z.number().min(0).max(3600).default(0),
  /** Hours a day that an explicit cache is kept where the provider charges for storage; 0 = no such charge. */
  storageHoursPerDay: z.number().min(0).max(24).default(0),
  /** Lifetime of a cache entry: decides the price of writing it. */
  ttl: z.enum(['5m', '30m', '1h']).default('5m'),
});
type Parameters = z.infer<typeof schema>;

const lifetimes = {
  '5m': { hours: 1 / 12, label: '5 min', writeKind: 'cacheWrite5m' },
  '30m': { hours: 1 / 2, label: '30 min', writeKind: 'cacheWrite30m' },
  '1h': { hours: 1, label: '1 h', writeKind: 'cacheWrite1h' },
} as const;

/**
 * Reads repeated parts of the prompt from the provider's cache: of the cacheable tokens C, `C × hitRate` bill as cache
 * reads and `C × (1 − hitRate)` as cache writes. Replaces the observed cache shares of the calls in scope.
 */
export const promptCaching: LeverDefinition<Parameters> = {
  kind: 'prompt-caching',
  name: 'Prompt caching',
  summary: 'Reads the repeated parts of the prompt from the provider’s cache instead of paying for them each time.',
  schema,
  defaults: {
    components: ['system', 'tools', 'examples'],
    cacheableShare: 1,
    hitRateFrom: 'given',
    hitRate: 0.6,
    prefixes: 1,
    answerSeconds: 0,
    storageHoursPerDay: 0,
    ttl: '5m',
  },
  fields: [
    {
      control: 'components',
      path: 'components',
      label: 'Cached parts',
      help: 'The parts of the prompt that are the same from call to call.',
      options: promptComponents.filter((component) => mediaKind(component) === undefined),
    },
    {
      control: 'choice',
      path: 'hitRateFrom',
      label: 'Hit rate',
      help: 'Give the hit rate, or derive it from the traffic: calls that arrive while an entry lives find it.',
      options: [
        { value: 'given', label: 'Given' },
        { value: 'arrivals', label: 'Derived' },
      ],
    },
    {
      control: 'amount',
      path: 'prefixes',
      label: 'Different prefixes',
      help: 'How many different prefixes share the traffic, one a customer for example.',
      min: 1,
      max: 10_000,
      step: 1,
      unit: 'prefixes',
    },
    {
      control: 'amount',
      path: 'answerSeconds',
      label: 'An answer takes',
      help: 'Providers that count the lifetime from the start of a request leave that much less of it.',
      min: 0,
      max: 120,
      step: 1,
      unit: 'seconds',
      shownWhen: { path: 'hitRateFrom', is: ['arrivals'] },
    },
    {
      control: 'share',
      path: 'hitRate',
      label: 'Given hit rate',
      help: 'Share of calls that find the prefix still in the cache; production systems report 54 to 62 %.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
      shownWhen: { path: 'hitRateFrom', is: ['given'] },
    },
    {
      control: 'share',
      path: 'cacheableShare',
      label: 'Stable share',
      help: 'Share of those parts that really is an unchanged prefix.',
      min: 0,
      max: 1,
      step: 0.01,
      unit: '%',
    },
    {
      control: 'choice',
      path: 'ttl',
      label: 'Lifetime',
      help: 'How long an entry lives after its last use; the longer one costs more to write.',
      options: [
        { value: '5m', label: '5 minutes' },
        { value: '30m', label: '30 minutes' },
        { value: '1h', label: '1 hour' },
      ],
    },
    {
      control: 'amount',
      path: 'storageHoursPerDay',
      label: 'Stored',
      help: 'Hours a day that an explicit cache is kept, where the provider charges for storage; 0 = no such charge.',
      min: 0,
      max: 24,
      step: 1,
      unit: 'hours a day',
    },
  ],

  describe({ components, cacheableShare, hitRateFrom, hitRate, ttl }) {
    if (components.length === 0 || cacheableShare === 0) return 'caches nothing';
    const parts = components.map((component) => componentLabels[component].toLowerCase()).join(', ');
    const stable = cacheableShare < 1 ? `${percent(cacheableShare)} of ` : '';
    const hits = hitRateFrom === 'given' ? `with a ${percent(hitRate)} hit rate` : 'as often as calls arrive';
    return `caches ${stable}${parts} ${hits}, ${lifetimes[ttl].label}`;
  },

  models() {
    return [];
  },

  apply(plan, parameters, target) {
    const notes: string[] = [];
    if (parameters.components.length === 0 || parameters.cacheableShare === 0) {
      return { plan, notes: ['No part of the prompt is chosen: nothing is cached.'] };
    }
    const components = new Set(parameters.components);
    const media = parameters.components.filter((component) => mediaKind(component) !== undefined);
    if (media.length > 0) {
      const parts = media.map((component) => componentLabels[component].toLowerCase()).join(' and ');
      notes.push(`Caching of ${parts} is not modelled: these tokens are billed in full.`);
    }
    const rule: Omit<Extract<CacheRule, { kind: 'parts' }>, 'hitRate'> = {
      kind: 'parts',
      components,
      cacheableShare: leaf(
        'Stable share of the cached parts',
        'share',
        parameters.cacheableShare,
        target.at('cacheableShare'),
      ),
      writeKind: lifetimes[parameters.ttl].writeKind,
    };
    const given = leaf('Cache hit rate', 'share', parameters.hitRate, target.at('hitRate'));
    const cached = mapCallsWithMore(plan, target, (call, workload) => {
      if (!call.prompt.some(({ component }) => rule.components.has(component))) {
        notes.push(`${workload.name}, ${call.name}: has none of the cached parts, so it stays as it is.`);
        return { call };
      }
      if (call.cache.kind === 'observed') {
        notes.push(`${workload.name}, ${call.name}: this hit rate replaces the cache shares of the baseline.`);
      }
      const hitRate = parameters.hitRateFrom === 'given' ? given : derivedHitRate(parameters, workload, call);
      return { call: { ...call, cache: { ...rule, hitRate } }, fees: storageFees(parameters, target, call, workload) };
    });
    if (parameters.hitRateFrom === 'arrivals') notes.push(derivedHitNote);
    return { plan: cached, notes };
  },
};

/** 1 − e^(−λT), over the hours of the day as they share the traffic, with the calls spread evenly over the prefixes. */
function derivedHitRate(
  { ttl, prefixes, answerSeconds }: Parameters,
  { requestsPerDay, hourShares }: WorkloadPlan,
  { callsPerRequest }: CallPlan,
): Expression {
  const { hours, label } = lifetimes[ttl];
  const lives = Math.max(0, hours - answerSeconds / secondsPerHour);
  const callsPerDay = (requestsPerDay.value * callsPerRequest.value) / prefixes;
  const shares = hourShares ?? [1];
  const perHour = (share: number): number => (callsPerDay * share * shares.length) / 24;
  const hitRate = shares.reduce((total, share) => total + share * refreshedHitRate(perHour(share) * lives), 0);
  const arrivals = `${Number((callsPerDay / 24).toPrecision(4))} calls an hour on each prefix`;
  return leaf('Cache hit rate, derived', 'share', hitRate, {
    source: `1 − e^(−λT): ${arrivals}${hourShares === undefined ? '' : ', by the hours of the day'}, entries live ${label} after their last use${
      answerSeconds === 0 ? '' : `, ${answerSeconds} s of them spent on the answer`
    }`,
  });
}

const secondsPerHour = 3600;

/** What keeping the prefixes stored takes: MTok-hours of a day, shared by its requests, at the price of each model's card. */
function storageFees(
  { components, cacheableShare, prefixes, storageHoursPerDay }: Parameters,
  { at }: LeverTarget,
  call: CallPlan,
  { requestsPerDay }: WorkloadPlan,
): readonly FeePlan[] {
  if (storageHoursPerDay === 0 || requestsPerDay.value === 0) return [];
  const stored = product('Tokens stored', 'tokens', [
    sum(
      'Cached parts',
      'tokens',
      call.prompt.filter(({ component }) => components.includes(component)).map(({ tokens }) => tokens),
    ),
    leaf('Stable share of the cached parts', 'share', cacheableShare, at('cacheableShare')),
    leaf('Different prefixes', 'factor', prefixes, at('prefixes')),
    leaf('Hours stored a day', 'factor', storageHoursPerDay, at('storageHoursPerDay')),
  ]);
  const perRequest = quotient(
    'MTok-hours per request',
    'factor',
    quotient('MTok-hours a day', 'factor', stored, tokensPerMillion),
    requestsPerDay,
  );
  return call.routes.map(({ modelId }) => ({
    id: `${call.id}-cache-storage`,
    name: `${call.name}: cache storage`,
    card: modelId,
    unit: 'cacheStorageMTokHour',
    unitsPerRequest: perRequest,
  }));
}
