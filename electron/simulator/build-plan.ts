import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { meanOf, quantileRange, type Quantity } from '#shared/domain/quantity.ts';
import {
  answerComponents,
  componentLabels,
  promptComponents,
  type AnswerComponent,
  type Call,
  type Fee,
  type PromptComponent,
  type Scenario,
  type Workload,
} from '#shared/domain/scenario.ts';
import { leaf, minimum, product, sum } from './expressions.ts';
import { buildFixedCosts } from './fixed-costs.ts';
import { trafficParts, type TierPlan } from './plan-traffic.ts';
import { meanEarlierTurns, quantityLeaf } from './quantity-leaf.ts';
import {
  mergeRoutes,
  type CacheRule,
  type CallPlan,
  type FeePlan,
  type PartPlan,
  type Plan,
  type RoutePlan,
  type WorkloadPlan,
} from './plan.ts';

/** Turns a scenario into the plan of its baseline. */
export function buildPlan(scenario: Scenario): Plan {
  return {
    workloads: scenario.workloads.flatMap((workload, index) => buildWorkload(workload, `workloads[${index}]`)),
    fixedCosts: buildFixedCosts(scenario),
  };
}

function buildWorkload(workload: Workload, path: string): readonly WorkloadPlan[] {
  const classShares = buildClasses(workload, path);
  return trafficParts(workload.traffic, `${path}.traffic`).map(({ requestsPerDay, tier }) => ({
    key: tier === undefined ? workload.id : `${workload.id}@${tier.id}`,
    id: workload.id,
    name: tier === undefined ? workload.name : `${workload.name}, ${tier.name}`,
    tier,
    requestsPerDay,
    weekdayShares: workload.traffic.weekdayShares,
    calls: workload.calls.map((call, index) => buildCall(call, classShares, tier, `${path}.calls[${index}]`)),
    fees: workload.fees.map((fee, index) => buildFee(fee, `${path}.fees[${index}]`)),
  }));
}

function buildClasses({ classes = [] }: Workload, path: string): ReadonlyMap<string, Expression> {
  return new Map(
    classes.map(({ id, name, share }, index) => [
      id,
      leaf(`Share of requests: ${name}`, 'share', share, { path: `${path}.classes[${index}].share` }),
    ]),
  );
}

function buildFee(fee: Fee, path: string): FeePlan {
  const { id, name } = fee;
  if ('usdPerRequest' in fee) {
    return { id, name, usdPerRequest: quantityLeaf(name, 'USD/request', fee.usdPerRequest, `${path}.usdPerRequest`) };
  }
  const unitsPerRequest = quantityLeaf(
    `${billableUnitLabels[fee.unit].label} per request`,
    'factor',
    fee.unitsPerRequest,
    `${path}.unitsPerRequest`,
  );
  return { id, name, card: fee.card, unit: fee.unit, unitsPerRequest };
}

