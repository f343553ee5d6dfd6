import { matchesGlob } from '#pricing';
import type { Expression } from '#shared/domain/expression.ts';
import type { DiscountPlan } from './plan.ts';

/** What the discounts that fit a model leave of its price, each a factor: 0.85 for 15 % off. @param modelId `provider/model`. */
export function discountsOn(modelId: string, discounts: readonly DiscountPlan[]): readonly Expression[] {
  if (discounts.length === 0) return none;
  return discounts.filter((discount) => isDiscounted(modelId, discount)).map(({ kept }) => kept);
}

const none: readonly Expression[] = [];

/** Whether a discount fits a model. */
export function isDiscounted(modelId: string, { provider, model }: Pick<DiscountPlan, 'provider' | 'model'>): boolean {
  const slash = modelId.indexOf('/');
  const [itsProvider, itsName] = [modelId.slice(0, Math.max(0, slash)), modelId.slice(slash + 1)];
  if (provider !== undefined && provider.toLowerCase() !== itsProvider.toLowerCase()) return false;
  return model === undefined || matchesGlob(model.toLowerCase(), itsName.toLowerCase());
}
