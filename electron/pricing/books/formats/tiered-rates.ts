import type { Rate } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';

/** Gathers the rates of one model (or of one of its service tiers) from single prices in any order. */
export class RateTable {
  readonly #base = new Map<TokenKind, number>();
  readonly #tiers = new Map<TokenKind, Map<number, number>>();

  /** Sets a price. The first price of a kind and bound counts. @param aboveInputTokens absent = below every tier. */
  set(kind: TokenKind, usdPerMTok: number, aboveInputTokens?: number): void {
    if (aboveInputTokens === undefined) {
      if (!this.#base.has(kind)) this.#base.set(kind, usdPerMTok);
      return;
    }
    const tiers = this.#tiers.get(kind) ?? new Map<number, number>();
    if (!tiers.has(aboveInputTokens)) tiers.set(aboveInputTokens, usdPerMTok);
    this.#tiers.set(kind, tiers);
  }

  /** Whether a price was set. */
  get isEmpty(): boolean {
    return this.#base.size === 0 && this.#tiers.size === 0;
  }

  /**
   * The rates, tiers ascending.
   * @param fallback rates below every tier of kinds that have prices in tiers only.
   * @returns without kinds that have a price in tiers only and no fallback.
   */
  rates(fallback: Partial<Record<TokenKind, Rate>> = {}): Partial<Record<TokenKind, Rate>> {
    const rates: Partial<Record<TokenKind, Rate>> = {};
    for (const kind of new Set([...this.#base.keys(), ...this.#tiers.keys()])) {
      const usdPerMTok = this.#base.get(kind) ?? fallback[kind]?.usdPerMTok;
      if (usdPerMTok === undefined) continue;
      const tiers = [...(this.#tiers.get(kind) ?? [])]
        .map(([aboveInputTokens, price]) => ({ aboveInputTokens, usdPerMTok: price }))
        .sort((left, right) => left.aboveInputTokens - right.aboveInputTokens);
      rates[kind] = { usdPerMTok, tiers };
    }
    return rates;
  }
}

/**
 * Rates of a service tier with the long-context prices that it leaves out: those of the standard rates. What a tier
 * does not price, it does not discount.
 */
export function withStandardTiers(
  rates: Partial<Record<TokenKind, Rate>>,
  standard: Partial<Record<TokenKind, Rate>>,
): Partial<Record<TokenKind, Rate>> {
  const filled: Partial<Record<TokenKind, Rate>> = {};
  for (const [kind, rate] of Object.entries(rates) as [TokenKind, Rate][]) {
    const known = new Set(rate.tiers.map(({ aboveInputTokens }) => aboveInputTokens));
    const longer = (standard[kind]?.tiers ?? []).filter(({ aboveInputTokens }) => !known.has(aboveInputTokens));
    const tiers = [...rate.tiers, ...longer].sort((left, right) => left.aboveInputTokens - right.aboveInputTokens);
    filled[kind] = { ...rate, tiers };
  }
  return filled;
}

/** USD per million tokens of a price of one token, without the noise of the binary fraction (2.5e-6 → 2.5). */
export function perMTok(usdPerToken: number): number {
  return Number((usdPerToken * 1e6).toPrecision(12));
}

/** USD for one of our units of a price of several, without the noise of the binary fraction. */
export function perUnit(usd: number, units: number): number {
  return units === 1 ? usd : Number((usd / units).toPrecision(12));
}
