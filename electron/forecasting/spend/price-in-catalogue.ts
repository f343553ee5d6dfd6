import { recordPrice, type Catalogue } from '#pricing';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { CostOfTokens } from './source.ts';

/** What tokens cost by a catalogue, in requests of a usual size at the standard tier. */
export function costIn(catalogue: Catalogue): CostOfTokens {
  return (provider, model, tokens, atMs) => {
    const match = catalogue.resolve({ provider, model }, atMs);
    if (!match.ok) return undefined;
    const { costNanoUsd, priceVersion } = recordPrice(match.value.card, {
      tokens,
      requests: requestsFor(tokens),
      serviceTier: 'standard',
    });
    return priceVersion === null ? undefined : nanoUsdToUsd(costNanoUsd);
  };
}

/** Prompts of a thousand tokens: totals must not be taken for one prompt above every context step. */
function requestsFor(tokens: TokenCounts): number {
  return Math.max(1, Math.round(Object.values(tokens).reduce((sum, count) => sum + count, 0) / 1000));
}
