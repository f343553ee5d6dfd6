import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { Expression } from '#shared/domain/expression.ts';
import type { AnswerComponent, PromptComponent } from '#shared/domain/scenario.ts';
import { sum } from './expressions.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import type { TierPlan } from './plan-traffic.ts';

/**
 * The plan: a scenario with every number turned into an expression that knows where it came from. Levers rewrite the
 * plan one after another, so that what a later lever sees is what the earlier ones left; costing reads the last one.
 */
export interface Plan {
  readonly workloads: readonly WorkloadPlan[];
  readonly fixedCosts: readonly FixedCostPlan[];
}

/** A workload, or the part of it that one tier of users makes. */
export interface WorkloadPlan {
  /** Unique in the plan: the workload's id, with the tier's where there are tiers: `support@pro`. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly tier?: TierPlan | undefined;
  /** Requests per day in the first month, before growth. */
  readonly requestsPerDay: Expression;
  /** Share of a week's requests by day, Monday first; absent = flat. */
  readonly weekdayShares?: readonly number[] | undefined;
  readonly calls: readonly CallPlan[];
  readonly fees: readonly FeePlan[];
}

/** One kind of model call of a workload. */
export interface CallPlan {
  readonly id: string;
  readonly name: string;
  readonly callsPerRequest: Expression;
  /** Models and their shares of the calls; each model once. */
  readonly routes: readonly RoutePlan[];
  /**
   * Models that the token counts were made on, the one with the most calls first. Levers that change the model leave it alone:
   * counts are converted when the call is costed.
   */
  readonly countedOn: readonly string[];
  readonly prompt: readonly PartPlan<PromptComponent>[];
  readonly answer: readonly PartPlan<AnswerComponent>[];
  /** P5 and P95 of the prompt as multiples of its mean: tells whether long prompts reach another price tier. */
  readonly promptSpread: { readonly low: number; readonly high: number };
  readonly cache: CacheRule;
  /** Share of the calls sent through the batch API; absent = none. */
  readonly batchShare?: Expression | undefined;
}

export interface RoutePlan {
  readonly modelId: string;
  readonly share: Expression;
}

/** Tokens per call of one part of the prompt or the answer. */
export interface PartPlan<Component> {
  readonly component: Component;
  readonly tokens: Expression;
}

/** A cost besides tokens, per request: an amount, or units at the price of a card. */
export type FeePlan = { readonly id: string; readonly name: string } & (
  | { readonly usdPerRequest: Expression }
  | { readonly card: string; readonly unit: BillableUnit; readonly unitsPerRequest: Expression }
);

/**
 * How much of the prompt is read from or written to the provider's cache. A rule, not token counts: it is applied when
 * the plan is costed, so that trimming the prompt after caching it still shrinks what is cached.
 */
export type CacheRule =
  | { readonly kind: 'none' }
  /** Shares of all prompt tokens, as observed. */
  | { readonly kind: 'observed'; readonly read: Expression; readonly write5m: Expression; readonly write1h: Expression }
  /** Named parts are cached: `hitRate` of their cacheable tokens is read, the rest is written again. */
  | {
      readonly kind: 'parts';
      readonly components: ReadonlySet<PromptComponent>;
      readonly cacheableShare: Expression;
      readonly hitRate: Expression;
      readonly writeKind: 'cacheWrite5m' | 'cacheWrite30m' | 'cacheWrite1h';
    };

/** Adds up the shares of routes to the same model, keeping the order of first mention. */
export function mergeRoutes(routes: readonly RoutePlan[]): readonly RoutePlan[] {
  const byModel = new Map<string, Expression>();
  for (const { modelId, share } of routes) {
    const earlier = byModel.get(modelId);
    byModel.set(
      modelId,
      earlier === undefined ? share : sum(`Share of calls on ${modelId}`, 'share', [earlier, share]),
    );
  }
  return [...byModel].map(([modelId, share]) => ({ modelId, share }));
}

/** Mean prompt tokens per call, as an expression. */
export function promptTokensOf(call: CallPlan): Expression {
  const [only] = call.prompt;
  if (only !== undefined && call.prompt.length === 1) return only.tokens;
  return sum(
    'Prompt tokens per call',
    'tokens',
    call.prompt.map(({ tokens }) => tokens),
  );
}
