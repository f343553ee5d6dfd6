/**
 * Months until what was paid up front is earned back: capex ÷ (API − running costs), all at today's prices and an even
 * demand. Null = never: the API costs no more than running the fleet does. 0 = nothing was paid up front.
 * Source: Pan, Chodnekar, Roy, Wang, arXiv 2509.18101, equation 7.
 */
export function paybackMonths(capexUsd: number, apiUsdPerMonth: number, runningUsdPerMonth: number): number | null {
  const saved = apiUsdPerMonth - runningUsdPerMonth;
  return saved <= 0 ? null : capexUsd / saved;
}
