import { findAnomalies, forecastSpend, type CostOfTokens } from '#forecasting';
import type { Ledger } from '#ledger';
import { recordPrice, type Catalogue } from '#pricing';
import { nanoUsdToUsd } from '#shared/money.ts';
import type { Handlers } from '../handler.ts';

export interface ForecastingServices {
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Ledger;
  readonly catalogue: Catalogue;
}

/** Implements `forecast.run` and `anomalies.find`. */
export function forecastingHandlers({
  ledger,
  catalogue,
}: ForecastingServices): Handlers<'forecast.run' | 'anomalies.find'> {
  return {
    'forecast.run': (query) => forecastSpend(ledger(), query, costIn(catalogue)),
    'anomalies.find': (query) => findAnomalies(ledger(), query, costIn(catalogue)),
  };
}

/** What tokens cost by a catalogue, as one request at the standard tier. */
function costIn(catalogue: Catalogue): CostOfTokens {
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
function requestsFor(tokens: Parameters<CostOfTokens>[2]): number {
  return Math.max(1, Math.round(Object.values(tokens).reduce((sum, count) => sum + count, 0) / 1000));
}
