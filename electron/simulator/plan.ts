import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { Expression, InputExpression } from '#shared/domain/expression.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { AnswerComponent, PromptComponent } from '#shared/domain/scenario.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import type { Answering } from './answer-path.ts';
import { product, quotient, sum } from './expressions.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import type { FleetPlan } from './fleets.ts';
import type { PlanMonth } from './calendar.ts';
import type { MonthRequests } from './part-requests.ts';
import type { TierPlan } from './plan-traffic.ts';

/**
 * The plan: a scenario with every number turned into an expression that knows where it came from. Levers rewrite the
 * plan one after another, so that what a later lever sees is what the earlier ones left; costing reads the last one.
 */
export interface Plan {
  readonly workloads: readonly WorkloadPlan[];
  readonly fixedCosts: readonly FixedCostPlan[];
  /** Ceilings on the requests of several workloads together; none = everything is served. */
  readonly ceilings: readonly RequestCeiling[];
  /** Self-hosted replicas that levers may send calls to. */
  readonly fleets: readonly FleetPlan[];
}

/** The most requests that some workloads are served in a day, whatever their growth. */
export interface RequestCeiling {
  readonly requestsPerDay: Expression;
  /** Keys of the workload plans that share it. */
  readonly workloads: ReadonlySet<string>;
}

/** A workload, or the part of it that one tier of users makes. */
export interface WorkloadPlan {
  /**
   * What is counted: requests of the traffic; documents that are embedded, which do not follow the traffic; or requests of another
   * part that a fleet hands on to the API, which are counted there.
   */
  readonly purpose: 'requests' | 'documents' | 'overflow';
  /** For `overflow`: the part that its requests belong to, and the share of them that is handed on in a month. */
  readonly overflowOf?:
    { readonly key: string; readonly shareIn: (month: PlanMonth, requests: MonthRequests) => Expression } | undefined;
  /** Unique in the plan: the workload's id, with the tier's where there are tiers: `support@pro`. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly tier?: TierPlan | undefined;
  /** Requests per day that are served in the first month, before growth and ceilings. */
  readonly requestsPerDay: Expression;
  /** Requests per day that are asked for: more than are served where a lever refuses some. */
  readonly askedPerDay: Expression;
  /** Share of a week's requests by day, Monday first; absent = flat. */
  readonly weekdayShares?: readonly number[] | undefined;
  /** Share of a day's requests by UTC hour; absent = flat. */
  readonly hourShares?: readonly number[] | undefined;
  /** For documents: how their number grows, compound per month. */
  readonly growth?: { readonly perMonth: Quantity; readonly path: string } | undefined;
  readonly calls: readonly CallPlan[];
  readonly fees: readonly FeePlan[];
}

/** One kind of model call of a workload. */
export interface CallPlan {
  readonly id: string;
  readonly name: string;
  /** Calls that are answered; failed attempts come on top. */
  readonly callsPerRequest: Expression;
  /** What fails and is billed all the same; absent = nothing. */
  readonly retries?: RetryPlan | undefined;
  /** The classes of requests that make the call, with their shares of all requests; empty = all alike. */
  readonly classes: readonly ClassPlan[];
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
  /** How the prompt grows from turn to turn; absent = no loop. */
  readonly loop?: AgentLoop | undefined;
  readonly cache: CacheRule;
  /** Shares of the calls in other service tiers than the standard one; each tier once. */
  readonly tierShares: readonly TierShare[];
  /** Negotiated prices of the call's models. */
  readonly discounts: readonly DiscountPlan[];
  /** How the calls come to their answers; absent = each by the model of its route. */
  readonly answering?: Answering | undefined;
  /** Items that one call answers together, and that all wait for it; absent = one. */
  readonly itemsPerCall?: Expression | undefined;
}

/** An agent's loop: how many turns, and what each leaves in the prompts after it. */
export interface AgentLoop {
  readonly turns: InputExpression;
  /** Tokens that a turn adds to the next prompt: its output sent again, tool results, messages. */
  readonly perTurn: Expression;
  /** Mean number of earlier turns behind a call. */
  readonly earlierTurns: Expression;
  /** History that the first turn starts with; absent = none. */
  readonly startHistory?: Expression | undefined;
  /** The history part of the prompt as the loop alone makes it, before levers. */
  readonly history: Expression;
}

/** A share of a call's traffic in one service tier. */
export interface TierShare {
  readonly serviceTier: Exclude<ServiceTier, 'standard'>;
  readonly share: Expression;
}

/** A class of requests and its share of the workload's requests. */
export interface ClassPlan {
  readonly id: string;
  readonly name: string;
  readonly share: Expression;
}

/** Attempts that fail, by model. */
export interface RetryPlan {
  readonly general: FailedAttempts;
  /** Models that fail otherwise than the others. */
  readonly byModel: ReadonlyMap<string, FailedAttempts>;
}

/** Attempts that fail on the way to an answer. */
export interface FailedAttempts {
  /** Failed attempts per answered call. */
  readonly perCall: Expression;
  /** Share of a failed attempt that is billed. */
  readonly billedShare: Expression;
}

/** A negotiated price: what a percentage off leaves. */
export interface DiscountPlan {
  readonly name: string;
  /** 0.85 for 15 % off. */
  readonly kept: Expression;
  /** Provider id; absent = any. */
  readonly provider?: string | undefined;
  /** Model without provider, `*` for any run of characters; absent = any. */
  readonly model?: string | undefined;
}

export interface RoutePlan {
  readonly modelId: string;
  readonly share: Expression;
  /** Length of its answers as a multiple of the call's; absent = as long. */
  readonly answerFactor?: Expression | undefined;
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
  if (routes.every(({ modelId }, index) => routes.findIndex((route) => route.modelId === modelId) === index))
    return routes;
  const byModel = new Map<string, RoutePlan[]>();
  for (const route of routes) byModel.set(route.modelId, [...(byModel.get(route.modelId) ?? []), route]);
  return [...byModel].map(([modelId, same]) => {
    const [only] = same;
    if (only !== undefined && same.length === 1) return only;
    const share = sum(
      `Share of calls on ${modelId}`,
      'share',
      same.map((route) => route.share),
    );
    const answerFactor = meanAnswerFactor(same, share);
    return { modelId, share, ...(answerFactor === undefined ? {} : { answerFactor }) };
  });
}

/** The factors of several routes, weighed by their shares. */
function meanAnswerFactor(routes: readonly RoutePlan[], share: Expression): Expression | undefined {
  if (share.value === 0 || routes.every(({ answerFactor }) => answerFactor === undefined)) return undefined;
  const weighed = routes.map((route) =>
    route.answerFactor === undefined
      ? route.share
      : product('Share × length of its answers', 'share', [route.share, route.answerFactor]),
  );
  return quotient('Length of answers, mean', 'factor', sum('Shares × length of answers', 'share', weighed), share);
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
