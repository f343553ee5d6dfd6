import { z } from 'zod';
import { componentLabels, promptComponents } from '#shared/domain/scenario.ts';
import { leaf } from '../expressions.ts';
import type { CacheRule } from '../plan.ts';
import { mapCalls, percent, type LeverDefinition } from './lever.ts';

const schema = z.strictObject({
  /** The parts that repeat from call to call. */
  components: z.array(z.enum(promptComponents)).max(promptComponents.length),
  /** Share of those parts' tokens that is a stable prefix, 0…1. */
  cacheableShare: z.number().min(0).max(1).default(1),
  /** Share of calls that find the prefix in the cache, 0…1. */
  hitRate: z.number().min(0).max(1),
  /** Lifetime of a cache entry: decides the price of writing it. */
  ttl: z.enum(['5m', '1h']).default('5m'),
});
type Parameters = z.infer<typeof schema>;

/**
 * Reads repeated parts of the prompt from the provider's cache: of the cacheable tokens C, `C × hitRate` bill as cache
 * reads and `C × (1 − hitRate)` as cache writes. Replaces the observed cache shares of the calls in scope.
 */
export const promptCaching: LeverDefinition<Parameters> = {
  kind: 'prompt-caching',
  name: 'Prompt caching',
  summary: 'Reads the repeated parts of the prompt from the provider’s cache instead of paying for them each time.',
  schema,
  defaults: { components: ['system', 'tools', 'examples'], cacheableShare: 1, hitRate: 0.6, ttl: '5m' },
  fields: [
    {
      control: 'components',
      path: 'components',
      label: 'Cached parts',
      help: 'The parts of the prompt that are the same from call to call.',
      options: promptComponents,
    },
    {
      control: 'share',
      path: 'hitRate',
      label: 'Hit rate',
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
        { value: '1h', label: '1 hour' },
      ],
    },
  ],

  describe({ components, cacheableShare, hitRate, ttl }) {
    if (components.length === 0 || cacheableShare === 0) return 'caches nothing';
    const parts = components.map((component) => componentLabels[component].toLowerCase()).join(', ');
    const stable = cacheableShare < 1 ? `${percent(cacheableShare)} of ` : '';
    return `caches ${stable}${parts} with a ${percent(hitRate)} hit rate, ${ttl === '5m' ? '5 min' : '1 h'}`;
  },

  models() {
    return [];
  },

  apply(plan, parameters, target) {
    const notes: string[] = [];
    if (parameters.components.length === 0 || parameters.cacheableShare === 0) {
      return { plan, notes: ['No part of the prompt is chosen: nothing is cached.'] };
    }
    const rule: CacheRule = {
      kind: 'parts',
      components: new Set(parameters.components),
      cacheableShare: leaf('Stable share of the cached parts', 'share', parameters.cacheableShare, {
        path: `${target.path}.cacheableShare`,
      }),
      hitRate: leaf('Cache hit rate', 'share', parameters.hitRate, { path: `${target.path}.hitRate` }),
      writeKind: parameters.ttl === '5m' ? 'cacheWrite5m' : 'cacheWrite1h',
    };
    const cached = mapCalls(plan, target, (call, workload) => {
      if (!call.prompt.some(({ component }) => rule.components.has(component))) {
        notes.push(`${workload.name}, ${call.name}: has none of the cached parts, so it stays as it is.`);
        return call;
      }
      if (call.cache.kind === 'observed') {
        notes.push(`${workload.name}, ${call.name}: this hit rate replaces the cache shares of the baseline.`);
      }
      return { ...call, cache: rule };
    });
    return { plan: cached, notes };
  },
};
