import { unitBilling, type UnitBilling } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
import { splitPrompt, type KindTokens } from './cache-tokens.ts';
import { callOnModel } from './call-on-model.ts';
import type { ModelPrice, ModelPrices } from './cards.ts';
import { discountsOn } from './contract-discounts.ts';
import { leaf, product, quotient, sum, tokensPerMillion } from './expressions.ts';
import { answerKinds } from './media-parts.ts';
import { promptTokensOf, type CallPlan, type RoutePlan, type WorkloadPlan } from './plan.ts';
import { tierNotes, windowNotes } from './prompt-size.ts';
import { tierCalls, type TierCalls } from './tier-calls.ts';

/** A cost line for one request of a workload; months only multiply it. */
export interface RequestLine {
  /** `support/answer/openai/gpt-4o/input/standard`. */
  readonly id: string;
  readonly workloadId: string;
  readonly tierId: string | undefined;
  readonly callId: string | undefined;
  readonly modelId: string | undefined;
  readonly kind: CostLine['kind'];
  readonly serviceTier: CostLine['serviceTier'];
  /** Tokens, calls or fees per request. */
  readonly quantity: Expression;
  /** Calls of the model in this tier per request, billed attempts included; absent for what is no call of a model. */
  readonly callsPerRequest?: number | undefined;
  /** USD per request, or why it is not known. */
  readonly cost: KnownCost | UnknownCost;
}

interface KnownCost {
  readonly known: true;
  readonly usd: Expression;
}

interface UnknownCost {
  readonly known: false;
  /** `no-card` = the model is not in the catalogue; `no-rate` = its card lacks the kind. */
  readonly reason: 'no-card' | 'no-rate';
}

/** Lines with the sentences that pricing them gave rise to. */
export interface CostedLines {
  readonly lines: readonly RequestLine[];
  readonly notes: readonly string[];
}

/** The workload, or the tier of it, whose lines are made. */
export type LineOwner = Pick<WorkloadPlan, 'key' | 'id' | 'tier'>;

/** What all lines of one call on one model share. */
interface Route {
  readonly owner: LineOwner;
  readonly callId: string;
  readonly modelId: string;
  /** Absent = the model is unpriced. */
  readonly price: ModelPrice | undefined;
  /** Mean prompt tokens per call: decides the long-context tier. */
  readonly promptTokens: number;
  readonly note: (sentence: string) => void;
  /** What negotiated prices leave, each a factor; on top of a contract of the card's own. */
  readonly discounts: readonly Expression[];
}

/** Prices one kind of call: a line for each model, token kind and service tier that has tokens. */
export function costCall(owner: LineOwner, planned: CallPlan, prices: ModelPrices): CostedLines {
  const lines: RequestLine[] = [];
  const notes: string[] = [];
  for (const plannedRoute of planned.routes) {
    if (plannedRoute.share.value === 0) continue;
    const { modelId } = plannedRoute;
    const { call, notes: countNotes } = callOnModel(planned, modelId, prices);
    const answer = answerTokens(call, plannedRoute);
    const price = prices.get(modelId);
    const prompt = splitPrompt(call, modelId, price?.card);
    const route: Route = {
      owner,
      callId: call.id,
      modelId,
      price,
      promptTokens: promptTokensOf(call).value,
      note: (sentence) => notes.push(sentence),
      discounts: discountsOn(modelId, planned.discounts),
    };
    if (price?.card.contract !== undefined && route.discounts.length > 0) notes.push(doubleContractNote(route));
    notes.push(...countNotes, ...prompt.notes, ...routeNotes(call, route));
    for (const tier of tierCalls(call, plannedRoute, price?.card, route.note)) {
      for (const kind of prompt.kinds) if (kind.tokens.value > 0) lines.push(tokenLine(route, tier, kind));
      for (const kind of answer) if (kind.tokens.value > 0) lines.push(tokenLine(route, tier, kind));
      const fee = price === undefined ? undefined : unitBilling(price.card, 'request');
      if (price !== undefined && fee !== undefined) lines.push(feePerCallLine(route, tier, price, fee));
    }
  }
  return { lines, notes };
}

