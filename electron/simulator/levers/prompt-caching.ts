import { z } from 'zod';
import { componentLabels, promptComponents } from '#shared/domain/scenario.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { leaf } from '../expressions.ts';
import { refreshedHitRate } from '../cache-hits.ts';
import type { CacheRule, CallPlan, WorkloadPlan } from '../plan.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition } from './lever.ts';
import { mapCalls } from './map-calls.ts';

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
    ttl: '5m',
  },
  fields: [
    {
      control: 'components',
      path: 'components',
      label: 'Cached parts',
      help: 'The parts of the prompt that are the same from call to call.',
      options: promptComponents,
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
      help: 'For a derived hit rate: how many different prefixes share the traffic, one a customer for example.',
      min: 1,
      max: 10_000,
      step: 1,
      unit: 'prefixes',
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
    const rule: Omit<Extract<CacheRule, { kind: 'parts' }>, 'hitRate'> = {
      kind: 'parts',
      components,
      cacheableShare: leaf('Stable share of the cached parts', 'share', parameters.cacheableShare, {
        path: `${target.path}.cacheableShare`,
      }),
      writeKind: lifetimes[parameters.ttl].writeKind,
    };
    const given = leaf('Cache hit rate', 'share', parameters.hitRate, { path: `${target.path}.hitRate` });
    const cached = mapCalls(plan, target, (call, workload) => {
      if (!call.prompt.some(({ component }) => rule.components.has(component))) {
        notes.push(`${workload.name}, ${call.name}: has none of the cached parts, so it stays as it is.`);
        return call;
      }
      if (call.cache.kind === 'observed') {
        notes.push(`${workload.name}, ${call.name}: this hit rate replaces the cache shares of the baseline.`);
      }
      const hitRate = parameters.hitRateFrom === 'given' ? given : derivedHitRate(parameters, workload, call);
      return { ...call, cache: { ...rule, hitRate } };
    });
    return { plan: cached, notes };
  },
};

/** 1 − e^(−λT), with the calls of a day spread evenly over its hours and over the prefixes. */
function derivedHitRate(
  { ttl, prefixes }: Parameters,
  { requestsPerDay }: WorkloadPlan,
  { callsPerRequest }: CallPlan,
): Expression {
  const { hours, label } = lifetimes[ttl];
  const callsPerHour = (requestsPerDay.value * callsPerRequest.value) / 24 / prefixes;
  return leaf('Cache hit rate, derived', 'share', refreshedHitRate(callsPerHour * hours), {
    source: `1 − e^(−λT): ${Number(callsPerHour.toPrecision(4))} calls an hour on each prefix, entries live ${label} after their last use`,
  });
}
