import { explainPrice } from '#pricing';
import type { KindSpend } from '#shared/domain/overview.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { PricedGroup } from './priced-groups.ts';

/** What the tokens of each kind cost, and all other units together; kinds that were not used are left out. */
export function kindSpend(groups: readonly PricedGroup[]): readonly KindSpend[] {
  const sums = new Map<KindSpend['kind'], { quantity: number; usd: number }>();
  for (const { card, consumption } of groups) {
    for (const { kind, quantity, usd } of explainPrice(card, consumption).lines) {
      if (usd === null) continue;
      const name = tokenKinds.find((known) => known === kind) ?? 'other';
      const before = sums.get(name) ?? { quantity: 0, usd: 0 };
      sums.set(name, { quantity: before.quantity + quantity, usd: before.usd + usd });
    }
  }
  return [...tokenKinds, 'other' as const].flatMap((kind) => {
    const found = sums.get(kind);
    return found === undefined ? [] : [{ kind, ...found }];
  });
}
