import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { product, remainder } from './expressions.ts';
import type { CallPlan, RoutePlan } from './plan.ts';
import { hasBatchPrice } from './rates.ts';

/** The calls that one request makes on one model in one service tier. */
export interface TierCalls {
  readonly serviceTier: CostLine['serviceTier'];
  readonly calls: Expression;
}

/**
 * Divides a model's calls between the standard and the batch tier. Without a known batch price all of them are standard.
 * @param card absent = the model is unpriced.
 * @param note receives sentences about what could not be done.
 */
export function tierCalls(
  call: CallPlan,
  route: RoutePlan,
  card: PriceCard | undefined,
  note: (sentence: string) => void,
): readonly TierCalls[] {
  const alone = call.routes.length === 1 && route.share.value === 1;
  const factors = alone ? [call.callsPerRequest] : [call.callsPerRequest, route.share];
  const { batchShare } = call;
  if (batchShare === undefined || batchShare.value === 0) return [callsIn('standard', route, factors)];
  if (card !== undefined && !hasBatchPrice(card)) {
    note(`No batch price is known for ${route.modelId}: its calls are billed at the standard rate.`);
    return [callsIn('standard', route, factors)];
  }
  if (call.cache.kind === 'parts' && call.cache.writeKind === 'cacheWrite5m') {
    note(
      `${call.name}: batches may run for hours, so a 5-minute cache often misses in them; the 1-hour lifetime is safer.`,
    );
  }
  const standardShare = remainder('Share of calls not in batches', batchShare);
  return [
    callsIn('standard', route, [...factors, standardShare]),
    callsIn('batch', route, [...factors, batchShare]),
  ].filter(({ calls }) => calls.value > 0);
}

function callsIn(
  serviceTier: TierCalls['serviceTier'],
  { modelId }: RoutePlan,
  factors: readonly Expression[],
): TierCalls {
  const [first] = factors;
  const label = `Calls per request on ${modelId}${serviceTier === 'batch' ? ' in batches' : ''}`;
  return { serviceTier, calls: first !== undefined && factors.length === 1 ? first : product(label, 'calls', factors) };
}
