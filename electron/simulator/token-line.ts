import type { Expression } from '#shared/domain/expression.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import type { UnpricedItem } from '#shared/domain/simulation.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { KindTokens } from './cache-tokens.ts';
import type { ModelPrice } from './cards.ts';
import { product, productOf, quotient, tokensPerMillion } from './expressions.ts';
import { Figure } from './figure.ts';
import type { RateExpression } from './rates.ts';
import type { RequestLine } from './request-line.ts';
import type { TierCalls } from './tier-calls.ts';

/** What all lines of one call on one model share. */
export interface PricedRoute {
  readonly callId: string;
  readonly modelId: string;
  /** Absent = the model is unpriced. */
  readonly price: ModelPrice | undefined;
  /** Mean prompt tokens per call: decides the long-context tier. */
  readonly promptTokens: number;
  /** What negotiated prices leave, each a factor; on top of a contract of the card's own. */
  readonly discounts: readonly Expression[];
}

/** The rate of a kind of token on a route, or why it is not known. */
export function tokenRate(
  { price, promptTokens }: PricedRoute,
  serviceTier: ServiceTier,
  kind: TokenKind,
): RateExpression | UnpricedItem['reason'] {
  return price === undefined ? 'no-card' : (price.rate(kind, promptTokens, serviceTier) ?? 'no-rate');
}

/** A sentence about a kind of token that a model has no rate for. */
export function noRateNote(modelId: string, kind: TokenKind): string {
  return `${modelId} has no rate for ${tokenKindLabels[kind].toLowerCase()}: that cost is left out, not counted as $0.`;
}

/** USD per request of some tokens per request: tokens × rate × discounts, ÷ a million. */
export function tokenUsd(
  tokens: number,
  { expression: rate }: RateExpression,
  discounts: readonly Expression[],
): number {
  return productOf(discounts, tokens * rate.value) / tokensPerMillion.value;
}

/** The line of one kind of token in one service tier: calls × tokens × rate. */
export function tokenLine(
  route: PricedRoute,
  { serviceTier, calls }: TierCalls,
  { kind, tokens }: KindTokens,
): RequestLine {
  const { callId, modelId, discounts } = route;
  const quantity = new TokenQuantity(kind, calls, tokens);
  const rate = tokenRate(route, serviceTier, kind);
  const cost = typeof rate === 'string' ? rate : new TokenCost(modelId, quantity, rate, discounts);
  return { feeId: undefined, callId, modelId, kind, serviceTier, quantity, calls, cost };
}

/** Tokens of a kind per request: calls × tokens per call. */
class TokenQuantity extends Figure {
  readonly kind: KindTokens['kind'];
  readonly #calls: Expression;
  readonly #tokens: Expression;

  constructor(kind: KindTokens['kind'], calls: Expression, tokens: Expression) {
    super(calls.value * tokens.value);
    this.kind = kind;
    this.#calls = calls;
    this.#tokens = tokens;
  }

  protected override write(): Expression {
    return product(`${tokenKindLabels[this.kind]} tokens per request`, 'tokens', [this.#calls, this.#tokens]);
  }
}

/** What `tokenUsd` gives, with its derivation. */
class TokenCost extends Figure {
  readonly #modelId: string;
  readonly #quantity: TokenQuantity;
  readonly #rate: Expression;
  readonly #discounts: readonly Expression[];

  constructor(modelId: string, quantity: TokenQuantity, rate: RateExpression, discounts: readonly Expression[]) {
    super(tokenUsd(quantity.value, rate, discounts));
    this.#modelId = modelId;
    this.#quantity = quantity;
    this.#rate = rate.expression;
    this.#discounts = discounts;
  }

  protected override write(): Expression {
    const factors = [this.#quantity.expression, this.#rate, ...this.#discounts];
    return quotient(
      `${tokenKindLabels[this.#quantity.kind]}, ${this.#modelId}: cost per request`,
      'USD/request',
      product('Tokens × rate, in millionths of a dollar', 'factor', factors),
      tokensPerMillion,
    );
  }
}
