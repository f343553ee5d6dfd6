import type { RatePoint } from '#shared/domain/price-book.ts';
import { priceLineLabel } from '#shared/domain/price.ts';
import { formatCount } from '../../ui/format.ts';

/** One price of a card in words: `Output, batch, prompt above 200,000 tokens`. */
export function ratePointLabel({ kind, serviceTier, aboveInputTokens, unit }: RatePoint): string {
  return [
    priceLineLabel(kind),
    serviceTier,
    aboveInputTokens === undefined ? undefined : `prompt above ${formatCount(aboveInputTokens)} tokens`,
    unit === 'USD/MTok' ? undefined : unit,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
