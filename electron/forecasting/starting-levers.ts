import type { PriceCard } from '#shared/domain/price.ts';
import type { Lever } from '#shared/domain/scenario.ts';
import { leverDefinitions } from '#simulator';
import type { CallUsage } from './call-usage.ts';

/** Starting parameters for prompts whose parts are not known, by lever kind; other levers start at their defaults. */
const forUnsplitPrompts: Readonly<Partial<Record<string, Lever['parameters']>>> = {
  'prompt-trimming': { cuts: { unsplit: { share: 0.1 } } },
  'prompt-caching': { components: ['unsplit'], cacheableShare: 0.5, hitRate: 0.6, ttl: '5m' },
};

/** Share of calls that the routing lever starts with. */
const startingRoutingShare = 0.3;

/** Every lever, switched off, with parameters to start from. */
export function startingLevers(calls: readonly CallUsage[]): Lever[] {
  const cheapest = cheapestModel(calls);
  return leverDefinitions.map(({ kind, defaults }) => ({
    id: kind,
    kind,
    enabled: false,
    scope: {},
    parameters: {
      ...(forUnsplitPrompts[kind] ?? defaults),
      ...(cheapest === undefined ? {} : onModel(kind, cheapest)),
    },
  }));
}

/** Parameters of the levers that move calls to another model: it is one that is in use. */
function onModel(kind: string, model: string): object {
  switch (kind) {
    case 'routing-mix':
      return { targets: [{ model, share: startingRoutingShare }] };
    case 'cascade':
      return { model };
    default:
      return {};
  }
}

/** The cheapest of several priced models in use, by three input tokens to one of output; undefined for fewer than two. */
function cheapestModel(calls: readonly CallUsage[]): string | undefined {
  const costs = new Map<string, number>();
  for (const { card } of calls) {
    const cost = card === undefined ? undefined : blendedRate(card);
    if (card !== undefined && cost !== undefined) costs.set(card.modelId, cost);
  }
  if (costs.size < 2) return undefined;
  return [...costs].sort(([leftId, left], [rightId, right]) => left - right || (leftId < rightId ? -1 : 1))[0]?.[0];
}

function blendedRate({ rates }: PriceCard): number | undefined {
  return rates.input === undefined || rates.output === undefined
    ? undefined
    : (3 * rates.input.usdPerMTok + rates.output.usdPerMTok) / 4;
}
