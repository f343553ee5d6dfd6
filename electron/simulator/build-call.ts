import type { Expression } from '#shared/domain/expression.ts';
import { meanOf, quantileRange, type Quantity } from '#shared/domain/quantity.ts';
import {
  answerComponents,
  componentLabels,
  modelsByShare,
  promptComponents,
  type AnswerComponent,
  type Call,
  type PromptComponent,
  type TokenAmount,
} from '#shared/domain/scenario.ts';
import { buildLoop, withLoopHistory } from './agent-loop.ts';
import { buildRetries, withFallback } from './failed-attempts.ts';
import { leaf, minimum, product, sum } from './expressions.ts';
import type { TierPlan } from './plan-traffic.ts';
import { quantityLeaf } from './quantity-leaf.ts';
import { sharesOfWhole } from './shares-of-whole.ts';
import { quantityOn, tokenLeaf } from './text-quantity.ts';
import {
  mergeRoutes,
  type AgentLoop,
  type CacheRule,
  type CallPlan,
  type ClassPlan,
  type PartPlan,
  type RoutePlan,
} from './plan.ts';

/** Turns one call of a scenario into its plan, for one tier of users or for all. @param path of the call. */
export function buildCall(
  call: Call,
  classes: readonly ClassPlan[],
  tier: TierPlan | undefined,
  path: string,
): CallPlan {
  const countedOn = modelsByShare(call);
  const [model = ''] = countedOn;
  const answer = capAnswer(buildParts(answerComponents, call.answer, model, `${path}.answer`), tier);
  const prompt = buildParts(promptComponents, call.prompt, model, `${path}.prompt`);
  const loop = buildLoop(call, prompt, answer, path);
  const madeBy = call.classes === undefined ? classes : classes.filter(({ id }) => call.classes?.includes(id));
  const routes = withFallback(buildRoutes(call, tier, path), call, path);
  return {
    id: call.id,
    name: call.name,
    callsPerRequest: callsPerRequest(call, madeBy, loop, path),
    retries: buildRetries(call, path),
    classes: madeBy,
    routes,
    countedOn,
    prompt: loop === undefined ? prompt : withLoopHistory(prompt, loop),
    answer,
    promptSpread: spreadOf(Object.values(call.prompt).map((amount) => quantityOn(amount, model))),
    loop,
    cache: buildCache(call, path),
    tierShares:
      meanOf(call.batchShare) > 0
        ? [
            {
              serviceTier: 'batch',
              share: quantityLeaf('Share of calls already in batches', 'share', call.batchShare, `${path}.batchShare`),
            },
          ]
        : [],
    discounts: [],
  };
}

/** Calls per request × share of the classes that make it × runs side by side × turns. */
function callsPerRequest(
  call: Call,
  madeBy: readonly ClassPlan[],
  loop: AgentLoop | undefined,
  path: string,
): Expression {
  const factors: Expression[] = [
    quantityLeaf('Calls per request', 'calls', call.callsPerRequest, `${path}.callsPerRequest`),
  ];
  if (call.classes !== undefined) {
    const shares = madeBy.map(({ share }) => share);
    factors.push(sum('Share of requests that make the call', 'share', shares));
  }
  if (call.turns?.fanOut !== undefined) {
    factors.push(quantityLeaf('Runs side by side', 'factor', call.turns.fanOut, `${path}.turns.fanOut`));
  }
  if (loop !== undefined) factors.push(loop.turns);
  const [only] = factors;
  if (only !== undefined && factors.length === 1) return only;
  return product('Calls per request in all', 'calls', factors);
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

function buildRoutes(call: Call, tier: TierPlan | undefined, path: string): readonly RoutePlan[] {
  if (tier?.model !== undefined) {
    const share = leaf(`All calls of ${tier.name}`, 'share', 1, { source: 'the tier’s model' });
    return [{ modelId: tier.model, share }];
  }
  const shares = sharesOfWhole(
    call.models.map(({ model, share }, index) => ({
      label: `Share of calls on ${model}`,
      share,
      path: `${path}.models[${index}].share`,
    })),
  );
  return mergeRoutes(
    call.models.flatMap(({ model }, index) => {
      const share = shares[index];
      return share === undefined ? [] : [{ modelId: model, share }];
    }),
  );
}

function buildParts<Component extends PromptComponent | AnswerComponent>(
  components: readonly Component[],
  amounts: Partial<Record<Component, TokenAmount>>,
  model: string,
  path: string,
): readonly PartPlan<Component>[] {
  const parts: PartPlan<Component>[] = [];
  for (const component of components) {
    const amount = amounts[component];
    if (amount === undefined) continue;
    parts.push({
      component,
      tokens: tokenLeaf(componentLabels[component], amount, model, `${path}.${component}`),
    });
  }
  return parts;
}

function buildCache(call: Call, path: string): CacheRule {
  const { readShare, write5mShare, write1hShare } = call.cache;
  if ([readShare, write5mShare, write1hShare].every((share) => meanOf(share) === 0)) return { kind: 'none' };
  return {
    kind: 'observed',
    read: quantityLeaf('Share of the prompt read from the cache', 'share', readShare, `${path}.cache.readShare`),
    write5m: quantityLeaf(
      'Share of the prompt written for 5 minutes',
      'share',
      write5mShare,
      `${path}.cache.write5mShare`,
    ),
    write1h: quantityLeaf(
      'Share of the prompt written for 1 hour',
      'share',
      write1hShare,
      `${path}.cache.write1hShare`,
    ),
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
