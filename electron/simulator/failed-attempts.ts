import type { Expression } from '#shared/domain/expression.ts';
import type { Call } from '#shared/domain/scenario.ts';
import { leaf, product, remainder, sum } from './expressions.ts';
import { mergeRoutes, type CallPlan, type FailedAttempts, type RetryPlan, type RoutePlan } from './plan.ts';

const answered = leaf('The answered call', 'factor', 1, { source: 'definition' });

/** The failed attempts of a call; undefined when nothing fails. @param path of the call. */
export function buildRetries({ retries }: Call, path: string): RetryPlan | undefined {
  if (retries === undefined) return undefined;
  const byModel = retries.byModel ?? [];
  if (retries.rate === 0 && byModel.every(({ rate }) => rate === 0)) return undefined;
  return {
    general: buildAttempts(retries, `${path}.retries`),
    byModel: new Map(byModel.map((own, index) => [own.model, buildAttempts(own, `${path}.retries.byModel[${index}]`)])),
  };
}

function buildAttempts(
  { rate, billedShare }: { readonly rate: number; readonly billedShare: number },
  path: string,
): FailedAttempts {
  return {
    perCall: leaf('Failed attempts per call', 'factor', rate, { path: `${path}.rate` }),
    billedShare: leaf('Share of a failed attempt billed', 'share', billedShare, { path: `${path}.billedShare` }),
  };
}

/** Moves the share of the calls that a fallback model answers to it. */
export function withFallback(routes: readonly RoutePlan[], { retries }: Call, path: string): readonly RoutePlan[] {
  if (retries?.fallback === undefined || retries.fallback.share === 0) return routes;
  const { model, share } = retries.fallback;
  return moveRoutes(
    routes,
    model,
    leaf('Share of calls answered by the fallback model', 'share', share, { path: `${path}.retries.fallback.share` }),
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
