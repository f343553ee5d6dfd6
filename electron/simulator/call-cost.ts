import type { Expression } from '#shared/domain/expression.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { splitPrompt, type KindTokens } from './cache-tokens.ts';
import { leaf, product, quotient, remainder, sum, tokensPerMillion } from './expressions.ts';
import { promptTokensOf, type CallPlan, type RoutePlan } from './plan.ts';
import { hasBatchPrice, rateExpression } from './rates.ts';
import { describeSource, type MonthCards } from './cards.ts';
import { tierNotes, windowNotes } from './prompt-size.ts';

/** A cost line for one request of a workload; months only multiply it. */
export interface RequestLine {
  /** Unique within the workload: `answer/openai/gpt-4o/input/standard`. */
  readonly id: string;
  readonly callId: string | undefined;
  readonly modelId: string | undefined;
  readonly kind: CostLine['kind'];
  readonly serviceTier: CostLine['serviceTier'];
  /** Tokens, calls or fees per request. */
  readonly quantity: Expression;
  /** USD per request, or why it is not known. */
  readonly cost:
    | { readonly known: true; readonly usd: Expression }
    | { readonly known: false; readonly reason: 'no-card' | 'no-rate' };
}

/** Lines with the sentences that pricing them gave rise to. */
export interface CostedLines {
  readonly lines: readonly RequestLine[];
  readonly notes: readonly string[];
}

/** Prices one kind of call: a line for each model, token kind and service tier that has tokens. */
export function costCall(call: CallPlan, cards: MonthCards): CostedLines {
  const lines: RequestLine[] = [];
  const notes: string[] = [];
  const promptTokens = promptTokensOf(call).value;
  for (const route of call.routes) {
    if (route.share.value === 0) continue;
    const card = cards.byModel.get(route.modelId);
    const prompt = splitPrompt(call, route.modelId, card);
    const kinds: readonly KindTokens[] = [
      ...prompt.kinds,
      ...call.answer.map(({ component, tokens }) => ({ kind: component, tokens })),
    ];
    notes.push(...prompt.notes);
    if (card === undefined)
      notes.push(`No price is known for ${route.modelId}: its cost is left out, not counted as $0.`);
    else notes.push(...tierNotes(call, promptTokens, card), ...windowNotes(call, promptTokens, card));
    for (const tier of tiersOf(call, route, card, notes)) {
      for (const { kind, tokens } of kinds) {
        if (tokens.value === 0) continue;
        lines.push(tokenLine(call, route, card, tier, kind, tokens, promptTokens, notes));
      }
      if (card?.usdPerRequest !== undefined) lines.push(requestLine(call, route, card, card.usdPerRequest, tier));
    }
  }
  return { lines, notes };
}

/** The calls that one request makes on one model in one service tier. */
interface TierCalls {
  readonly serviceTier: CostLine['serviceTier'];
  readonly calls: Expression;
}

function tiersOf(call: CallPlan, route: RoutePlan, card: PriceCard | undefined, notes: string[]): readonly TierCalls[] {
  const factors =
    call.routes.length === 1 && route.share.value === 1 ? [call.callsPerRequest] : [call.callsPerRequest, route.share];
  function callsIn(serviceTier: CostLine['serviceTier'], share: Expression | undefined): TierCalls {
    const operands = share === undefined ? factors : [...factors, share];
    const [only] = operands;
    const label = `Calls per request on ${route.modelId}${serviceTier === 'batch' ? ' in batches' : ''}`;
    return {
      serviceTier,
      calls: only !== undefined && operands.length === 1 ? only : product(label, 'calls', operands),
    };
  }
  const { batchShare } = call;
  if (batchShare === undefined || batchShare.value === 0) return [callsIn('standard', undefined)];
  if (card !== undefined && !hasBatchPrice(card)) {
    notes.push(`No batch price is known for ${route.modelId}: its calls are billed at the standard rate.`);
    return [callsIn('standard', undefined)];
  }
  if (call.cache.kind === 'parts' && call.cache.writeKind === 'cacheWrite5m') {
    notes.push(
      `${call.name}: batches may run for hours, so a 5-minute cache often misses in them; the 1-hour lifetime is safer.`,
    );
  }
  const standardShare = remainder('Share of calls not in batches', batchShare);
  return [callsIn('standard', standardShare), callsIn('batch', batchShare)].filter(({ calls }) => calls.value > 0);
}

function tokenLine(
  call: CallPlan,
  route: RoutePlan,
  card: PriceCard | undefined,
  { serviceTier, calls }: TierCalls,
  kind: TokenKind,
  tokens: Expression,
  promptTokens: number,
  notes: string[],
): RequestLine {
  const name = `${tokenKindLabels[kind]}, ${route.modelId}`;
  const quantity = product(`${name}: tokens per request`, 'tokens', [calls, tokens]);
  const line = {
    id: `${call.id}/${route.modelId}/${kind}/${serviceTier}`,
    callId: call.id,
    modelId: route.modelId,
    kind,
    serviceTier,
    quantity,
  };
  if (card === undefined) return { ...line, cost: { known: false, reason: 'no-card' } };
  const rate = rateExpression(card, kind, promptTokens, serviceTier);
  if (rate === undefined) {
    notes.push(
      `${route.modelId} has no rate for ${tokenKindLabels[kind].toLowerCase()}: that cost is left out, not counted as $0.`,
    );
    return { ...line, cost: { known: false, reason: 'no-rate' } };
  }
  notes.push(...rate.notes);
  const usd = quotient(
    `${name}: cost per request`,
    'USD/request',
    product(`${name}: tokens × rate, in millionths of a dollar`, 'factor', [quantity, rate.expression]),
    tokensPerMillion,
  );
  return { ...line, cost: { known: true, usd } };
}

/** A model's fee per call; service tiers do not discount it. */
function requestLine(
  call: CallPlan,
  { modelId }: RoutePlan,
  card: PriceCard,
  usdPerCall: number,
  { serviceTier, calls }: TierCalls,
): RequestLine {
  const fee = leaf(`Fee per call of ${modelId}`, 'USD/request', usdPerCall, { source: describeSource(card) });
  const usd = product(`Call fees, ${modelId}: cost per request`, 'USD/request', [calls, fee]);
  return {
    id: `${call.id}/${modelId}/request/${serviceTier}`,
    callId: call.id,
    modelId,
    kind: 'request',
    serviceTier,
    quantity: calls,
    cost: { known: true, usd },
  };
}

/** Sum of the known costs of some lines, USD per request. */
export function sumOfLines(label: string, lines: readonly RequestLine[]): Expression {
  return sum(
    label,
    'USD/request',
    lines.flatMap(({ cost }) => (cost.known ? [cost.usd] : [])),
  );
}