function buildCall(
  call: Call,
  classShares: ReadonlyMap<string, Expression>,
  tier: TierPlan | undefined,
  path: string,
): CallPlan {
  const answer = capAnswer(buildParts(answerComponents, call.answer, `${path}.answer`), tier);
  const loop = buildLoop(call, answer, path);
  const prompt = buildParts(promptComponents, call.prompt, `${path}.prompt`);
  return {
    id: call.id,
    name: call.name,
    callsPerRequest: callsPerRequest(call, classShares, loop?.turns, path),
    routes:
      tier?.model === undefined
        ? buildRoutes(call, path)
        : [
            {
              modelId: tier.model,
              share: leaf(`All calls of ${tier.name}`, 'share', 1, { source: 'the tier’s model' }),
            },
          ],
    countedOn: [...call.models].sort((left, right) => right.share - left.share).map(({ model }) => model),
    prompt: loop === undefined ? prompt : withHistory(prompt, loop.carried),
    answer,
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

/** Calls per request × share of the classes that make it × turns × attempts. */
function callsPerRequest(
  call: Call,
  classShares: ReadonlyMap<string, Expression>,
  turns: Expression | undefined,
  path: string,
): Expression {
  const factors = [
    quantityLeaf('Calls per request', 'calls', call.callsPerRequest, `${path}.callsPerRequest`),
  ] as Expression[];
  if (call.classes !== undefined) {
    const shares = call.classes.flatMap((id) => classShares.get(id) ?? []);
    factors.push(sum('Share of requests that make the call', 'share', shares));
  }
  if (turns !== undefined) factors.push(turns);
  if (call.retries !== undefined && call.retries.rate > 0) factors.push(attempts(call.retries, `${path}.retries`));
  const [only] = factors;
  if (only !== undefined && factors.length === 1) return only;
  return product('Calls per request in all', 'calls', factors);
}

function attempts({ rate, billedShare }: NonNullable<Call['retries']>, path: string): Expression {
  const failed = product('Failed attempts that are billed', 'factor', [
    leaf('Failed attempts per call', 'factor', rate, { path: `${path}.rate` }),
    leaf('Share of a failed attempt billed', 'share', billedShare, { path: `${path}.billedShare` }),
  ]);
  return sum('Attempts per call', 'factor', [leaf('The answered call', 'factor', 1, { source: 'definition' }), failed]);
}

/** An agent's loop: its turns, and the tokens that a mean call carries from the turns before it. */
interface LoopPlan {
  readonly turns: Expression;
  readonly carried: Expression;
}

function buildLoop({ turns }: Call, answer: readonly PartPlan<AnswerComponent>[], path: string): LoopPlan | undefined {
  if (turns === undefined || meanOf(turns.count) === 0) return undefined;
  const count = quantityLeaf('Turns per request', 'factor', turns.count, `${path}.turns.count`);
  const output = answer.find(({ component }) => component === 'output')?.tokens;
  const added = quantityLeaf('Tokens added per turn', 'tokens', turns.addedTokens, `${path}.turns.addedTokens`);
  const repeated = leaf('Share of the output sent again', 'share', turns.carriedOutputShare, {
    path: `${path}.turns.carriedOutputShare`,
  });
  const perTurn =
    output === undefined
      ? added
      : sum('Tokens that a turn adds to the next prompt', 'tokens', [
          product('Output sent again', 'tokens', [output, repeated]),
          added,
        ]);
  const earlier = meanEarlierTurns(count, turns.count, `${path}.turns.count`);
  return { turns: count, carried: product('Tokens of earlier turns', 'tokens', [perTurn, earlier]) };
}

/** Adds what earlier turns left to the conversation's history. */
function withHistory(
  prompt: readonly PartPlan<PromptComponent>[],
  carried: Expression,
): readonly PartPlan<PromptComponent>[] {
  const history = prompt.find(({ component }) => component === 'history');
  const tokens =
    history === undefined
      ? carried
      : sum('Conversation history with earlier turns', 'tokens', [history.tokens, carried]);
  const others = prompt.filter((part) => part !== history);
  return [...others, { component: 'history', tokens }];
}

function capAnswer(
  answer: readonly PartPlan<AnswerComponent>[],
  tier: TierPlan | undefined,
): readonly PartPlan<AnswerComponent>[] {
  const longest = tier?.maxOutputTokens;
  if (longest === undefined) return answer;
  return answer.map((part) =>
    part.component === 'output'
      ? { ...part, tokens: minimum('Output up to the longest answer', 'tokens', [part.tokens, longest]) }
      : part,
  );
}

function buildRoutes(call: Call, path: string): readonly RoutePlan[] {
  return mergeRoutes(
    call.models.map(({ model, share }, index) => ({
      modelId: model,
      share: leaf(`Share of calls on ${model}`, 'share', share, { path: `${path}.models[${index}].share` }),
    })),
  );
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