/** Sum of the known costs of some lines, USD per request. */
export function sumOfLines(label: string, lines: readonly RequestLine[]): Expression {
  const known: Expression[] = [];
  for (const { cost } of lines) if (cost.known) known.push(cost.usd);
  return sum(label, 'USD/request', known);
}

function routeNotes(call: CallPlan, { modelId, price, promptTokens }: Route): readonly string[] {
  if (price === undefined) return [`No price is known for ${modelId}: its cost is left out, not counted as $0.`];
  const { card } = price;
  return [...tierNotes(call, promptTokens, card), ...windowNotes(call, promptTokens, card), ...price.notes];
}

/** The answer's tokens by kind, as long as the route's model writes them. */
function answerTokens({ answer }: CallPlan, { modelId, answerFactor }: RoutePlan): readonly KindTokens[] {
  return answer.map(({ component, tokens }) => ({
    kind: answerKinds[component],
    tokens:
      answerFactor === undefined
        ? tokens
        : product(`${tokens.label}, as long as ${modelId} answers`, 'tokens', [tokens, answerFactor]),
  }));
}

function doubleContractNote({ modelId, price }: Route): string {
  return `${modelId} is priced under the contract ${price?.card.contract?.name ?? ''} already: the discount comes on top of it.`;
}

function tokenLine(route: Route, { serviceTier, calls }: TierCalls, { kind, tokens }: KindTokens): RequestLine {
  const { owner, callId, modelId } = route;
  const quantity = product(`${tokenKindLabels[kind]} tokens per request`, 'tokens', [calls, tokens]);
  const id = `${owner.key}/${callId}/${modelId}/${kind}/${serviceTier}`;
  const cost = tokenCost(route, serviceTier, kind, quantity);
  return { id, ...idsOf(owner), callId, modelId, kind, serviceTier, quantity, callsPerRequest: calls.value, cost };
}

function tokenCost(
  { price, promptTokens, modelId, note, discounts }: Route,
  serviceTier: CostLine['serviceTier'],
  kind: KindTokens['kind'],
  quantity: Expression,
): RequestLine['cost'] {
  if (price === undefined) return { known: false, reason: 'no-card' };
  const rate = price.rate(kind, promptTokens, serviceTier);
  if (rate === undefined) {
    note(
      `${modelId} has no rate for ${tokenKindLabels[kind].toLowerCase()}: that cost is left out, not counted as $0.`,
    );
    return { known: false, reason: 'no-rate' };
  }
  for (const sentence of rate.notes) note(sentence);
  const microUsd = product('Tokens × rate, in millionths of a dollar', 'factor', [
    quantity,
    rate.expression,
    ...discounts,
  ]);
  const label = `${tokenKindLabels[kind]}, ${modelId}: cost per request`;
  return { known: true, usd: quotient(label, 'USD/request', microUsd, tokensPerMillion) };
}

/** A model's fee per call; service tiers do not discount it. */
function feePerCallLine(
  { owner, callId, modelId, discounts }: Route,
  { serviceTier, calls }: TierCalls,
  { source }: ModelPrice,
  { usdPerUnit, modifiers }: UnitBilling,
): RequestLine {
  const fee = leaf(`Fee per call of ${modelId}`, 'USD/request', usdPerUnit, { source });
  const contracts = modifiers.map(({ name, multiplier, source: origin }) =>
    leaf(`Contract ${name}`, 'factor', multiplier, { source: origin }),
  );
  return {
    id: `${owner.key}/${callId}/${modelId}/request/${serviceTier}`,
    ...idsOf(owner),
    callId,
    modelId,
    kind: 'request',
    serviceTier,
    quantity: calls,
    callsPerRequest: calls.value,
    cost: {
      known: true,
      usd: product(`Call fees, ${modelId}: cost per request`, 'USD/request', [calls, fee, ...contracts, ...discounts]),
    },
  };
}

/** How a line names its owner. */
export function idsOf({ id, tier }: LineOwner): Pick<RequestLine, 'workloadId' | 'tierId'> {
  return { workloadId: id, tierId: tier?.id };
}
