import type { UnpricedItem } from '#shared/domain/simulation.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { Figure } from './figure.ts';
import { requestsOf, type MonthRequests } from './part-requests.ts';
import { linesOf, type CostedPlan } from './workload-cost.ts';

/** What a plan could not price in one month: one item for each model and reason. */
export function unpricedItems(
  side: UnpricedItem['side'],
  plan: CostedPlan,
  requests: MonthRequests,
): readonly UnpricedItem[] {
  if (plan.complete) return [];
  const items = new Map<string, UnpricedItem>();
  for (const costed of plan.workloads) {
    if (costed.complete) continue;
    const monthRequests = requestsOf(requests, costed.workload.key)?.value ?? 0;
    for (const { cost, modelId, kind, quantity } of linesOf(costed)) {
      if (cost instanceof Figure || modelId === undefined || kind === 'request' || kind === 'fixed') continue;
      const key = `${cost} ${modelId}`;
      const earlier = items.get(key);
      const amount = monthRequests * quantity.value;
      const kinds = new Set<TokenKind>(earlier?.kinds);
      if (kind !== 'fee') kinds.add(kind);
      items.set(key, {
        side,
        modelId,
        reason: cost,
        tokensPerMonth: (earlier?.tokensPerMonth ?? 0) + (kind === 'fee' ? 0 : amount),
        kinds: [...kinds],
        ...(kind === 'fee' ? { unitsPerMonth: (earlier?.unitsPerMonth ?? 0) + amount } : {}),
      });
    }
  }
  return [...items.values()];
}

/** Keeps one item for each side, model and reason: that of the first month in which it is so. */
export function firstOfEach(items: readonly UnpricedItem[]): UnpricedItem[] {
  const first = new Map<string, UnpricedItem>();
  for (const item of items) {
    const key = `${item.side} ${item.reason} ${item.modelId}`;
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

/** Sentences that warn of a comparison in which costs are missing on one side. */
export function unpricedNotes(items: readonly UnpricedItem[]): readonly string[] {
  const tokens = { baseline: 0, optimized: 0 };
  for (const { side, tokensPerMonth } of items) tokens[side] += tokensPerMonth;
  if (tokens.baseline === tokens.optimized) return [];
  return tokens.optimized > tokens.baseline
    ? ['The optimized plan leaves out more unpriced tokens than the baseline, so its saving is overstated.']
    : ['The baseline leaves out more unpriced tokens than the optimized plan, so its saving is understated.'];
}
