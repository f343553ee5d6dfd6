import type { Expression } from '#shared/domain/expression.ts';
import type { Traffic, UserTier } from '#shared/domain/traffic.ts';
import { minimum, product } from './expressions.ts';
import { quantityLeaf } from './quantity-leaf.ts';

/** The users of one tier with what they ask for and pay. */
export interface TierPlan {
  readonly id: string;
  readonly name: string;
  readonly users: Expression;
  /** Requests that a user is served in a day, within the tier's own limit. */
  readonly requestsPerUserPerDay: Expression;
  /** Requests per day that the limit refuses. */
  readonly refusedPerDay: number;
  /** What all users of the tier pay in a month, USD; absent = not said. */
  readonly revenue?: Expression | undefined;
  /** Model that serves every call; absent = each call's own. */
  readonly model?: string | undefined;
  readonly maxOutputTokens?: Expression | undefined;
}

/** A part of a workload's traffic: all of it, or one tier's. */
export interface TrafficPart {
  readonly requestsPerDay: Expression;
  readonly tier?: TierPlan | undefined;
}

/** Divides a workload's traffic by tier; a workload without tiers is one part. @param path of the traffic. */
export function trafficParts(traffic: Traffic, path: string): readonly TrafficPart[] {
  if (traffic.tiers === undefined) {
    // The schema demands one of the two.
    const requestsPerDay = traffic.requestsPerDay ?? 0;
    return [{ requestsPerDay: quantityLeaf('Requests per day', 'requests', requestsPerDay, `${path}.requestsPerDay`) }];
  }
  return traffic.tiers.map((tier, index) => tierPart(tier, `${path}.tiers[${index}]`));
}

function tierPart(tier: UserTier, path: string): TrafficPart {
  const users = quantityLeaf('Users', 'factor', tier.users, `${path}.users`);
  const wanted = quantityLeaf(
    'Requests per user and day',
    'requests',
    tier.requestsPerUserPerDay,
    `${path}.requestsPerUserPerDay`,
  );
  const served =
    tier.dailyLimit === undefined
      ? wanted
      : minimum('Requests served per user and day', 'requests', [
          wanted,
          quantityLeaf('Daily limit', 'requests', tier.dailyLimit, `${path}.dailyLimit`),
        ]);
  const price = tier.usdPerUserMonth;
  return {
    requestsPerDay: product('Requests per day', 'requests', [users, served]),
    tier: {
      id: tier.id,
      name: tier.name,
      users,
      requestsPerUserPerDay: served,
      refusedPerDay: users.value * (wanted.value - served.value),
      model: tier.model,
      ...(price === undefined
        ? {}
        : {
            revenue: product(`${tier.name}: paid by its users`, 'USD', [
              users,
              quantityLeaf('Price per user and month', 'USD', price, `${path}.usdPerUserMonth`),
            ]),
          }),
      ...(tier.maxOutputTokens === undefined
        ? {}
        : {
            maxOutputTokens: quantityLeaf('Longest answer', 'tokens', tier.maxOutputTokens, `${path}.maxOutputTokens`),
          }),
    },
  };
}
