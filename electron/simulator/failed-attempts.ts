import type { Expression } from '#shared/domain/expression.ts';
import { meanOf, type Quantity } from '#shared/domain/quantity.ts';
import type { Call } from '#shared/domain/scenario.ts';
import { leaf, product, remainder, sum } from './expressions.ts';
import { quantityLeaf } from './quantity-leaf.ts';
import { mergeRoutes, type CallPlan, type FailedAttempts, type RetryPlan, type RoutePlan } from './plan.ts';

const answered = leaf('The answered call', 'factor', 1, { source: 'definition' });

/** The failed attempts of a call; undefined when nothing fails. @param path of the call. */
export function buildRetries({ retries }: Call, path: string): RetryPlan | undefined {
  if (retries === undefined) return undefined;
  const byModel = retries.byModel ?? [];
  if ([retries, ...byModel].every(({ rate }) => meanOf(rate) === 0)) return undefined;
  return {
    general: buildAttempts(retries, `${path}.retries`),
    byModel: new Map(byModel.map((own, index) => [own.model, buildAttempts(own, `${path}.retries.byModel[${index}]`)])),
  };
}

function buildAttempts(
  { rate, billedShare }: { readonly rate: Quantity; readonly billedShare: Quantity },
  path: string,
): FailedAttempts {
  return {
    perCall: quantityLeaf('Failed attempts per call', 'factor', rate, `${path}.rate`),
    billedShare: quantityLeaf('Share of a failed attempt billed', 'share', billedShare, `${path}.billedShare`),
  };
}

/** Moves the share of the calls that a fallback model answers to it. */
export function withFallback(routes: readonly RoutePlan[], { retries }: Call, path: string): readonly RoutePlan[] {
  if (retries?.fallback === undefined || meanOf(retries.fallback.share) === 0) return routes;
  const { model, share } = retries.fallback;
  return moveRoutes(
    routes,
    model,
    quantityLeaf('Share of calls answered by the fallback model', 'share', share, `${path}.retries.fallback.share`),
  );
}

/** Sends a share of the calls to one model and leaves the rest where it was. */
export function moveRoutes(routes: readonly RoutePlan[], modelId: string, share: Expression): readonly RoutePlan[] {
  const kept = remainder('Share of calls that keep their model', share);
  return mergeRoutes([
    ...routes.map((route) => ({
      ...route,
      share: product(`Share of calls left on ${route.modelId}`, 'share', [route.share, kept]),
    })),
    { modelId, share },
  ]);
}

/** Billed attempts per answered call on a model: 1 + failed × billed; undefined when nothing fails. */
export function attemptsPerCall({ retries }: CallPlan, modelId: string): Expression | undefined {
  const attempts = retries?.byModel.get(modelId) ?? retries?.general;
  if (attempts === undefined || attempts.perCall.value === 0) return undefined;
  const failed = product('Failed attempts that are billed', 'factor', [attempts.perCall, attempts.billedShare]);
  return sum('Attempts per call', 'factor', [answered, failed]);
}
