import type { Expression } from '#shared/domain/expression.ts';
import { meanOf, quantileRange, type Quantity } from '#shared/domain/quantity.ts';
import {
  answerComponents,
  componentLabels,
  promptComponents,
  type AnswerComponent,
  type Call,
  type PromptComponent,
  type Scenario,
  type Workload,
} from '#shared/domain/scenario.ts';
import type { ExpressionUnit } from '#shared/domain/expression.ts';
import { leaf, sum } from './expressions.ts';

/**
 * The plan: a scenario with every number turned into an expression that knows where it came from. Levers rewrite the
 * plan one after another, so that what a later lever sees is what the earlier ones left; costing reads the last one.
 */
export interface Plan {
  readonly workloads: readonly WorkloadPlan[];
}

export interface WorkloadPlan {
  readonly id: string;
  readonly name: string;
  /** Requests per day in the first month, before growth. */
  readonly requestsPerDay: Expression;
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

export interface FeePlan {
  readonly id: string;
  readonly name: string;
  readonly usdPerRequest: Expression;
}

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

/** Turns a scenario's workloads into the plan of its baseline. */
export function buildPlan(scenario: Scenario): Plan {
  return { workloads: scenario.workloads.map((workload, index) => buildWorkload(workload, `workloads[${index}]`)) };
}

function buildWorkload(workload: Workload, path: string): WorkloadPlan {
  return {
    id: workload.id,
    name: workload.name,
    requestsPerDay: quantityLeaf(
      'Requests per day',
      'requests',
      workload.traffic.requestsPerDay,
      `${path}.traffic.requestsPerDay`,
    ),
    calls: workload.calls.map((call, index) => buildCall(call, `${path}.calls[${index}]`)),
    fees: workload.fees.map((fee, index) => ({
      id: fee.id,
      name: fee.name,
      usdPerRequest: quantityLeaf(fee.name, 'USD/request', fee.usdPerRequest, `${path}.fees[${index}].usdPerRequest`),
    })),
  };
}

function buildCall(call: Call, path: string): CallPlan {
  return {
    id: call.id,
    name: call.name,
    callsPerRequest: quantityLeaf('Calls per request', 'calls', call.callsPerRequest, `${path}.callsPerRequest`),
    routes: buildRoutes(call, path),
    prompt: buildParts(promptComponents, call.prompt, `${path}.prompt`),
    answer: buildParts(answerComponents, call.answer, `${path}.answer`),
    promptSpread: spreadOf(Object.values(call.prompt)),
    cache: buildCache(call, path),
    ...(call.batchShare > 0
      ? {
          batchShare: leaf('Share of calls already in batches', 'share', call.batchShare, {
            path: `${path}.batchShare`,
          }),
        }
      : {}),
  };
}

function buildRoutes(call: Call, path: string): readonly RoutePlan[] {
  return mergeRoutes(
    call.models.map(({ model, share }, index) => ({
      modelId: model,
      share: leaf(`Share of calls on ${model}`, 'share', share, { path: `${path}.models[${index}].share` }),
    })),
  );
}

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

function buildParts<Component extends PromptComponent | AnswerComponent>(
  components: readonly Component[],
  quantities: Partial<Record<Component, Quantity>>,
  path: string,
): readonly PartPlan<Component>[] {
  const parts: PartPlan<Component>[] = [];
  for (const component of components) {
    const quantity = quantities[component];
    if (quantity === undefined) continue;
    parts.push({
      component,
      tokens: quantityLeaf(componentLabels[component], 'tokens', quantity, `${path}.${component}`),
    });
  }
  return parts;
}

function buildCache(call: Call, path: string): CacheRule {
  const { readShare, write5mShare, write1hShare } = call.cache;
  if (readShare + write5mShare + write1hShare === 0) return { kind: 'none' };
  return {
    kind: 'observed',
    read: leaf('Share of the prompt read from the cache', 'share', readShare, { path: `${path}.cache.readShare` }),
    write5m: leaf('Share of the prompt written for 5 minutes', 'share', write5mShare, {
      path: `${path}.cache.write5mShare`,
    }),
    write1h: leaf('Share of the prompt written for 1 hour', 'share', write1hShare, {
      path: `${path}.cache.write1hShare`,
    }),
  };
}

/** A scenario's quantity as a leaf: its mean, with a note where it is a distribution. */
function quantityLeaf(label: string, unit: ExpressionUnit, quantity: Quantity, path: string): Expression {
  const value = meanOf(quantity);
  if (typeof quantity === 'number') return leaf(label, unit, value, { path });
  const source = quantity.kind === 'empirical' ? { source: `measured over ${quantity.records} records` } : {};
  return leaf(label, unit, value, {
    path,
    ...source,
    notes: [`Mean of the ${quantity.kind} distribution.`],
    distribution: quantity,
  });
}

function spreadOf(parts: readonly Quantity[]): CallPlan['promptSpread'] {
  let [mean, low, high] = [0, 0, 0];
  for (const part of parts) {
    const range = quantileRange(part);
    mean += meanOf(part);
    low += range.p5;
    high += range.p95;
  }
  return mean === 0 ? { low: 1, high: 1 } : { low: low / mean, high: high / mean };
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
