import { unitBilling, type UnitBilling } from '#pricing';
import { countPrompt, splitPrompt, type CountedPrompt, type KindTokens } from './cache-tokens.ts';
import { callOnModel } from './call-on-model.ts';
import type { ModelPrice, ModelPrices } from './cards.ts';
import { discountsOn } from './contract-discounts.ts';
import { leaf, product } from './expressions.ts';
import { figureOf } from './figure.ts';
import { answerKinds } from './media-parts.ts';
import type { CallPlan, RoutePlan } from './plan.ts';
import { tierNotes, windowNotes } from './prompt-size.ts';
import type { RequestLine } from './request-line.ts';
import { tierCalls, type TierCalls } from './tier-calls.ts';
import { tokenLine, type PricedRoute } from './token-line.ts';

/** Lines with the sentences that pricing them gave rise to. */
export interface CostedLines {
  readonly lines: readonly RequestLine[];
  readonly notes: readonly string[];
}

/** Prices one kind of call: a line for each model, token kind and service tier that has tokens. */
export function costCall(planned: CallPlan, prices: ModelPrices): CostedLines {
  const lines: RequestLine[] = [];
  const notes: string[] = [];
  const note = (sentence: string): void => void notes.push(sentence);
  let asPlanned: CountedCall | undefined;
  for (const plannedRoute of planned.routes) {
    if (plannedRoute.share.value === 0) continue;
    const { modelId } = plannedRoute;
    const { call, notes: countNotes } = callOnModel(planned, modelId, prices);
    const price = prices.get(modelId);
    // Models that count alike share the expressions of their tokens.
    const counted = call === planned ? (asPlanned ??= countCall(planned)) : countCall(call);
    const prompt = splitPrompt(call, counted.prompt, modelId, price);
    const answer = answerTokens(counted.answer, plannedRoute);
    const discounts = discountsOn(modelId, planned.discounts);
    const route: PricedRoute = {
      callId: call.id,
      modelId,
      price,
      promptTokens: counted.prompt.tokens.value,
      discounts,
    };
    if (price?.card.contract !== undefined && discounts.length > 0) note(doubleContractNote(route));
    countNotes.forEach(note);
    prompt.notes.forEach(note);
    routeNotes(call, route, note);
    const fee = price === undefined ? undefined : unitBilling(price.card, 'request');
    for (const tier of tierCalls(call, plannedRoute, price?.card, note)) {
      for (const kind of prompt.kinds) if (kind.tokens.value > 0) lines.push(tokenLine(route, tier, kind, note));
      for (const kind of answer) if (kind.tokens.value > 0) lines.push(tokenLine(route, tier, kind, note));
      if (price !== undefined && fee !== undefined) lines.push(feePerCallLine(route, tier, price, fee));
    }
  }
  return { lines, notes };
}

function routeNotes(
  call: CallPlan,
  { modelId, price, promptTokens }: PricedRoute,
  note: (sentence: string) => void,
): void {
  if (price === undefined) {
    note(`No price is known for ${modelId}: its cost is left out, not counted as $0.`);
    return;
  }
  tierNotes(call, promptTokens, price).forEach(note);
  windowNotes(call, promptTokens, price.card).forEach(note);
  price.notes.forEach(note);
}

/** The tokens of a call by kind, whatever model takes them. */
interface CountedCall {
  readonly prompt: CountedPrompt;
  readonly answer: readonly KindTokens[];
}

function countCall(call: CallPlan): CountedCall {
  return {
    prompt: countPrompt(call),
    answer: call.answer.map(({ component, tokens }) => ({ kind: answerKinds[component], tokens })),
  };
}

/** The answer's tokens by kind, as long as the route's model writes them. */
function answerTokens(answer: readonly KindTokens[], { modelId, answerFactor }: RoutePlan): readonly KindTokens[] {
  if (answerFactor === undefined) return answer;
  return answer.map(({ kind, tokens }) => ({
    kind,
    tokens: product(`${tokens.label}, as long as ${modelId} answers`, 'tokens', [tokens, answerFactor]),
  }));
}

function doubleContractNote({ modelId, price }: PricedRoute): string {
  return `${modelId} is priced under the contract ${price?.card.contract?.name ?? ''} already: the discount comes on top of it.`;
}

/** A model's fee per call; service tiers do not discount it. */
function feePerCallLine(
  { callId, modelId, discounts }: PricedRoute,
  { serviceTier, calls }: TierCalls,
  { source }: ModelPrice,
  { usdPerUnit, modifiers }: UnitBilling,
): RequestLine {
  const fee = leaf(`Fee per call of ${modelId}`, 'USD/request', usdPerUnit, { source });
  const contracts = modifiers.map(({ name, multiplier, source: origin }) =>
    leaf(`Contract ${name}`, 'factor', multiplier, { source: origin }),
  );
  return {
    feeId: undefined,
    callId,
    modelId,
    kind: 'request',
    serviceTier,
    quantity: figureOf(calls),
    calls,
    cost: figureOf(
      product(`Call fees, ${modelId}: cost per request`, 'USD/request', [calls, fee, ...contracts, ...discounts]),
    ),
  };
}
