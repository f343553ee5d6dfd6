import { unitBilling, type UnitBilling } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import { countPrompt, splitPrompt, type CountedPrompt, type KindTokens } from './cache-tokens.ts';
import { callOnModel } from './call-on-model.ts';
import type { ModelPrices } from './cards.ts';
import { discountsOn } from './contract-discounts.ts';
import { leaf, product } from './expressions.ts';
import { Figure, figureOf } from './figure.ts';
import { answerKinds } from './media-parts.ts';
import type { CallPlan, RoutePlan } from './plan.ts';
import { tierNotes, windowNotes } from './prompt-size.ts';
import { sumOfLines, type RequestLine } from './request-line.ts';
import { tierCalls, type TierCalls } from './tier-calls.ts';
import { noRateNote, tokenLine, tokenRate, tokenUsd, type PricedRoute } from './token-line.ts';

/**
 * What one kind of call costs per request, USD: the sum of its lines. A frame of a slider asks for the sum alone, so lines are
 * written when they are first read.
 */
export class CallCost extends Figure {
  readonly #label: string;
  readonly #routes: readonly RouteCalls[];
  #lines: readonly RequestLine[] | undefined;
  /** What a person should know of the prices. */
  readonly notes: readonly string[];
  /** False when the cost of some line is not known: it is left out of the sum. */
  readonly complete: boolean;

  constructor(label: string, routes: readonly RouteCalls[], { usd, complete }: RoutesCost, notes: readonly string[]) {
    super(usd);
    this.#label = label;
    this.#routes = routes;
    this.complete = complete;
    this.notes = notes;
  }

  /** A line for each model, token kind and service tier that has tokens. */
  get lines(): readonly RequestLine[] {
    this.#lines ??= this.#routes.flatMap(linesOf);
    return this.#lines;
  }

  /** Models that have lines. */
  get models(): readonly string[] {
    return this.#routes.filter(hasLines).map(({ route }) => route.modelId);
  }

  protected override write(): Expression {
    return sumOfLines(this.#label, this.lines).expression;
  }
}

/** The calls of one route with all that makes their lines. */
interface RouteCalls {
  readonly route: PricedRoute;
  readonly tiers: readonly TierCalls[];
  /** Tokens per call by kind; those of 0 make no line. */
  readonly kinds: readonly KindTokens[];
  /** The model's fee per call, where it has one. */
  readonly fee: UnitBilling | undefined;
}

/** What some lines come to. */
interface RoutesCost {
  /** Sum of the known costs, USD per request. */
  usd: number;
  /** False when the cost of some line is not known. */
  complete: boolean;
}

/** Prices one kind of call. */
export function costCall(planned: CallPlan, prices: ModelPrices): CallCost {
  const routes: RouteCalls[] = [];
  const notes: string[] = [];
  const note = (sentence: string): void => void notes.push(sentence);
  const cost: RoutesCost = { usd: 0, complete: true };
  let asPlanned: CountedCall | undefined;
  for (const plannedRoute of planned.routes) {
    if (plannedRoute.share.value === 0) continue;
    const { modelId } = plannedRoute;
    const { call, notes: countNotes } = callOnModel(planned, modelId, prices);
    const price = prices.get(modelId);
    // Models that count alike share the expressions of their tokens.
    const counted = call === planned ? (asPlanned ??= countCall(planned)) : countCall(call);
    const prompt = splitPrompt(call, counted.prompt, modelId, price);
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
    const calls: RouteCalls = {
      route,
      tiers: tierCalls(call, plannedRoute, price?.card, note),
      kinds: prompt.kinds.concat(answerTokens(counted.answer, plannedRoute)),
      fee: price === undefined ? undefined : unitBilling(price.card, 'request'),
    };
    addCost(calls, cost, note);
    routes.push(calls);
  }
  return new CallCost(`${planned.name}: cost per request`, routes, cost, notes);
}

/** Adds the costs of a route's lines, in the order in which `linesOf` gives them. */
function addCost({ route, tiers, kinds, fee }: RouteCalls, cost: RoutesCost, note: (sentence: string) => void): void {
  for (const tier of tiers) {
    for (const { kind, tokens } of kinds) {
      if (tokens.value <= 0) continue;
      const rate = tokenRate(route, tier.serviceTier, kind);
      if (typeof rate === 'string') {
        cost.complete = false;
        if (rate === 'no-rate') note(noRateNote(route.modelId, kind));
        continue;
      }
      for (const sentence of rate.notes) note(sentence);
      cost.usd += tokenUsd(tier.calls.value * tokens.value, rate, route.discounts);
    }
    if (fee !== undefined) cost.usd += feePerCall(route, tier, fee).value;
  }
}

function linesOf({ route, tiers, kinds, fee }: RouteCalls): readonly RequestLine[] {
  const priced = kinds.filter(({ tokens }) => tokens.value > 0);
  return tiers.flatMap((tier) => [
    ...priced.map((kind) => tokenLine(route, tier, kind)),
    ...(fee === undefined ? [] : [feeLine(route, tier, fee)]),
  ]);
}

function hasLines({ tiers, kinds, fee }: RouteCalls): boolean {
  return tiers.length > 0 && (fee !== undefined || kinds.some(({ tokens }) => tokens.value > 0));
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
function feePerCall(
  { modelId, price, discounts }: PricedRoute,
  { calls }: TierCalls,
  { usdPerUnit, modifiers }: UnitBilling,
): Expression {
  const fee = leaf(`Fee per call of ${modelId}`, 'USD/request', usdPerUnit, { source: price?.source ?? '' });
  const contracts = modifiers.map(({ name, multiplier, source: origin }) =>
    leaf(`Contract ${name}`, 'factor', multiplier, { source: origin }),
  );
  return product(`Call fees, ${modelId}: cost per request`, 'USD/request', [calls, fee, ...contracts, ...discounts]);
}

function feeLine(route: PricedRoute, tier: TierCalls, fee: UnitBilling): RequestLine {
  const { callId, modelId } = route;
  const { serviceTier, calls } = tier;
  const cost = figureOf(feePerCall(route, tier, fee));
  return { feeId: undefined, callId, modelId, kind: 'request', serviceTier, quantity: figureOf(calls), calls, cost };
}
