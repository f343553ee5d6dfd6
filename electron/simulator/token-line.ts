import type { Expression } from '#shared/domain/expression.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
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

/**
 * The line of one kind of token in one service tier: calls × tokens × rate.
 * @param note receives sentences about its price.
 */
export function tokenLine(
  route: PricedRoute,
  { serviceTier, calls }: TierCalls,
  { kind, tokens }: KindTokens,
  note: (sentence: string) => void,
): RequestLine {
  const { callId, modelId } = route;
  const quantity = new TokenQuantity(kind, calls, tokens);
  const cost = tokenCost(route, serviceTier, kind, quantity, note);
  return { feeId: undefined, callId, modelId, kind, serviceTier, quantity, calls, cost };
}

function tokenCost(
  { price, promptTokens, modelId, discounts }: PricedRoute,
  serviceTier: ServiceTier,
  kind: KindTokens['kind'],
  quantity: TokenQuantity,
  note: (sentence: string) => void,
): RequestLine['cost'] {
  if (price === undefined) return 'no-card';
  const rate = price.rate(kind, promptTokens, serviceTier);
  if (rate === undefined) {
    note(
      `${modelId} has no rate for ${tokenKindLabels[kind].toLowerCase()}: that cost is left out, not counted as $0.`,
    );
    return 'no-rate';
  }
  for (const sentence of rate.notes) note(sentence);
  return new TokenCost(modelId, quantity, rate, discounts);
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

/** USD per request of a kind: its tokens × rate × discounts, ÷ a million. */
class TokenCost extends Figure {
  readonly #modelId: string;
  readonly #quantity: TokenQuantity;
  readonly #rate: Expression;
  readonly #discounts: readonly Expression[];

  constructor(
    modelId: string,
    quantity: TokenQuantity,
    { expression: rate }: RateExpression,
    discounts: readonly Expression[],
  ) {
    super(productOf(discounts, quantity.value * rate.value) / tokensPerMillion.value);
    this.#modelId = modelId;
    this.#quantity = quantity;
    this.#rate = rate;
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
