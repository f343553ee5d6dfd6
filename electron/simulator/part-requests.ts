import type { Expression } from '#shared/domain/expression.ts';
import type { PlanMonth } from './calendar.ts';
import { product, productOf } from './expressions.ts';
import { Figure } from './figure.ts';

/** What is asked of the part of a plan that requests belong to; its `WorkloadPlan` fits. */
interface RequestedPart {
  readonly key: string;
  readonly name: string;
  readonly purpose: 'requests' | 'documents' | 'overflow';
}

/**
 * Requests (or documents) that one part of a plan is served in a month: what it starts from × what the month makes of it × what
 * limits let through.
 */
export class PartRequests extends Figure {
  readonly #part: RequestedPart;
  readonly #month: PlanMonth;
  readonly #start: Expression;
  readonly #factors: readonly Expression[];
  readonly #ceilings: readonly Expression[];
  /** Requests that a limit refuses. */
  readonly refused: number;

  /** @param asked requests that are asked for; undefined = all of them are served. */
  constructor(
    part: RequestedPart,
    month: PlanMonth,
    start: Expression,
    factors: readonly Expression[],
    ceilings: readonly Expression[],
    asked?: number,
  ) {
    super(productOf(ceilings, productOf(factors, start.value)));
    this.#part = part;
    this.#month = month;
    this.#start = start;
    this.#factors = factors;
    this.#ceilings = ceilings;
    this.refused = asked === undefined ? 0 : Math.max(0, asked - this.value);
  }

  /** Key of the part. */
  get key(): string {
    return this.#part.key;
  }

  protected override write(): Expression {
    const { name, purpose } = this.#part;
    const label = `${name}: ${purpose === 'documents' ? 'documents' : 'requests'} in ${this.#month.month}`;
    return product(label, 'requests', [this.#start, ...this.#factors, ...this.#ceilings]);
  }
}

/** Requests (or documents) in one month: one for each workload of the plan, in its order. */
export type MonthRequests = readonly PartRequests[];

/** What the part of a key serves; undefined when there is none. */
export function requestsOf(requests: MonthRequests, key: string): PartRequests | undefined {
  return requests.find((part) => part.key === key);
}
