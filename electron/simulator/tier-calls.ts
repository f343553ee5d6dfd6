import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { product, remainder, sum } from './expressions.ts';
import { attemptsPerCall } from './failed-attempts.ts';
import type { CallPlan, RoutePlan, TierShare } from './plan.ts';
import { hasTierPrice } from './rates.ts';

/** The calls that one request makes on one model in one service tier. */
export interface TierCalls {
  readonly serviceTier: CostLine['serviceTier'];
  /** Billed attempts included. */
  readonly calls: Expression;
}

/**
 * Divides a model's calls among service tiers; each call is in one tier. Calls in a tier that the model has no known price for
 * are standard ones.
 * @param card absent = the model is unpriced.
 * @param note receives sentences about what could not be done.
 */
export function tierCalls(
  call: CallPlan,
  route: RoutePlan,
  card: PriceCard | undefined,
  note: (sentence: string) => void,
): readonly TierCalls[] {
  const factors = routeFactors(call, route);
  if (call.tierShares.length === 0) return [callsIn('standard', route, factors)];
  const priced: TierShare[] = [];
  for (const tier of call.tierShares) {
    if (tier.share.value <= 0) continue;
    if (card === undefined || hasTierPrice(card, tier.serviceTier)) priced.push(tier);
    else note(`No ${tier.serviceTier} price is known for ${route.modelId}: its calls are billed at the standard rate.`);
  }
  if (priced.length === 0) return [callsIn('standard', route, factors)];
  if (isShortLivedInBatches(call, priced)) {
    note(
      `${call.name}: batches may run for hours, so a 5-minute cache often misses in them; the 1-hour lifetime is safer.`,
    );
  }
  const divided = [callsIn('standard', route, factors.concat(standardShare(priced)))];
  for (const { serviceTier, share } of priced) divided.push(callsIn(serviceTier, route, factors.concat(share)));
  return divided.filter(({ calls }) => calls.value > 0);
}

/**
 * What multiplies to the calls of a route. For every route anew: a list that is
 * pushed to would take room for sixteen more.
 */
function routeFactors(call: CallPlan, { modelId, share }: RoutePlan): readonly Expression[] {
  const { callsPerRequest, routes } = call;
  const attempts = attemptsPerCall(call, modelId);
  if (routes.length === 1 && share.value === 1) {
    return attempts === undefined ? [callsPerRequest] : [callsPerRequest, attempts];
  }
  return attempts === undefined ? [callsPerRequest, share] : [callsPerRequest, share, attempts];
}

/** Adds a share of the calls that are standard so far to a tier: s + (1 − Σ other shares) × added. */
export function withTier(
  tierShares: readonly TierShare[],
  serviceTier: TierShare['serviceTier'],
  added: Expression,
): readonly TierShare[] {
  const name = tierNames[serviceTier];
  const newly =
    tierShares.length === 0
      ? added
      : product(`Share of calls newly ${name}`, 'share', [standardShare(tierShares), added]);
  const before = tierShares.find((tier) => tier.serviceTier === serviceTier);
  const share = before === undefined ? newly : sum(`Share of calls ${name}`, 'share', [before.share, newly]);
  return [...tierShares.filter((tier) => tier !== before), { serviceTier, share }];
}

/** How calls of a tier are called: `Share of calls in batches`. */
const tierNames: Readonly<Record<ServiceTier, string>> = {
  standard: 'in the standard tier',
  batch: 'in batches',
  flex: 'in the flex tier',
  priority: 'in the priority tier',
  fast: 'in the fast tier',
};

function standardShare(tierShares: readonly TierShare[]): Expression {
  const [only] = tierShares;
  if (only !== undefined && tierShares.length === 1) {
    return remainder(`Share of calls not ${tierNames[only.serviceTier]}`, only.share);
  }
  return remainder(
    'Share of calls in the standard tier',
    sum(
      'Share of calls in other tiers',
      'share',
      tierShares.map(({ share }) => share),
    ),
  );
}

function isShortLivedInBatches({ cache }: CallPlan, tierShares: readonly TierShare[]): boolean {
  const inBatches = tierShares.some(({ serviceTier }) => serviceTier === 'batch');
  return inBatches && cache.kind === 'parts' && cache.writeKind === 'cacheWrite5m';
}

function callsIn(serviceTier: ServiceTier, { modelId }: RoutePlan, factors: readonly Expression[]): TierCalls {
  const [first] = factors;
  const label = `Calls per request on ${modelId}${serviceTier === 'standard' ? '' : ` ${tierNames[serviceTier]}`}`;
  return { serviceTier, calls: first !== undefined && factors.length === 1 ? first : product(label, 'calls', factors) };
}
